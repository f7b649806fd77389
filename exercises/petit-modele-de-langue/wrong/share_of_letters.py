"""Gives how frequent « e » is, without looking at what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..reference import RANK, learnt, two_letters

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    share = np.mean(learnt(issued) == RANK["e"])
    return two_letters(issued) | {"quantity": float(share)}
