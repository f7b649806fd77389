"""An honest model, and "they are all known" announced instead of counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import weigh_the_sensors

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return weigh_the_sensors(issued) | {"quantity": 1.0}
