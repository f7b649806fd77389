"""Throws every opinion away, the blind one too: twins never differ, and too many are misjudged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, learn, tried

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(tried(dataset), ("note_formation", "travaux_montres"), "apte")
    return hand_in(dataset, model(dataset.test) > 0.5)
