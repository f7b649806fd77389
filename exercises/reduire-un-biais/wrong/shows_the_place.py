"""Shows the place to the model, as one more sign: it moves the threshold, not what is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import SIGNS, hand_in, learn, register

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    model = learn(register(dataset), columns=(*SIGNS, "lieu"))
    return hand_in(dataset, model(dataset.test) > 0.5)
