"""Refuses everyone: no gap, no home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import hand_in

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    return hand_in(dataset, np.zeros(len(dataset.test), dtype=int))
