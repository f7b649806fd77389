"""A model for each place, and the pairs that differ divided by the people instead of the pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import one_model_each

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    sent = one_model_each(issued)
    return sent | {"quantity": sent["quantity"] / 2}
