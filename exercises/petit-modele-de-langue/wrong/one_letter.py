"""Counts after the last letter alone: the table by hand, a first step that is not enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import asked, hand_in, learnt, pairs

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    last = asked(issued)[:, -1]
    return hand_in(issued, pairs(learnt(issued))[last].argmax(axis=1))
