"""Length, draught, power, year: right on a random split, a tossed coin on new boats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import FACTS, learn_and_answer, nearest

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return learn_and_answer(issued, nearest, FACTS)
