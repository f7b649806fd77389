"""A fair model, and the pairs that differ divided by the people instead of the pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import learn_from_the_bench

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    sent = learn_from_the_bench(issued)
    return sent | {"quantity": sent["quantity"] / 2}
