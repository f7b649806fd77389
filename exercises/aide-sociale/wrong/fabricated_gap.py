"""A fair model, but the acceptance gap is announced, not computed: "my model is fair, so 0"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import learn_from_need

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return learn_from_need(issued) | {"quantity": 0.0}
