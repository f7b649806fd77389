"""Draws made-up days of a boat rental; the hidden rule needs its three questions in one order.

Only ``random()`` is used: the standard library promises its sequence for a seed in every version.
"""

from __future__ import annotations

import hashlib
import hmac
from random import Random

# (temperature, wind, clouds, weekend, holidays), and whether the day was full.
Day = tuple[tuple[int, ...], bool]

STRONG_WIND = 28
NOISE = 0.05


def is_full(wind: int, weekend: int, holidays: int) -> bool:
    """The rule before noise: the wind decides in holidays, the weekend otherwise."""
    return wind < STRONG_WIND if holidays else weekend == 1


def draw(seed: str | bytes, size: int) -> tuple[Day, ...]:
    """*size* days, one in twenty of them against the rule."""
    rng = Random(seed)  # noqa: S311 - a draw to repeat, not a secret
    return tuple(_day(rng) for _ in range(size))


def _day(rng: Random) -> Day:
    holidays, weekend = int(rng.random() < 0.5), int(rng.random() < 0.5)
    wind = round(4 + 48 * rng.random())
    temperature = round((24 if holidays else 19) + 9 * (rng.random() + rng.random() - 1))
    clouds = 10 * round(10 * rng.random())
    full = is_full(wind, weekend, holidays) is not (rng.random() < NOISE)
    return (temperature, wind, clouds, weekend, holidays), full


def hidden(secret: str, slug: str, version: int, size: int) -> tuple[Day, ...]:
    """Days that only the server knows."""
    text = f"lab|{slug}|{version}"
    return draw(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest(), size)
