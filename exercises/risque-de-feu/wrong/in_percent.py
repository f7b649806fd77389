"""Good alarms, and a percentage where a probability between 0 and 1 is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import BREAK_EVEN, break_even_threshold

REASON = "bad-answer"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return break_even_threshold(issued) | {"quantity": 100 * BREAK_EVEN}
