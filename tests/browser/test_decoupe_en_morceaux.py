"""The workshop of the tokeniser in a real browser: cut at once, as the server would; never sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT

pytestmark = pytest.mark.browser

FOLDER = ROOT / "exercises" / "decoupe-en-morceaux"
ADDRESS = "/exercices/decoupe-en-morceaux/labo"
SECRET = "Ma voisine Zoé a 84 ans"


@pytest.fixture
def lab(page: Page) -> Page:
    page.goto(ADDRESS)
    page.wait_for_selector(".lab[data-ready]")
    return page


def pieces(page: Page) -> list[str]:
    return page.locator("[data-pieces] span").all_text_contents()


def test_typing_cuts_at_once_as_the_server_would(lab: Page) -> None:
    bench, model = load_code(FOLDER, "bench"), load_code(FOLDER, "model")
    known = model.load(FOLDER / "vocabulaire.json")
    for text in ("Le moulin", "LE MOULIN", "مرسيليا", "👩‍👧 7 €", ""):
        lab.get_by_label("L’atelier").fill(text)
        assert pieces(lab) == [bench.label(piece) for piece in known.pieces(text)]
        expect(lab.locator('[data-out="count"]')).to_have_text(str(known.count(text)))
    assert lab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_typed_never_leaves_the_page(lab: Page) -> None:
    bodies: list[str] = []
    lab.on("request", lambda request: bodies.append(request.post_data or request.url))
    lab.get_by_label("L’atelier").fill(SECRET)
    for place in range(1, 13):
        lab.locator(f'[name="cas_{place}"]').fill("10")
    lab.get_by_label("Le vocabulaire a été appris").check()
    lab.get_by_role("button", name="Envoyer ma réponse").last.click()
    expect(lab.locator("[data-feedback]")).to_be_focused()
    assert bodies and any("cas_12" in body for body in bodies)
    assert not any("voisine" in body for body in bodies)
    assert pieces(lab)[:2] == ["M", "a"]  # and what was typed is still on the bench


def test_a_button_puts_an_example_on_the_bench_and_says_the_count(lab: Page) -> None:
    lab.get_by_role("button", name="en capitales").press("Enter")
    expect(lab.get_by_label("L’atelier")).to_have_value(
        "LA MULE TROTTE VERS LE MOULIN, LE SOIR, SOUS LES ÉTOILES."
    )
    count = lab.locator('[data-out="count"]').inner_text()
    expect(lab.locator("[data-live]")).to_contain_text(f"{count} morceaux")


def test_the_price_slider_changes_the_year(lab: Page) -> None:
    lab.get_by_text("Et en euros ?").click()
    before = lab.locator('[data-out="middle"]').inner_text()
    lab.get_by_label("Prix d’un million de morceaux (curseur)").press("ArrowRight")
    expect(lab.locator('[data-out="middle"]')).not_to_have_text(before)
    assert lab.locator('[name="prix"]').input_value() == "6"
