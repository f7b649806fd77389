"""Learns last year's register as it is: the town's signs, and half of the hamlets' needs missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import hand_in, learn, register

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    return hand_in(dataset, learn(register(dataset))(dataset.test) > 0.5)
