"""A perceptron with two inputs, in whole numbers: the same rules as ``web/model.js``.

A beak is measured in tenths of a millimetre. Its points are
``w1 × (length − 43 mm) + w2 × (depth − 17 mm) + b``: above zero the answer is « papou ». Everything
is an integer (points are counted in tenths), so that Python and the page agree to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Middle of the plot, in tenths of a millimetre, and what the third weight is multiplied by.
CENTRE = (430, 170)
BIAS = 10
# The plot shows 30 to 60 mm and 12 to 22 mm, as 0 to 100 on both axes.
ORIGIN = (300, 120)
UNIT = (3, 1)
HIGHEST = 100

Weights = tuple[int, int, int]
# (length, depth, side): tenths of a millimetre, then 1 for a papou and −1 for an Adélie.
Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The last row learnt: its number from 1, its side, and what it changed."""

    number: int
    side: int
    change: Weights


def points(weights: Weights, row: Row) -> int:
    """The points of a beak, in tenths."""
    length, depth, _ = row
    return weights[0] * (length - CENTRE[0]) + weights[1] * (depth - CENTRE[1]) + weights[2] * BIAS


def is_wrong(weights: Weights, row: Row) -> bool:
    """True on the wrong side, and on the line itself: nothing is decided there."""
    return row[2] * points(weights, row) <= 0


def errors(weights: Weights, rows: Sequence[Row]) -> tuple[int, int]:
    """How many Adélies and how many papous are on the wrong side."""
    wrong = [row[2] for row in rows if is_wrong(weights, row)]
    return wrong.count(-1), wrong.count(1)


def lesson(weights: Weights, row: Row) -> Weights:
    """Rosenblatt's rule: a row on the wrong side is added to the weights (or taken away)."""
    if not is_wrong(weights, row):
        return weights
    length, depth, side = row
    pushed = (
        weights[0] + side * (length - CENTRE[0]),
        weights[1] + side * (depth - CENTRE[1]),
        weights[2] + side * BIAS,
    )
    first, second, bias = (min(HIGHEST, max(-HIGHEST, weight)) for weight in pushed)
    return first, second, bias


def learn(
    weights: Weights, rows: Sequence[Row], done: int, count: int
) -> tuple[Weights, Lesson | None]:
    """*count* lessons after the *done* first ones, one row each, round and round."""
    last = None
    for turn in range(done, done + count):
        index = turn % len(rows)
        after = lesson(weights, rows[index])
        change = (after[0] - weights[0], after[1] - weights[1], after[2] - weights[2])
        last = Lesson(index + 1, rows[index][2], change)
        weights = after
    return weights, last


def place(row: Row) -> tuple[float, float]:
    """Where a beak stands on the plot."""
    return (row[0] - ORIGIN[0]) / UNIT[0], (row[1] - ORIGIN[1]) / UNIT[1]


@dataclass(frozen=True, slots=True)
class Border:
    """Where points change sign on the plot: the papou side's corners, and the line's two ends."""

    side: tuple[tuple[float, float], ...]
    line: tuple[tuple[float, float], ...]


def border(weights: Weights) -> Border:
    """The papou side and the line, to a tenth; empty when the line is out of the plot."""
    corners = ((0, 0), (100, 0), (100, 100), (0, 100))
    side: list[tuple[float, float]] = []
    line: list[tuple[float, float]] = []
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        here, there = _at(weights, ax, ay), _at(weights, bx, by)
        if here >= 0 and any(weights):
            side.append((ax, ay))
        if here == 0:
            line.append((ax, ay))
        if here * there < 0:
            part = here / (here - there)
            crossing = (_tenth(ax + part * (bx - ax)), _tenth(ay + part * (by - ay)))
            side.append(crossing)
            line.append(crossing)
    return Border(tuple(side), tuple(line) if len(line) == 2 else ())


def _at(weights: Weights, x: int, y: int) -> int:
    return points(weights, (ORIGIN[0] + UNIT[0] * x, ORIGIN[1] + UNIT[1] * y, 1))


def _tenth(value: float) -> float:
    return int(value * 10 + 0.5) / 10
