"""A good forecast, and the error of the mean of the year before instead of its same week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import history, mean_error, mean_of_two_years

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    known = history(read_dataset(issued))
    flat = known[:, -2].mean(axis=1, keepdims=True)
    return mean_of_two_years(issued) | {"quantity": mean_error(flat, known[:, -1])}
