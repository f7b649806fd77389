"""k nearest neighbours on two measures, in whole numbers: the same rules as ``web/model.js``.

The distance between two outings counts the wind in tenths of km/h, and a centimetre of waves as
``scale`` tenths of km/h: everything is an integer, so that Python and the page agree. Neighbours at
the same distance keep the order of the notebook.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from functools import lru_cache

# (wind, waves, good)
Row = tuple[int, int, bool]

HIGHEST_K, HIGHEST_SCALE = 41, 10
# The map: cells of 2 km/h by 8 cm, from 0 to 50 km/h and from 0 to 160 cm.
COLUMNS, LINES = 25, 20
CELL = (2, 8)


def distance(row: Row, wind: int, waves: int, scale: int) -> int:
    """Squared distance, in hundredths of (km/h)²."""
    return (10 * (row[0] - wind)) ** 2 + (scale * (row[1] - waves)) ** 2


def nearest(
    rows: Sequence[Row], wind: int, waves: int, k: int, scale: int, without: int = -1
) -> list[int]:
    """The numbers of the *k* nearest rows, nearest first; *without* leaves one out."""
    ranked = ((distance(row, wind, waves, scale), n) for n, row in enumerate(rows) if n != without)
    return [n for _, n in heapq.nsmallest(k, ranked)]


def answer(
    rows: Sequence[Row], wind: int, waves: int, k: int, scale: int, without: int = -1
) -> bool:
    """What most of the *k* nearest rows say."""
    found = nearest(rows, wind, waves, k, scale, without)
    return 2 * sum(rows[n][2] for n in found) > len(found)


def missed(rows: Sequence[Row], k: int, scale: int, *, hiding: bool = True) -> tuple[int, ...]:
    """The rows guessed wrong from the others, or from all of them when none is hidden."""
    return tuple(
        n
        for n, (wind, waves, good) in enumerate(rows)
        if answer(rows, wind, waves, k, scale, n if hiding else -1) is not good
    )


@lru_cache(maxsize=64)
def answers(rows: tuple[Row, ...], k: int, scale: int) -> tuple[tuple[bool, ...], ...]:
    """The map, line by line from the lowest waves: what the middle of each cell is told."""
    return tuple(
        tuple(
            answer(rows, CELL[0] * i + CELL[0] // 2, CELL[1] * j + CELL[1] // 2, k, scale)
            for i in range(COLUMNS)
        )
        for j in range(LINES)
    )


def runs(line: Sequence[bool]) -> list[tuple[int, int]]:
    """Where a line of the map says « good »: first column, and the one after the last."""
    found: list[tuple[int, int]] = []
    for i, good in enumerate(line):
        if not good:
            continue
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
