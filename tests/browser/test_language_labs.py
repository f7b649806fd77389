"""The writing machine and the map of words, in the browser: what their scripts do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import LiveSite

pytestmark = pytest.mark.browser


@pytest.fixture
def page(live_site: LiveSite, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_site.origin, locale="fr-FR", viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def open_lab(page: Page, slug: str) -> None:
    page.goto(f"/exercices/{slug}/labo")
    page.wait_for_selector("section.lab[data-ready]")


# --- the writing machine --------------------------------------------------------------------


def test_a_word_chosen_in_the_list_is_written_by_keyboard(page: Page) -> None:
    open_lab(page, "ecrivain-automatique")
    page.locator(".writer-word").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=debut]")).to_have_value("La montagne")
    expect(page.locator(".writer-word").first).to_be_focused()
    expect(page.locator("[data-live]")).to_contain_text("Le plus probable")


def test_enter_in_a_field_writes_no_word(page: Page) -> None:
    open_lab(page, "ecrivain-automatique")
    page.focus("[name=tirage]")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.input_value("[name=debut]") == "La"
    assert page.locator(".verdict").count() == 0


def test_the_seven_letters_wait_for_a_choice_and_change_the_odds(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    open_lab(page, "ecrivain-automatique")
    page.fill("[name=debut]", "coup de")
    expect(page.locator("caption").first).to_contain_text("de")
    assert "les-sept.txt" not in asked
    page.select_option("[name=lu]", "sept")
    expect(page.locator(".writer-word").first).to_have_text("sabot")
    assert "les-sept.txt" in asked


def test_a_text_that_does_not_come_is_said_and_the_other_stays(page: Page) -> None:
    open_lab(page, "ecrivain-automatique")
    page.route("**/les-sept.txt", lambda route: route.abort())
    page.select_option("[name=lu]", "sept")
    expect(page.locator("[data-out=failed]")).to_contain_text("n’a pas pu être chargé")
    assert page.input_value("[name=lu]") == "chevre"
    page.unroute("**/les-sept.txt")
    page.select_option("[name=lu]", "sept")
    expect(page.locator("[data-out=failed]")).to_be_hidden()


def test_the_page_and_the_server_show_the_same_bench(page: Page) -> None:
    """What the script draws is what the server draws for the same fields."""
    open_lab(page, "ecrivain-automatique")
    page.select_option("[name=lu]", "sept")
    page.check("[name=regard][value='3']")
    page.fill("[name=tirage]", "12")
    page.fill("[name=debut]", "Le vieux")
    expect(page.locator("caption").first).to_contain_text("le vieux")
    mine = [page.inner_text(f"[data-out={name}]") for name in ("text", "rows", "copied", "count")]
    query = "lu=sept&regard=3&tirage=12&debut=Le+vieux&temperature=10"
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"/exercices/ecrivain-automatique/labo?{query}")
    theirs = [page.inner_text(f"[data-out={name}]") for name in ("text", "rows", "copied", "count")]
    assert mine == theirs


# --- the map of words -----------------------------------------------------------------------


def test_a_neighbour_becomes_the_word_and_the_map_follows(page: Page) -> None:
    open_lab(page, "carte-des-mots")
    before = page.get_attribute("[data-out=here]", "transform")
    page.select_option("[name=mot]", "loup")
    first = page.locator(".words-go").first.inner_text()
    page.locator(".words-go").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=mot]")).to_have_value(first)
    expect(page.locator(".words-go").first).to_be_focused()
    expect(page.locator("[data-live]")).to_contain_text(f"{first}\u00a0: le plus proche est")
    assert page.get_attribute("[data-out=here]", "transform") != before
    assert page.locator("circle.is-near").count() == 8


def test_a_touch_on_the_map_chooses_the_word_under_it(page: Page) -> None:
    open_lab(page, "carte-des-mots")
    dot = page.locator("circle[data-word=neige]").bounding_box()
    assert dot is not None
    page.locator(".atlas").scroll_into_view_if_needed()
    dot = page.locator("circle[data-word=neige]").bounding_box()
    assert dot is not None
    page.mouse.click(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
    expect(page.locator("[name=mot]")).to_have_value("neige")


def test_two_words_compared_are_symmetrical(page: Page) -> None:
    open_lab(page, "carte-des-mots")
    page.select_option("[name=mot]", "froid")
    page.select_option("[name=autre]", "chaleur")
    one = page.inner_text("[data-out=compared]")
    page.select_option("[name=mot]", "chaleur")
    page.select_option("[name=autre]", "froid")
    assert page.inner_text("[data-out=compared]") == one
    assert int(one) > 70
