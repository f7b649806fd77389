"""The author's workshop in a real browser: it follows the files, keeps its place, says what is
wrong, and shows a page as each of its readers meets it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from werkzeug.serving import make_server

from mooc.app import create_app
from mooc.settings import ROOT
from tests.conftest import QuietHandler, make_settings
from tests.own_courses import write_course, write_page

pytestmark = pytest.mark.browser
LONG = "\n\n".join(f"## Partie {n}\n\n" + "Des mots pour remplir la page. " * 60 for n in range(6))
QUESTION = """
:::{single-choice}
:id: q-essai
Que fait un modèle ?

- [x] Il calcule

  Oui, et rien d’autre.
- [ ] Il comprend

  Non : il prolonge des exemples.
:::
"""
PASSAGE = """
:::{passage}
:publics: elus
Pour le conseil municipal seulement.
:::
"""


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("author") / "courses"
    folder = write_course(root, "essai", "tous-publics")
    shutil.copy(ROOT / "courses" / "audiences.toml", root)
    write_page(folder, "01-un.md", "p-un", f"{LONG}\n{PASSAGE}\n{QUESTION}", title="Une page")
    return root


@pytest.fixture(scope="module")
def workshop(
    courses: Path, tmp_path_factory: pytest.TempPathFactory, empty_database: Path
) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = make_settings(tmp_path_factory.mktemp("var"), port)
    shutil.copy(empty_database, settings.var_dir / "mooc.sqlite3")
    app = create_app(replace(settings, courses_dir=courses, author_mode=True))
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield settings.site_origin
    server.shutdown()
    app.extensions["mooc_engine"].dispose()


@pytest.fixture
def page(browser: Browser, workshop: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(f"{workshop}/atelier/essai/un/")
    opened.locator("[data-followed]").wait_for()
    yield opened
    context.close()


def shown(page: Page) -> FrameLocator:
    return page.frame_locator("iframe:not(.is-coming)")


def top_of(page: Page, anchor: str) -> float:
    frame = page.locator("iframe:not(.is-coming)").element_handle().content_frame()
    assert frame is not None
    return float(frame.locator(f"#{anchor}").evaluate("e => e.getBoundingClientRect().top"))


def scroll_to(page: Page, anchor: str) -> None:
    frame = page.locator("iframe:not(.is-coming)").element_handle().content_frame()
    assert frame is not None
    frame.locator(f"#{anchor}").evaluate(
        "e => scrollTo({ top: e.offsetTop + 40, behavior: 'instant' })"
    )


def save(courses: Path, old: str, new: str) -> None:
    path = courses / "essai" / "01-un.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_page_follows_the_file_and_keeps_its_place(page: Page, courses: Path) -> None:
    expect(shown(page).locator("#partie-3")).to_be_attached()
    scroll_to(page, "partie-3")
    before = top_of(page, "partie-3")
    first = "## Partie 0\n\n"
    save(courses, first, f"{first}Un ajout, loin au-dessus.\n\n{'Long. ' * 200}\n\n")
    expect(shown(page).get_by_text("Un ajout, loin au-dessus.")).to_be_attached()
    expect(page.locator("iframe")).to_have_count(1)
    assert abs(top_of(page, "partie-3") - before) <= 2


def test_a_problem_shows_beside_with_line_and_hint(page: Page, courses: Path) -> None:
    save(courses, ":::{single-choice}", ":::{single-choise}")
    problem = page.locator(".problem-error")
    expect(problem).to_contain_text("bloc inconnu : single-choise")
    expect(problem).to_contain_text("vouliez-vous dire « single-choice » ?")
    expect(problem).to_contain_text("courses/essai/01-un.md:")
    save(courses, ":::{single-choise}", ":::{single-choice}")
    expect(page.locator(".problem-error")).to_have_count(0)


def test_as_another_audience_and_after_wrong_answers(page: Page) -> None:
    expect(shown(page).get_by_text("Pour le conseil municipal")).to_have_count(0)
    page.get_by_label("Vue par").select_option("elus")
    expect(shown(page).get_by_text("Pour le conseil municipal")).to_be_attached()
    page.get_by_label("Comme", exact=True).select_option("faux")
    expect(shown(page).get_by_text("Non : il prolonge des exemples.")).to_be_attached()


def test_on_each_screen_printed_and_without_javascript(page: Page) -> None:
    for width in ("360", "768", "1280"):
        page.get_by_label("Écran").select_option(width)
        expect(page.locator(f"iframe[width='{width}']:not(.is-coming)")).to_be_visible()
        frame = page.locator("iframe:not(.is-coming)").element_handle().content_frame()
        assert frame is not None and frame.evaluate("innerWidth") == int(width)
    page.get_by_label("Comme", exact=True).select_option("imprime")
    expect(shown(page).locator(".site-nav")).to_be_hidden()
    page.get_by_label("Comme", exact=True).select_option("sans-js")
    expect(page.locator("iframe[sandbox]:not(.is-coming)")).to_be_visible()
    expect(shown(page).get_by_role("heading", name="Une page")).to_be_visible()
    expect(shown(page).locator("[data-attached]")).to_have_count(0)


def test_the_list_of_pages_and_the_changes(page: Page, courses: Path, workshop: str) -> None:
    page.goto(f"{workshop}/atelier/")
    expect(page.get_by_role("link", name="Une page")).to_be_visible()
    write_page(courses / "essai", "02-deux.md", "p-deux", "Une autre page.", title="Une suite")
    expect(page.get_by_role("link", name="Une suite")).to_be_visible()
    save(courses, "Oui, et rien d’autre.", "Oui, et rien de plus.")
    page.goto(f"{workshop}/atelier/changements/")
    expect(page.get_by_text("Nouvelle page : Une suite")).to_be_visible()
    expect(page.get_by_text("Activité modifiée : q-essai")).to_be_visible()
    page.get_by_role("button", name="Prendre l’état actuel").click()
    expect(page.get_by_text("Rien n’a changé depuis la référence.")).to_be_visible()
