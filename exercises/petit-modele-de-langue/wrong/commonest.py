"""Always answers a space, the commonest sign: it has read nothing of the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..reference import RANK, hand_in

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    space = RANK[" "]
    return hand_in(issued, np.full(len(issued["test"]["id"]), space))
