"""A challenge from the learner's kit: its data, its hand-in, what is said."""

from __future__ import annotations

import asyncio
import sys
import types
from typing import Any

import pytest

import sudia

DATA = {
    "exercise": "jouet",
    "version": "1",
    "practice": False,
    "challenge": "jouet-a-plusieurs",
    "group": "bord",
    "codes": {"bord": ["a", "b"]},
    "train": {"bord": [0, 1], "x": [1, 2], "vrai": [0, 1]},
    "test": {"id": [7, 3, 9], "bord": [0, 1, 1], "x": [5, 6, 7]},
    "labels": {"column": "vrai", "yes": "oui", "no": "non"},
    "criteria": {"gap": "false-alarm", "gap_max": 0.08},
}
SAID = {
    "passed": False,
    "title": "Le classement ne bouge pas",
    "messages": ["Dans la borne."],
    "attempts_left": 4,
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What is asked of a page that holds a challenge."""
    found: list[tuple[str, Any]] = []

    async def request(kind: str, payload: Any) -> Any:
        found.append((kind, payload))
        return DATA if kind == "data-request" else SAID

    bridge = types.ModuleType("sudia.bridge")
    bridge.request = request  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sudia.bridge", bridge)
    monkeypatch.setattr(sudia, "bridge", bridge, raising=False)
    monkeypatch.setattr("sudia.session._current", {})
    return found


def test_data_then_answers_go_to_the_challenge(asked: list[tuple[str, Any]]) -> None:
    async def take_part() -> Any:
        defi = await sudia.defi("jouet")
        assert "données du défi" in repr(defi)
        return await sudia.concourir(defi.test["x"] > 5)

    result = asyncio.run(take_part())
    assert asked[0] == ("data-request", {"exercise": "jouet", "set": "challenge"})
    kind, sent = asked[1]
    assert kind == "hand-in"
    assert sent == {
        "exercise": "jouet",
        "challenge": "jouet-a-plusieurs",
        "ids": [7, 3, 9],
        "predictions": [0, 1, 1],
        "card": None,
    }
    # A challenge has no verdict: it neither passes nor fails anyone.
    assert repr(result) == "Le classement ne bouge pas.\nDans la borne."
    assert "réussi" not in result._repr_html_()


def test_nothing_is_sent_without_data_or_with_a_wrong_count(asked: list[tuple[str, Any]]) -> None:
    with pytest.raises(ValueError, match="données du défi"):
        asyncio.run(sudia.concourir([0, 1, 1]))

    async def too_few() -> None:
        await sudia.defi("jouet")
        await sudia.concourir([0, 1])

    with pytest.raises(ValueError, match="Rien n’a été envoyé"):
        asyncio.run(too_few())
    assert [kind for kind, _ in asked] == ["data-request"]


def test_a_verdict_still_says_passed_or_not() -> None:
    from sudia.verdict import read_result

    assert repr(read_result({"passed": True})) == "Exercice réussi."
    assert repr(read_result({"passed": False})) == "Pas encore réussi."
