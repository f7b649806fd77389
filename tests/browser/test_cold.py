"""Each tier of each exercise booted from nothing, in an empty profile (`make test-all`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from mooc.bench.python import open_cell, open_notebook
from mooc.settings import ROOT
from tests.conftest import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.cold]
NOTEBOOKS = sorted(path.parent.name for path in Path(ROOT, "exercises").glob("*/carnet.ipynb"))


@pytest.mark.parametrize("slug", NOTEBOOKS)
@pytest.mark.parametrize("way", [open_cell, open_notebook], ids=["cell", "notebook"])
def test_scikit_learn_from_nothing(
    browser: Browser, live_site: LiveSite, way: Any, slug: str
) -> None:
    context = browser.new_context(locale="fr-FR")
    assert way(live_site.origin, context.new_page(), f"/exercices/{slug}/") > 0
    context.close()
