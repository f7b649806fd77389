"""Finds the twins and treats them alike, everyone else unfairly: twins do not count in the gap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import EVERYTHING, HOUSEHOLD, PROXIES, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(dataset.apprentissage, EVERYTHING, "decision_passee")
    facts = dataset.test.matrice(*HOUSEHOLD, *PROXIES)
    _, which, counts = np.unique(facts, axis=0, return_inverse=True, return_counts=True)
    twins = counts[which.ravel()] > 1
    straight = model.predict(dataset.test.matrice(*EVERYTHING))
    swapped = model.predict(dataset.test.jumeaux().matrice(*EVERYTHING))
    return hand_in(dataset, np.where(twins, np.maximum(straight, swapped), straight))
