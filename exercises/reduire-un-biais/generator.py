"""Synthetic calls to isolated people in a heat wave: "Réduire un biais, et à quel prix".

Everything here is invented; no row describes a person. `generate(seed)` returns what the browser
may see (`public`) and what only the server keeps (`hidden`).

How a person is drawn (carte-donnees.md tells it to learners):
1. where they live: "bourg" (the town) or "hameau" (a hamlet);
2. whether a visit was needed that day: the answer;
3. what the telephone call wrote down, given the need. In the town, a hot flat tells most; in the
   hamlets, whose stone houses stay cool, the days without a visitor and the distance to a
   neighbour tell most. Age and water drunk tell the same everywhere.

The bias put in: last year's register holds few people of the hamlets, so that a model learns the
town's signs and misses the hamlets'. A supplementary survey made in the hamlets repairs it, at the
price of an agent's time; its rows say so (`source`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "lieu"
GROUPS = ("bourg", "hameau")
SOURCES = ("registre", "enquete")
PRACTICE_SEED = hashlib.sha256(b"sudia reduire-un-biais practice 1").digest()


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows by place (bourg, hameau) of last year's register and of the test; rows of the survey;
    pairs of twins."""

    register: tuple[int, int]
    survey: int
    test: tuple[int, int]
    pairs: int


# 2 240 test rows a place and need rates within 0.46-0.54 leave 1 030 rows or more for each place
# and outcome, 70 % of which (721) decide the verdict.
ISSUED = Sizes(register=(1500, 60), survey=600, test=(2240, 2240), pairs=150)
PRACTICE = Sizes(register=(1200, 50), survey=500, test=(900, 900), pairs=40)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing written down: its mean and spread without need, what need adds (bourg, hameau),
    its bounds."""

    mean: float
    spread: float
    need: tuple[float, float]
    bounds: tuple[int, int]


SIGNS = {
    "age": Sign(76, 7, (3.5, 3.5), (60, 103)),
    "temperature_logement": Sign(29, 2.2, (3.3, 0.2), (20, 41)),
    "verres_eau": Sign(5.5, 1.8, (-1.1, -1.1), (0, 14)),
    "jours_sans_visite": Sign(4, 2.4, (0.2, 3.1), (0, 20)),
    "minutes_voisin": Sign(9, 4, (0.3, 3.0), (0, 45)),
}


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    rates = tuple(_stream(seed, "rates").uniform(0.46, 0.54, 2))
    test, hidden = _test_rows(seed, sizes, rates)
    public: dict[str, Any] = {
        "exercise": "reduire-un-biais",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS), "source": list(SOURCES)},
        "train": _learning_rows(seed, sizes, rates),
        "test": test | ({"besoin_visite": hidden["labels"]} if practice else {}),
    }
    return {"public": public, "hidden": hidden}


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the signs says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _learning_rows(seed: bytes, sizes: Sizes, rates: tuple[float, ...]) -> dict[str, list[int]]:
    """Last year's register, then the survey, mixed."""
    counts = (*sizes.register, sizes.survey)
    order = _stream(seed, "train-order").permutation(sum(counts))
    place = np.repeat([0, 1, 1], counts)[order]
    source = np.repeat([0, 0, 1], counts)[order]
    labels = _stream(seed, "train-labels")
    need = _needs(labels, counts, (*rates, rates[1]))[order]
    signs = _signs(_stream(seed, "train"), place, need)
    return (
        {GROUP_COLUMN: place.tolist(), "source": source.tolist()}
        | signs
        | {"besoin_visite": need.tolist()}
    )


def _test_rows(
    seed: bytes, sizes: Sizes, rates: tuple[float, ...]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Scored rows, then twins (alike but for the place; `jumeaux` numbers the pairs), mixed."""
    labels = _stream(seed, "test-labels")
    need = _needs(labels, sizes.test, rates)
    place = np.repeat([0, 1], sizes.test)
    twin_need = (labels.random(sizes.pairs) < 0.5).astype(np.int64)
    twin_place = _stream(seed, "twin-places").integers(0, 2, sizes.pairs)  # whose signs they bear
    signs = _signs(_stream(seed, "test"), place, need)
    twins = _signs(_stream(seed, "twins"), twin_place, twin_need)
    merged = {name: values + twins[name] * 2 for name, values in signs.items()}
    pair = np.concatenate([np.full(len(place), -1), np.arange(sizes.pairs), np.arange(sizes.pairs)])
    place = np.concatenate(
        [place, np.zeros(sizes.pairs, dtype=int), np.ones(sizes.pairs, dtype=int)]
    )
    need = np.concatenate([need, twin_need, twin_need])
    rng = _stream(seed, "test-order")
    order = rng.permutation(len(need))
    ids = rng.choice(900_000, size=len(need), replace=False) + 100_000
    columns = {GROUP_COLUMN: place.tolist(), **merged, "jumeaux": pair.tolist()}
    test = {name: np.asarray(values)[order].tolist() for name, values in columns.items()}
    hidden = {
        "ids": ids.tolist(),
        "labels": need[order].tolist(),
        "groups": test[GROUP_COLUMN],
        "pairs": test["jumeaux"],
    }
    return {"id": ids.tolist()} | test, hidden


def _needs(
    rng: np.random.Generator, sizes: tuple[int, ...], rates: tuple[float, ...]
) -> np.ndarray:
    """Exact counts in random order: every set is large enough in each place and outcome."""
    drawn = []
    for size, rate in zip(sizes, rates, strict=True):
        need = (np.arange(size) < round(size * rate)).astype(np.int64)
        drawn.append(rng.permutation(need))
    return np.concatenate(drawn)


def _signs(rng: np.random.Generator, place: np.ndarray, need: np.ndarray) -> dict[str, list[int]]:
    """What the call wrote down, given the place and the need; all integers."""
    found = {}
    for name, sign in SIGNS.items():
        added = np.array(sign.need)[place] * need
        value = sign.mean + added + rng.normal(0, sign.spread, len(place))
        found[name] = np.clip(np.round(value), *sign.bounds).astype(int).tolist()
    return found
