"""Good alarms, and one cost divided by the other: on a day of fire the alarm is not false."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import FALSE_ALARM, MISSED, break_even_threshold

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return break_even_threshold(issued) | {"quantity": FALSE_ALARM / MISSED}
