"""Odds, and an alarm when a fire is likelier than not: right 95 times in 100, blind to most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, learn

REASON = "cost"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    odds = learn(dataset.apprentissage)(dataset.test)
    return hand_in(dataset, odds >= 0.5)
