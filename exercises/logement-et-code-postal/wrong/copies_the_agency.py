"""Learns the past decisions with every column: as unequal as the agency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import FILE, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(dataset.apprentissage, ("origine", "code_postal", *FILE), "dossier_retenu")
    return hand_in(dataset, model(dataset.test) > 0.5)
