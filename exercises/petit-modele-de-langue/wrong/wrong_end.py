"""Reads the first letter of the beginning instead of the last one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import asked, hand_in, learnt, pairs

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    first = asked(issued)[:, 0]
    return hand_in(issued, pairs(learnt(issued))[first].argmax(axis=1))
