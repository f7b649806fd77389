"""Learns from the past decisions with every column: often right, and as unfair as they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import EVERYTHING, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(dataset.apprentissage, EVERYTHING, "decision_passee")
    return hand_in(dataset, model.predict(dataset.test.matrice(*EVERYTHING)))
