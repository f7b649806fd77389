"""A threshold for each place, nothing learnt anew: as many needs found, far more useless visits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import PLACES, hand_in, learn, register

REASON = "gap"
WANTED = 0.85  # share of the needs that each threshold must find


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    known, test = dataset.apprentissage, dataset.test
    model = learn(register(dataset))
    seen, odds = model(known), model(test)
    predictions = np.zeros(len(test), dtype=int)
    for name in PLACES:
        needy = (known["lieu"] == name) & (known["besoin_visite"] == 1)
        there = test["lieu"] == name
        predictions[there] = odds[there] >= np.quantile(seen[needy], 1 - WANTED)
    return hand_in(dataset, predictions)
