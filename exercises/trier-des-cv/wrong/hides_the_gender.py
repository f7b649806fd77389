"""Hides the gender and nothing else: the words of the letter still say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import EVERYTHING, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    columns = [name for name in EVERYTHING if name != "genre"]
    model = learn(dataset.apprentissage, columns, "invite")
    return hand_in(dataset, model(dataset.test) > 0.5)
