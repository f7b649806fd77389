"""A good model, and the neighbour's multiplications announced instead of a ratio."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import DIGITS, SQUARES, nearest_neighbour

REASON = "bad-answer"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    sent = nearest_neighbour(issued)
    return sent | {"quantity": SQUARES * DIGITS * sent["quantity"]}
