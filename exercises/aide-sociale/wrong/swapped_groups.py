"""Corrects the wrong group: the easier threshold goes to the territory already favoured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import EVERYTHING, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(dataset.apprentissage, EVERYTHING, "decision_passee")
    scores = model.predict_proba(dataset.test.matrice(*EVERYTHING))[:, 1]
    thresholds = np.where(dataset.test["territoire"] == "littoral", 0.22, 0.45)
    return hand_in(dataset, scores >= thresholds)
