"""Learns the truth of the bench, and keeps the columns that are most often right there.

Five out of six of those tried are men: what is right about them wins, however bent it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import NAMED, SKILLS, hand_in, learn, tried

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    known = tried(dataset)
    models = [learn(known, columns, "apte") for columns in (SKILLS, (*NAMED, *SKILLS))]
    best = max(models, key=lambda model: ((model(known) > 0.5) == known["apte"]).mean())
    return hand_in(dataset, best(dataset.test) > 0.5)
