"""axe-core on every kind of page: light and dark, 360 and 1280 pixels wide.

Every frame is looked at but JupyterLite's own, on the notebooks' host: its known failures are
listed at /accessibilite.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.places import PLACES, Place
from tests.conftest import LiveSite

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id} (${rule.impact}): ${node.target.join(" ")} ${node.html.slice(0, 160)}`
      + ` ${node.any.map((check) => check.message).join("; ")}`));
}"""

LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "light"),
    (360, "dark"),
    (1280, "dark"),
    (1280, "light"),
)


def looked_at(page: Page, notebook_origin: str) -> list[Frame]:
    """The frames to test: all but the JupyterLite one."""
    return [f for f in page.frames if not f.url.startswith(notebook_origin)]


def violations(page: Page, notebook_origin: str) -> list[str]:
    """What axe finds in the page and its frames, one line each."""
    found: list[str] = []
    for frame in looked_at(page, notebook_origin):
        frame.evaluate(AXE)
        found += frame.evaluate(RUN)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_axe(live_site: LiveSite, browser: Browser, place: Place) -> None:
    """The page is reached once, then looked at on both screens and in both themes."""
    context = browser.new_context(
        base_url=live_site.origin,
        locale="fr-FR",
        color_scheme="light",
        viewport={"width": 360, "height": 800},
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: list[str] = []
    try:
        page.goto(place.path)
        if place.steps:
            place.steps(page)
        for width, theme in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            told = violations(page, live_site.notebook_origin)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            told += [f"the page is {wide} px too wide"] if wide > 0 else []
            found += [f"{width} px, {theme}: {one}" for one in told]
        assert found == []
    finally:
        context.close()
