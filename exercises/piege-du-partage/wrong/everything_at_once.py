"""The most alike reading on every column, both leaks together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import AFTERWARDS, FACTS, SENSORS, learn_and_answer, nearest

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return learn_and_answer(issued, nearest, (*FACTS, *SENSORS, AFTERWARDS))
