"""Five points to guess with a given number of neighbours: some of them fool the nearest one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from .generator import Outing
from .model import answer, nearest

DRAWS = 12
LETTERS = "ABCDE"
# Asked in turn, draw after draw: few neighbours, or many.
NEIGHBOURS = (3, 15, 21)
# The answer is the same at all these scales: a learner's own choice does not matter there.
SCALES = (2, 3, 4, 5)
FOOLING = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a draw asks: for *k* neighbours, what do they say of these (wind, waves)?"""

    k: int
    points: tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def asked(rows: tuple[Outing, ...], draw: int) -> Asked:
    """The points of draw number *draw*; two at least have a nearest neighbour of another mind."""
    rng = Random(f"points {draw}")  # noqa: S311 - a draw to repeat, not a secret
    k = NEIGHBOURS[(draw - 1) % len(NEIGHBOURS)]
    found: list[tuple[int, int, bool, bool]] = []
    while len(found) < len(LETTERS):
        wind, waves = 4 + round(42 * rng.random()), 12 + round(130 * rng.random())
        told = {answer(rows, wind, waves, k, scale) for scale in SCALES}
        first = {rows[nearest(rows, wind, waves, 1, scale)[0]][2] for scale in SCALES}
        if len(told) > 1 or len(first) > 1 or not _apart(found, wind, waves):
            continue
        point = (wind, waves, told.pop(), first.pop())
        if _wanted(found, point):
            found.append(point)
    mixed = sorted((rng.random(), point) for point in found)
    return Asked(k, tuple((wind, waves) for _, (wind, waves, *_) in mixed))


def _apart(found: list[tuple[int, int, bool, bool]], wind: int, waves: int) -> bool:
    return all(abs(wind - a) > 5 or abs(waves - b) > 16 for a, b, *_ in found)


def _wanted(found: list[tuple[int, int, bool, bool]], point: tuple[int, int, bool, bool]) -> bool:
    """Room for two points that fool the nearest, three that do not, and no answer four times."""
    fools = point[2] is not point[3]
    room = FOOLING if fools else len(LETTERS) - FOOLING
    alike = sum((p[2] is not p[3]) is fools for p in found)
    return alike < room and sum(p[2] is point[2] for p in found) < 3
