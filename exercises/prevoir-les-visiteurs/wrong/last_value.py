"""Repeats the last known week: the holidays of December, all year long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, history, places

REASON = "error"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    site, _ = places(dataset.test)
    return hand_in(dataset, history(dataset)[site, -1, -1])
