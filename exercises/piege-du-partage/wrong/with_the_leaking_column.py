"""Learns the spare parts ordered, which nobody knows before the season: zero in the whole test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import AFTERWARDS, SENSORS, learn_and_answer, weighed_sum

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    return learn_and_answer(issued, weighed_sum, (*SENSORS, AFTERWARDS))
