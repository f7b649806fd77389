"""A fair model, and only the pairs where the man alone is invited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import learn_from_the_bench, twins_answers

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset, sent = read_dataset(issued), learn_from_the_bench(issued)
    women, men = twins_answers(dataset, sent["predictions"])
    return sent | {"quantity": float((men > women).mean())}
