"""Draw made-up people of two groups: a score each, and whether they are truly in need.

Scores follow a normal law a group and need, given by the exercise. The draw is stratified (one
person in each slice of equal probability) so that a few hundred people look like the town: a
setting found on one draw then holds on another, and a learner is not failed by bad luck.

Only ``random.Random.random`` is used: the standard library promises its sequence for a seed in
every version, which numpy does not promise for its distributions.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

LOWEST, HIGHEST = 1, 99  # scores; a threshold of 0 helps everyone, one of 100 nobody


@dataclass(frozen=True, slots=True)
class GroupModel:
    """How a group is drawn: share in need (percent), mean scores with and without need.

    ``underestimated`` points are taken off every score of the group: the documented bias.
    """

    id: str
    name: str
    place: str
    need: int
    mean_need: int
    mean_other: int
    spread: int
    underestimated: int


@dataclass(frozen=True, slots=True)
class Group:
    """The people of a group: the scores of those in need and of the others, ascending."""

    in_need: tuple[int, ...]
    others: tuple[int, ...]


Sample = tuple[Group, Group]


def draw(models: tuple[GroupModel, GroupModel], size: int, seed: bytes) -> Sample:
    """*size* people of each group, from *seed*; the same seed gives the same people."""
    # Not for secrecy: the hidden draw is protected by its seed, 256 bits that stay on the server.
    rng = Random(seed)  # noqa: S311
    return _draw_group(models[0], size, rng), _draw_group(models[1], size, rng)


def _draw_group(model: GroupModel, size: int, rng: Random) -> Group:
    count = (model.need * size + 50) // 100
    return Group(
        _scores(model.mean_need - model.underestimated, model.spread, count, rng),
        _scores(model.mean_other - model.underestimated, model.spread, size - count, rng),
    )


def _scores(mean: int, spread: int, count: int, rng: Random) -> tuple[int, ...]:
    law = NormalDist(mean, spread)
    # The first slice may yield exactly 0, where the inverse is not defined.
    slices = (max((i + rng.random()) / count, 1e-9) for i in range(count))
    scores = (round(law.inv_cdf(p)) for p in slices)
    return tuple(sorted(min(HIGHEST, max(LOWEST, score)) for score in scores))


def hidden_seed(secret: str, exercise: str, version: int) -> bytes:
    """The 256-bit seed of the people that only the server knows."""
    text = f"lab|{exercise}|{version}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
