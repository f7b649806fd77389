"""The most alike reading, with what tells one boat from another: new boats are not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import FACTS, SENSORS, learn_and_answer, nearest

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return learn_and_answer(issued, nearest, (*FACTS, *SENSORS))
