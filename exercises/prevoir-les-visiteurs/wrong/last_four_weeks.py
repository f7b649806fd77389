"""Repeats the mean of the last four known weeks: fine for next week, not for next summer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, history, places

REASON = "error"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    site, _ = places(dataset.test)
    return hand_in(dataset, history(dataset)[:, -1, -4:].mean(axis=1)[site])
