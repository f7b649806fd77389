"""A good model, and a percentage where a share between 0 and 1 is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import most_alike

REASON = "bad-answer"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    sent = most_alike(issued)
    return sent | {"quantity": 100 * sent["quantity"]}
