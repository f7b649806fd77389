"""The whole path of a newcomer, in a real browser: read, answer, try the lab, leave, come back."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import LiveSite

pytestmark = pytest.mark.browser
PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"


def test_from_home_to_a_kept_answer(browser: Browser, live_site: LiveSite, tmp_path) -> None:
    hosts: set[str] = set()
    context = browser.new_context(base_url=live_site.origin, locale="fr-FR")
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Commencer le cours").first.click()
    page.locator(f"main a[href='{PAGE}']").first.click()
    assert context.cookies() == []
    question = page.locator("#q-apprendre-regle-20")
    question.get_by_role("textbox").fill("0")
    question.get_by_role("button", name="Répondre").click()
    expect(question).to_contain_text("Regardez les marchés 4 et 5")
    question.get_by_role("textbox").fill("2")
    question.get_by_role("button", name="Répondre").click()
    expect(question).to_contain_text("réussie")
    assert [c["name"] for c in context.cookies()] == ["apprenant"]
    state = context.storage_state()
    context.close()

    # Tomorrow: the browser was closed, its cookie is still there.
    later = browser.new_context(base_url=live_site.origin, storage_state=state)
    page = later.new_page()
    page.goto("/mon-parcours/")
    expect(page.get_by_role("main")).to_contain_text("L’IA pour tous")
    page.get_by_role("link", name="Reprendre").first.click()
    expect(page.locator("#q-apprendre-regle-20")).to_contain_text("réussie")

    # Elsewhere: another device, with the six words.
    page.goto("/reprendre/code")
    page.get_by_role("button", name="Tirer mon code").click()
    code = page.locator("#le-code").inner_text()
    later.close()
    elsewhere = browser.new_context(base_url=live_site.origin)
    page = elsewhere.new_page()
    page.goto("/reprendre/")
    page.get_by_label("Votre code de reprise").fill(code.upper().replace(" ", "-"))
    page.get_by_role("button", name="Retrouver mon parcours").click()
    expect(page.get_by_role("main")).to_contain_text("L’IA pour tous")
    page.goto(PAGE)
    expect(page.locator("#q-apprendre-regle-20")).to_contain_text("réussie")
    elsewhere.close()
    assert hosts == {urlsplit(live_site.origin).netloc}


def test_everything_without_javascript(browser: Browser, live_site: LiveSite) -> None:
    context = browser.new_context(base_url=live_site.origin, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    question = page.locator("#q-apprendre-vient-de")
    question.get_by_label("Des huit marchés notés dans le carnet").check()
    question.get_by_role("button", name="Répondre").click()
    expect(page.locator("#q-apprendre-vient-de")).to_contain_text("un modèle ne connaît que ses")
    expect(page.get_by_role("main")).to_contain_text("code de reprise")
    order = page.locator("#q-apprendre-ordre")
    for place, select in enumerate(order.locator("select").all(), start=1):
        select.select_option(str(place))
    order.get_by_role("button", name="Répondre").click()
    expect(page.locator("#q-apprendre-ordre .verdict")).to_be_visible()
    context.close()


def test_a_lost_network_loses_nothing(page: Page) -> None:
    page.goto(PAGE)
    question = page.locator("#q-apprendre-regle-20")
    question.get_by_role("textbox").fill("2")
    page.route("**/repondre/**", lambda route: route.abort())
    question.get_by_role("button", name="Répondre").click()
    expect(question).to_contain_text("n’est pas partie")
    expect(question.get_by_role("textbox")).to_have_value("2")
    page.unroute("**/repondre/**")
    question.get_by_role("button", name="Répondre").click()
    expect(question).to_contain_text("réussie")


def test_two_tabs_and_no_answer_is_refused(page: Page) -> None:
    """The second tab was opened before the first answer: its token comes with the refusal."""
    page.goto(PAGE)
    other = page.context.new_page()
    other.goto(PAGE)
    page.locator("#q-apprendre-regle-20").get_by_role("textbox").fill("2")
    page.locator("#q-apprendre-regle-20").get_by_role("button", name="Répondre").click()
    expect(page.locator("#q-apprendre-regle-20")).to_contain_text("réussie")
    other.locator("#q-apprendre-essai").get_by_role("textbox").fill("2")
    other.locator("#q-apprendre-essai").get_by_role("button", name="Répondre").click()
    expect(other.locator("#q-apprendre-essai")).to_contain_text("réussie")
