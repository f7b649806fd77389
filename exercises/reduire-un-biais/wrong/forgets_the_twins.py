"""A model for each place, and "my model is fair, so no twin is treated differently"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import one_model_each

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return one_model_each(issued) | {"quantity": 0.0}
