"""Labs of cases in a real browser: the counts follow, the keyboard suffices, a phone too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import LiveSite

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(page: Page, live_site: LiveSite) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_site.origin}/exercices/matrice-confusion/labo")
    page.wait_for_selector("[data-ready]")
    return page


def test_counts_follow_each_answer_and_are_said(phone: Page) -> None:
    done, misses = phone.locator('[data-out="done"]'), phone.locator('[data-out="n-oubli"]')
    phone.locator('[name="cas_1"][value="oubli"]').check()
    phone.locator('[name="cas_2"][value="oubli"]').check()
    expect(done).to_have_text("2")
    expect(misses).to_have_text("2")
    phone.locator('[name="cas_2"][value="vrai-non"]').check()
    expect(done).to_have_text("2")
    expect(misses).to_have_text("1")
    expect(phone.locator("[data-live]")).to_have_text(
        "2 sur 12, Vrai oui 0, Fausse alerte 0, Oubli 1, Vrai non 1."
    )


def test_a_missing_answer_takes_one_back_to_its_case(phone: Page) -> None:
    phone.locator('[name="cas_1"][value="oubli"]').check()
    phone.get_by_role("button", name="Envoyer ma réponse").last.click()
    expect(phone.locator("[data-refusal]")).to_contain_text("Scène 2")
    expect(phone.locator('[name="cas_2"]').first).to_be_focused()
    expect(phone.locator('[name="cas_2"]').first).to_have_accessible_description(
        re.compile("Scène 2")
    )


def test_the_keyboard_alone_sorts_and_reads_the_verdict(phone: Page) -> None:
    phone.locator('[name="cas_1"]').first.focus()
    for _ in range(12):
        phone.keyboard.press("ArrowRight")  # the second cell: every scene a false alarm
        phone.keyboard.press("Tab")
    expect(phone.locator('[data-out="n-fausse-alerte"]')).to_have_text("12")
    for name, value in (("choix_cout", "prudent"), ("comprendre", "prix")):
        phone.locator(f'[name="{name}"][value="{value}"]').focus()
        phone.keyboard.press("Space")
    phone.keyboard.press("Enter")
    verdict = phone.locator("[data-feedback]")
    expect(verdict).to_be_focused()
    expect(verdict).to_contain_text("Toujours la même case")
    expect(verdict).to_contain_text(re.compile(r"À revoir \(9\)"))
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
