"""The linear model without the column of school holidays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, linear

REASON = "error"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    return hand_in(dataset, linear(dataset, calendar=("jours_feries",)))
