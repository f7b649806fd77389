"""A fair model, and "it is fair, so no twin is treated differently": two readings do differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import learn_from_the_bench

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return learn_from_the_bench(issued) | {"quantity": 0.0}
