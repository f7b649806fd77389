"""A good model, and "ten digits, so one in ten" instead of a count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import most_alike

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return most_alike(issued) | {"quantity": 0.1}
