"""The cells of three exercises on a phone: open, run, read; two of them in `make test-all`."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from mooc.grading.exercise_file import load_exercise
from mooc.settings import ROOT
from tests.browser.cell.conftest import BOOT, Cell
from tests.conftest import LiveSite

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
# One with scikit-learn, two on numpy alone.
SLUGS = (
    "premier-modele",
    pytest.param("aide-sociale", marks=pytest.mark.cold),
    pytest.param("petit-modele-de-langue", marks=pytest.mark.cold),
)
RUN = 3  # cells: the data, a first look, a first measure


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_cells_run_on_a_phone(browser: Browser, live_site: LiveSite, slug: str) -> None:
    exercise, _ = load_exercise(ROOT / "exercises" / slug)
    assert exercise
    context = browser.new_context(
        base_url=live_site.origin, locale="fr-FR", viewport=PHONE, has_touch=True, is_mobile=True
    )
    cell = Cell(context.new_page(), live_site.origin)
    try:
        open_cell(cell, slug)
        for number in range(1, RUN + 1):
            run(cell, number)
        wide: Any = cell.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        frame = cell.page.locator("iframe.python-cell-frame").bounding_box()
        assert frame and frame["width"] <= PHONE["width"]
    finally:
        context.close()


def open_cell(cell: Cell, slug: str) -> None:
    cell.page.goto(f"/exercices/{slug}/")
    cell.page.get_by_role("button", name="Ouvrir Python ici").tap()
    cell.ready()


def run(cell: Cell, number: int) -> None:
    """Tap « Exécuter » and wait for the end; a finger needs 40 pixels."""
    button = cell.cell(number).get_by_role("button", name="Exécuter", exact=True)
    box = button.bounding_box()
    assert box and box["height"] >= 40
    button.press("Enter")
    expect(cell.cell(number)).to_have_attribute("data-state", "done", timeout=BOOT)
