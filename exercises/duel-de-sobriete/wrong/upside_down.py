"""A good model, and the ratio the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import nearest_neighbour

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    sent = nearest_neighbour(issued)
    return sent | {"quantity": 1 / sent["quantity"]}
