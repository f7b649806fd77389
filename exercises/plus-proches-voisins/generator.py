"""Draws made-up outings at sea: a notebook with copying mistakes, and hidden outings without.

Only ``random()`` is used: the standard library promises its sequence for a seed in every version.
"""

from __future__ import annotations

import hashlib
import hmac
from random import Random

# (wind in km/h, waves in cm, good)
Outing = tuple[int, int, bool]

COLUMNS, LINES = 10, 9
WIND, WAVES = (2, 48), (8, 152)
MISTAKES = 12
# A cell of the grid keeps its outing this far from its edges.
EDGE = 0.12
# How far two mistakes stay from each other, and all of them from the limit.
APART, INSIDE = 50, (4, 13)


def is_good(wind: float, waves: float) -> bool:
    """The truth that the notebook should have written: a half-ellipse of wind and low waves."""
    return ((wind - 20) / 16) ** 2 + (waves / 120) ** 2 <= 1


def notebook(seed: str) -> tuple[Outing, ...]:
    """Ninety outings, one in each cell of a grid; twelve of them copied wrong, in any order."""
    rng = Random(seed)  # noqa: S311 - a draw to repeat, not a secret
    outings: list[Outing] = []
    for column in range(COLUMNS):
        for line in range(LINES):
            wind = _within(WIND, column, COLUMNS, rng)
            waves = _within(WAVES, line, LINES, rng)
            outings.append((wind, waves, is_good(wind, waves)))
    order = [n for _, n in sorted((rng.random(), n) for n in range(len(outings)))]
    for n in _mistakes(outings, order):
        wind, waves, good = outings[n]
        outings[n] = (wind, waves, not good)
    return tuple(outing for _, outing in sorted((rng.random(), outing) for outing in outings))


def hidden(secret: str, slug: str, version: int, size: int) -> tuple[Outing, ...]:
    """Outings that only the server knows, without mistakes."""
    text = f"lab|{slug}|{version}"
    rng = Random(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest())  # noqa: S311
    drawn = ((_within(WIND, 0, 1, rng), _within(WAVES, 0, 1, rng)) for _ in range(size))
    return tuple((wind, waves, is_good(wind, waves)) for wind, waves in drawn)


def _within(ends: tuple[int, int], place: int, places: int, rng: Random) -> int:
    edge = EDGE if places > 1 else 0
    part = (place + edge + (1 - 2 * edge) * rng.random()) / places
    return round(ends[0] + (ends[1] - ends[0]) * part)


def _mistakes(outings: list[Outing], order: list[int]) -> list[int]:
    """As many good as bad ones, far from the limit and from each other."""
    found: list[int] = []
    for n in order:
        wind, waves, good = outings[n]
        alike = sum(outings[m][2] is good for m in found)
        far = all(
            (wind - outings[m][0]) ** 2 + (0.3 * (waves - outings[m][1])) ** 2 > APART
            for m in found
        )
        if alike < MISTAKES // 2 and far and _clear(wind, waves):
            found.append(n)
    return found


def _clear(wind: int, waves: int) -> bool:
    """True when all that is around is of the same kind."""
    around = {
        is_good(wind + a * INSIDE[0], waves + b * INSIDE[1]) for a in (-1, 0, 1) for b in (-1, 0, 1)
    }
    return len(around) == 1
