"""Hides the territory and nothing else: distance and paper files still give it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import HOUSEHOLD, PROXIES, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    columns = [*HOUSEHOLD, *PROXIES]
    model = learn(dataset.apprentissage, columns, "decision_passee")
    return hand_in(dataset, model.predict(dataset.test.matrice(*columns)))
