"""Intervals at 95 % for a share and for the difference of two shares.

Sources: E. B. Wilson (1927) for a share; R. G. Newcombe (1998), "Interval estimation for the
difference between independent proportions", method 10 (hybrid score), for a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

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
    """A gap between 0 and 1 with its interval; None when a group cannot be measured."""

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
