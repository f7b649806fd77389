"""An exported course opened from the disk: axe finds nothing, and nothing is asked of a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mooc.exchange.folder import write_folder
from mooc.exchange.volume import open_volume
from mooc.settings import Settings
from tests.browser.test_axe import AXE, RUN
from tests.exported import write_all

NAMES = ("index.html", "pages/01-un.html", "pages/facile-f1.html", "glossaire.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clé usb")
    settings = Settings(courses_dir=write_all(root), exercises_dir=root / "exercises")
    write_folder(open_volume(settings, "essai", site="https://mooc.example"), root / "mon cours")
    return root / "mon cours"


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=lambda p: f"{p[0]}-{p[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, theme = request.param
    viewport = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=theme, viewport=viewport)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_a_page_from_the_disk(folder: Path, page: Page, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(f"failed {request.url}"))
    page.goto((folder / name).as_uri(), wait_until="networkidle")
    # Now: axe asks for the sheet again, by script, which a page on a disk may not.
    assert asked and all(url.startswith("file:") for url in asked), asked
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"the page is {wide} px too wide"


@pytest.mark.browser
def test_a_visit_with_the_keyboard(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="La première").click()
    question = page.locator("section.question").first
    question.get_by_label("la bonne").check()
    expect(question.get_by_text("Remarque de la bonne.")).to_be_hidden()
    question.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(question.get_by_text("Remarque de la bonne.")).to_be_visible()
    question.get_by_role("link", name="lien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La deuxième")
