"""Turns the share round: of the spaces, those that follow an « e »."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reference import RANK, learnt, pairs, two_letters

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    counts = pairs(learnt(issued))
    share = counts[RANK["e"], RANK[" "]] / counts[:, RANK[" "]].sum()
    return two_letters(issued) | {"quantity": float(share)}
