"""A curve of degree ten through each site's four years: closer to what is known than any mean,
and anywhere the year after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sudia.dataset import read_dataset

from ..reference import WEEKS, YEARS, hand_in, history, places

REASON = "error"
DEGREE = 10


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    known = history(dataset).reshape(-1, YEARS * WEEKS)
    time = np.arange(YEARS * WEEKS) / (YEARS * WEEKS)
    curve = np.polynomial.chebyshev.chebfit(time, known.T, DEGREE)
    site, week = places(dataset.test)
    later = np.polynomial.chebyshev.chebval(1 + week / (YEARS * WEEKS), curve)
    return hand_in(dataset, later[site, np.arange(len(site))])
