"""Intervals at 95 % for a share, a mean, and the difference of two of them.

Sources: E. B. Wilson (1927) for a share; R. G. Newcombe (1998), "Interval estimation for the
difference between independent proportions", method 10 (hybrid score), for a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """`count` out of `total`; `value`, `low`, `high` are None when nothing can be measured."""

    count: int
    total: int
    value: float | None
    low: float | None
    high: float | None

    @property
    def measurable(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap without its sign, with its interval; None when a group cannot be measured."""

    value: float | None
    low: float | None
    high: float | None

    @property
    def measurable(self) -> bool:
        return self.value is not None


UNMEASURABLE = Gap(None, None, None)


def share(count: int, total: int) -> Share:
    """The share `count / total` and its Wilson interval; not measurable when total is 0."""
    if total <= 0:
        return Share(count, 0, None, None, None)
    p = count / total
    z2 = Z95 * Z95
    centre = (p + z2 / (2 * total)) / (1 + z2 / total)
    half = Z95 * sqrt(p * (1 - p) / total + z2 / (4 * total * total)) / (1 + z2 / total)
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == total else min(1.0, centre + half)
    return Share(count, total, p, low, high)


def gap(first: Share, second: Share) -> Gap:
    """The absolute difference of two independent shares, with Newcombe's interval.

    The sign of the difference is dropped: an interval that crosses 0 is folded there, so that
    the order of the two shares does not matter.
    """
    if first.value is None or second.value is None:
        return UNMEASURABLE
    big, small = (first, second) if first.value >= second.value else (second, first)
    assert big.value is not None and big.low is not None and big.high is not None
    assert small.value is not None and small.low is not None and small.high is not None
    difference = big.value - small.value
    low = difference - sqrt((big.value - big.low) ** 2 + (small.high - small.value) ** 2)
    high = difference + sqrt((big.high - big.value) ** 2 + (small.value - small.low) ** 2)
    return Gap(difference, max(0.0, low), min(1.0, max(high, -low)))


def widest(shares: list[Share]) -> Gap:
    """The gap between the largest and the smallest share; not measurable if one of them is not.

    With more than two groups the pair is chosen by looking at the data, so the interval is a
    little narrow; with two groups, the case of our exercises, it is exact in Newcombe's sense.
    """
    if len(shares) < 2 or not all(s.measurable for s in shares):
        return UNMEASURABLE
    ordered = sorted(shares, key=lambda s: s.value if s.value is not None else 0.0)
    return gap(ordered[-1], ordered[0])


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over `total` rows, its standard error and its interval; None: not measurable."""

    total: int
    value: float | None
    error: float | None
    low: float | None
    high: float | None

    @property
    def measurable(self) -> bool:
        return self.value is not None


def mean(values: NDArray[np.float64]) -> Mean:
    """The mean of `values` with Student's interval; one row alone has no interval."""
    rows = len(values)
    if rows == 0:
        return Mean(0, None, None, None, None)
    centre = float(values.mean())
    if rows == 1:
        return Mean(1, centre, None, None, None)
    error = float(values.std(ddof=1)) / sqrt(rows)
    half = student95(rows - 1) * error
    return Mean(rows, centre, error, centre - half, centre + half)


def student95(freedom: int) -> float:
    """Student's two-sided 95 % quantile, within 0.01 from 3 degrees of freedom on.

    Cornish-Fisher expansion around the normal quantile (Abramowitz and Stegun, 26.7.5); the first
    two, where it is poor, are exact.
    """
    if freedom <= 2:
        return 12.706204736 if freedom <= 1 else 4.302652730
    z, v = Z95, freedom
    terms = (
        (z**3 + z) / (4 * v),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3),
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4),
    )
    return z + sum(terms)


def widest_means(means: list[Mean]) -> Gap:
    """The gap between the largest and the smallest mean, its interval folded at zero; not
    measurable when one of them has no interval."""
    known = [m for m in means if m.value is not None and m.error is not None]
    if len(means) < 2 or len(known) < len(means):
        return UNMEASURABLE
    ordered = sorted(known, key=lambda m: m.value or 0.0)
    small, big = ordered[0], ordered[-1]
    assert big.value is not None and small.value is not None
    assert big.error is not None and small.error is not None
    difference = big.value - small.value
    half = student95(min(big.total, small.total) - 1) * sqrt(big.error**2 + small.error**2)
    return Gap(difference, max(0.0, difference - half), difference + half)
