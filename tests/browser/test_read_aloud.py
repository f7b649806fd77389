"""The page read aloud: in order, with a voice of the device only, stopped at once.

This machine has no voice: the browser's interface is played by a recorder. What a real voice says
is the device's own affair; what it is given, in which order, is ours.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"
RECORDER = """(local) => {
  const said = [];
  const voices = [
    { lang: "en-GB", localService: true, name: "a" },
    { lang: "fr_FR", localService: local, name: "b" },
  ];
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
  const player = new EventTarget();
  Object.assign(player, {
    getVoices: () => voices,
    cancel: () => { player.now = null; },
    speak(utterance) {
      player.now = utterance;
      said.push([utterance.text, utterance.voice?.name ?? null]);
      utterance.dispatchEvent(new Event("start"));
    },
    end() { player.now?.dispatchEvent(new Event("end")); },
  });
  Object.defineProperty(window, "speechSynthesis", { value: player });
  window.said = said;
}"""


def open_page(context: BrowserContext, local: bool) -> Page:
    context.add_init_script(f"({RECORDER})({str(local).lower()})")
    page = context.new_page()
    page.goto(PAGE)
    page.locator("[data-behaviour=read-aloud][data-attached]").wait_for(state="attached")
    return page


def test_it_reads_in_order_and_marks_the_place(context: BrowserContext) -> None:
    page = open_page(context, local=True)
    button = page.get_by_role("button", name="Écouter la page")
    button.click()
    expect(page.locator("article .is-read-aloud")).to_be_visible()
    for _ in range(12):
        page.evaluate("speechSynthesis.end()")
    said = page.evaluate("said")
    assert {voice for _, voice in said} == {"b"}
    texts = [text for text, _ in said]
    title, part = "Ce qu’un modèle apprend des données.", "Un étal d’abricots à Arles."
    assert texts.index(title) < texts.index(part)
    assert any(text.startswith("marché, température annoncée, tout vendu") for text in texts)
    assert "1, 14 °C, non." in [t.replace("\u00a0", " ").replace("\u202f", " ") for t in texts]
    assert not any("Écouter" in text or "Noter" in text for text in texts)
    assert page.locator(".is-read-aloud").count() == 1


def test_escape_stops_it(context: BrowserContext) -> None:
    page = open_page(context, local=True)
    page.get_by_role("button", name="Écouter la page").click()
    expect(page.get_by_role("button", name="Arrêter la lecture")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Écouter la page")).to_be_visible()
    before = page.evaluate("said.length")
    page.evaluate("speechSynthesis.end()")
    assert page.evaluate("said.length") == before
    assert page.locator(".is-read-aloud").count() == 0


def test_a_voice_that_sends_the_text_elsewhere_is_not_used(context: BrowserContext) -> None:
    page = open_page(context, local=False)
    expect(page.get_by_role("button", name="Écouter la page")).to_have_count(0)
