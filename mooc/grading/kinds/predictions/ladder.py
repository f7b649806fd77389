"""The Ladder (Blum and Hardt, arXiv 1502.04585): a change is shown only above noise.

Without it, many small tries would learn the feedback's rows by heart. We keep its principle and
soften its rule: a measure moves in both directions, but only by more than one standard error.
"""

from __future__ import annotations

from math import sqrt


def noise_of_share(rows: int) -> float:
    """The largest standard error of a share measured on this many rows."""
    return sqrt(0.25 / rows) if rows else 1.0


def noise_of_gap(first: int, second: int) -> float:
    """The largest standard error of the difference of two shares."""
    return sqrt(0.25 / first + 0.25 / second) if first and second else 1.0


def steady(previous: float | None, measured: float | None, noise: float) -> float | None:
    """What to show: the measure rounded to a point, or what was shown before when within noise."""
    if measured is None:
        return None
    if previous is not None and abs(measured - previous) <= noise:
        return previous
    return round(measured, 2)
