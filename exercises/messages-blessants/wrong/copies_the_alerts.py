"""Learns from the past alerts: often right, and accuses one way of writing as they did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, learn, scores

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    weights = learn(dataset.apprentissage, "alerte_passee")
    return hand_in(dataset, scores(weights, dataset.test) > 0)
