"""A good model, and the weighed sum counted for one digit instead of ten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import DIGITS, nearest_neighbour

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    sent = nearest_neighbour(issued)
    return sent | {"quantity": DIGITS * sent["quantity"]}
