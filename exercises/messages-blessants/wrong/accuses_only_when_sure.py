"""Copies the alerts and accuses only when sure: hardly anyone wrongly, and most hurts unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, learn, scores

REASON = "accuracy"
SURE = 5.0


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    weights = learn(dataset.apprentissage, "alerte_passee")
    return hand_in(dataset, scores(weights, dataset.test) > SURE)
