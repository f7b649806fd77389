"""Takes out the four best known words of the region: all the other spellings still tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, learn, scores

REASON = "gap"
OUT = ("wesh", "minot", "fada", "dégun")


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    weights = learn(dataset.apprentissage, "alerte_passee")
    kept = {word: weight for word, weight in weights.items() if word not in OUT}
    return hand_in(dataset, scores(kept, dataset.test) > 0)
