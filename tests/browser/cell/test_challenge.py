"""A challenge from Python in the page: its data, a hand-in after a click, and no other way in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.challenge_folder import SLUG

pytestmark = pytest.mark.browser

TAKE_PART = """
import numpy as np
import sudia
defi = await sudia.defi("messages-blessants")
resultat = await sudia.concourir(np.zeros(len(defi.test), dtype=int))
print("dit :", resultat)
"""
# Before its data were asked for, and to a challenge that is not this exercise's.
FORGED = """
from sudia import bridge
for name in ("messages-blessants", "autre", "../mes-donnees/effacer#"):
    try:
        await bridge.request("hand-in", {
            "exercise": "messages-blessants", "challenge": name, "ids": [1], "predictions": [0],
        })
        print("passé")
    except RuntimeError as error:
        print("refusé :", error)
"""


def test_take_part_from_the_cell_after_a_click(fresh: Any) -> None:
    posts: list[str] = []
    fresh.page.on("request", lambda r: posts.append(r.url) if r.method == "POST" else None)
    fresh.open(f"/exercices/{SLUG}/").ready()

    assert fresh.run(FORGED).count("refusé : Cette page ne répond que pour") == 3
    assert posts == []

    fresh.write(TAKE_PART)
    fresh.click_run()
    asked = fresh.page.locator(".python-cell-ask")
    expect(asked).to_contain_text("au défi", timeout=60_000)
    assert posts == [], "nothing is written before the click"
    with fresh.page.expect_response(f"**/defis/{SLUG}/remise") as answer:
        asked.get_by_role("button", name="Envoyer", exact=True).press("Enter")
    assert answer.value.status == 200
    assert json.loads(answer.value.text())["within"] is True
    verdict = fresh.page.locator(".python-cell-verdict")
    expect(verdict).to_contain_text("Le classement bouge")
    expect(verdict).to_contain_text("Remises restantes : 4")
    expect(fresh.output()).to_contain_text("dit : Le classement bouge", timeout=30_000)

    fresh.page.goto(f"/defis/{SLUG}/")
    mine = fresh.page.get_by_role("table", name="Vos remises, la dernière d’abord")
    expect(mine).to_contain_text("dans la borne")
