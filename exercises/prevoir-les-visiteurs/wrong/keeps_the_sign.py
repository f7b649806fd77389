"""A good forecast, and the errors of the rule added with their sign: they cancel each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import history, mean_of_two_years

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    known = history(read_dataset(issued))
    signed = abs(float((known[:, -2] - known[:, -1]).mean()))
    return mean_of_two_years(issued) | {"quantity": signed}
