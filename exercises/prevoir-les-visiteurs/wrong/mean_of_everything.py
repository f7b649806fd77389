"""Forecasts the mean of all known weeks, for every site and every season."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import hand_in, history

REASON = "error"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    return hand_in(dataset, np.full(len(dataset.test), history(dataset).mean()))
