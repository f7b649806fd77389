"""The Ladder (Blum and Hardt, arXiv 1502.04585): a change is shown only above noise.

Without it, many small tries would learn the feedback's rows by heart. We keep its principle and
soften its rule: a measure moves in both directions, but only by more than one standard error.
"""

from __future__ import annotations

from math import floor, log10, sqrt

POINT = 0.01


def noise_of_share(rows: int) -> float:
    """The largest standard error of a share measured on this many rows."""
    return sqrt(0.25 / rows) if rows else 1.0


def noise_of_gap(first: int, second: int) -> float:
    """The largest standard error of the difference of two shares."""
    return sqrt(0.25 / first + 0.25 / second) if first and second else 1.0


def step_for(limit: float, measured: float) -> float:
    """Two figures of the larger number: 14.5 and 12.3 are told to 1, 0.5 and 0.02 to 0.01."""
    largest = max(abs(limit), abs(measured))
    return float(10.0 ** (floor(log10(largest)) - 1)) if largest > 0 else POINT


def steady(
    previous: float | None, measured: float | None, noise: float, step: float = POINT
) -> float | None:
    """What to show: the measure rounded to *step*, or what was shown before when within noise."""
    if measured is None:
        return None
    if previous is not None and abs(measured - previous) <= noise:
        return previous
    return rounded(measured, step)


def rounded(value: float, step: float = POINT) -> float:
    """*value* to the nearest multiple of *step*, without the dust of binary fractions."""
    return round(round(value / step) * step, 10)
