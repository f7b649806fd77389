"""Learns from the same letters in any order: what follows what is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..reference import asked, hand_in, learnt, pairs

REASON = "accuracy"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    text = np.random.default_rng(0).permutation(learnt(issued))
    last = asked(issued)[:, -1]
    return hand_in(issued, pairs(text)[last].argmax(axis=1))
