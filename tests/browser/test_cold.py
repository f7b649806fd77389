"""Each tier of each exercise booted from nothing, in an empty profile (`make test-all`)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from mooc.bench.browser import open_cell, open_notebook
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_file import load_exercises
from mooc.settings import ROOT
from tests.conftest import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.cold]
EXERCISES = [e for e in load_exercises(ROOT / "exercises")[0].values() if e.python]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
@pytest.mark.parametrize("way", [open_cell, open_notebook], ids=["cell", "notebook"])
def test_the_first_result_from_nothing(
    browser: Browser, live_site: LiveSite, way: Any, exercise: Exercise
) -> None:
    context = browser.new_context(locale="fr-FR")
    package = exercise.task.package
    assert way(live_site.origin, context.new_page(), exercise.slug, package) > 0
    context.close()
