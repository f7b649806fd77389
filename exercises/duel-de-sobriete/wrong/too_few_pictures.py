"""Spares on the examples: the right model, learnt from forty pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, pictures, weighed_sum

REASON = "accuracy"
FEW = 40


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    few = dataset.apprentissage[:FEW]
    model = weighed_sum().fit(pictures(few), few["chiffre"])
    return hand_in(dataset, model.predict(pictures(dataset.test)))
