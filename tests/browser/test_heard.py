"""What is heard: where the focus goes after an action, its name, and what speaks by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"
PLACEMENT = "/cours/ia-pour-tous/bilan-de-depart/"
# Keeps what the regions that speak by themselves have said.
EAR = """() => {
  window.heard = [];
  const silent = ":not([aria-live=off])";
  const speaks = `[aria-live]${silent}, [role=status], [role=alert], output${silent}`;
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.closest ? target : target.parentElement)?.closest(speaks);
      if (region) window.heard.push(region.textContent.replace(/\\s+/g, " ").trim());
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def ready(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def test_a_verdict_is_reached_and_named_wherever_the_question_stands(page: Page) -> None:
    """Questions right under the page's title have another level of heading: all the same."""
    refused: list[int] = []
    page.on("response", lambda r: refused.append(r.status) if r.status >= 400 else None)
    ready(page, PLACEMENT)
    for number in range(2):
        question = page.locator("section.question").nth(number)
        question.locator("input[type=radio]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        verdict = question.locator(".verdict")
        expect(verdict).to_be_focused()
        expect(verdict).to_have_role("group")
        expect(verdict).to_have_accessible_name(re.compile("juste|bonne réponse"))
        expect(verdict).to_have_accessible_description(re.compile("^La réponse donnée"))
    assert refused == [], "the second form did not have the token of the session"
    # The table that the page announces is there without loading it again, once.
    expect(page.locator("#appris #bilan td", has_text="pas encore répondu").first).to_be_visible()
    assert page.locator("#bilan").count() == 1


def test_an_answer_to_correct_has_the_focus_and_says_why(page: Page) -> None:
    ready(page, PAGE)
    for name in ("q-apprendre-regle-20", "q-apprendre-vient-de", "q-apprendre-ordre"):
        question = page.locator(f"#{name}")
        question.get_by_role("button").click()
        field = question.locator("input:not([type=hidden]), select").first
        expect(field).to_be_focused()
        expect(field).to_have_accessible_description(re.compile("À corriger"))


def test_a_lab_says_its_results_once_and_its_refusal_once(page: Page) -> None:
    ready(page, "/exercices/perceptron/labo")
    lab = page.locator("section.lab[data-ready]")
    expect(lab).to_have_accessible_name(re.compile("^Laboratoire : .{5,40}$"))
    page.evaluate(EAR)
    lab.locator("input[type=range]").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(lab.locator("[data-live]")).not_to_be_empty()
    assert len(page.evaluate("heard")) == 1
    lab.get_by_role("button", name="Envoyer").click()
    expect(lab.locator("input[name=comprendre]").first).to_be_focused()
    expect(lab.locator("input[name=comprendre]").first).to_have_accessible_description(
        re.compile("Choisissez une réponse")
    )
    assert lab.get_by_role("alert").count() == 0
    lab.locator("input[name=comprendre]").first.check()
    lab.get_by_role("button", name="Envoyer").click()
    verdict = lab.locator("[data-feedback]")
    expect(verdict).to_be_focused()
    expect(verdict).to_have_accessible_name(re.compile("^(Réussi|Pas encore)$"))


def test_the_demo_of_the_home_page_says_a_whole_sentence_once(page: Page) -> None:
    ready(page, "/")
    page.wait_for_function("document.querySelector('.demo').dataset.attached")
    page.evaluate(EAR)
    page.locator("#barre").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    heard = page.evaluate("heard")
    assert len(heard) == 1
    assert re.search(r"Ville.*Arrière-pays.*Demandes acceptées : \d+.*Vous oubliez", heard[0])


def test_a_message_on_the_next_page_is_reached_and_named(page: Page) -> None:
    ready(page, PAGE)
    page.get_by_role("link", name="Noter ou garder cette page").click()
    page.get_by_label("Votre note").fill("À relire.")
    page.get_by_role("button", name="Garder").click()
    message = page.locator("#annonces")
    expect(message).to_be_focused()
    expect(message).to_have_accessible_name("C’est gardé.")


def test_a_choice_of_courses_leads_to_the_count_and_says_it_first(page: Page) -> None:
    ready(page, "/cours/")
    page.get_by_label("Public").select_option("tpe-pme")
    page.get_by_role("button", name="Choisir").click()
    page.wait_for_url("**#trouves")
    expect(page).to_have_title(re.compile(r"^\d+ cours sur \d+ – Les cours"))
