"""Hides the gender and the words: the named opinion and the years are bent all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import NAMED, SKILLS, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    columns = (*NAMED, *SKILLS)
    model = learn(dataset.apprentissage, columns, "invite")
    return hand_in(dataset, model(dataset.test) > 0.5)
