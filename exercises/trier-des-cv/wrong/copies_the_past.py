"""Learns the past invitations with every column: right about the men, harsh on the women."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import EVERYTHING, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(dataset.apprentissage, EVERYTHING, "invite")
    return hand_in(dataset, model(dataset.test) > 0.5)
