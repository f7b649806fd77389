"""Synthetic readings of boat engines: "Le piège du partage".

Everything here is invented; no row describes a boat that exists. `generate(seed)` returns what
the browser may see (`public`) and what only the server keeps (`hidden`).

How a reading is drawn (carte-donnees.md tells it to learners):
1. the boat: fishing or pleasure, and four facts that never change (length, draught, power, year),
   which say nothing of the engine's state but tell one boat from another;
2. whether its engine breaks down this season: the answer, the same for all its readings;
3. three sensors, whose law depends on the breakdown; a boat has its own way on top of it, and the
   sensors of pleasure boats, less used, say a little less;
4. the spare parts ordered, written down once the season is over.

Two traps are put in. A learning table holds several readings of most boats, so that a random
split puts the same boat on both sides. And `pieces_commandees` is known only afterwards: it
tells nearly everything in the learning table and is still zero for every boat of the test table,
whose season is to come. The boats of the test table are all new.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "usage"
GROUPS = ("peche", "plaisance")
PRACTICE_SEED = hashlib.sha256(b"sudia piege-du-partage practice 1").digest()

MOST_READINGS = 20
OFTEN = 0.45  # boats that send a reading every week; the others send one to three in all
PUT_ASIDE = 0.25  # readings that the random draw keeps for trying
OWN_WAY = 0.5  # spread between boats, in spreads of a sensor
NOISE = 0.85  # spread between two readings of one boat
SIGNAL = ((0.8, 0.65), (0.6, 0.5), (0.45, 0.35))  # by sensor: fishing, pleasure


@dataclass(frozen=True, slots=True)
class Sizes:
    """Boats of the learning table, and of the test table (one reading each)."""

    train: int
    test: int


ISSUED = Sizes(train=170, test=1100)
PRACTICE = Sizes(train=130, test=500)


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    numbers = _stream(seed, "numbers").permutation(9000)[: sizes.train + sizes.test] + 1000
    train = _train_rows(seed, numbers[: sizes.train])
    test, labels = _test_rows(seed, numbers[sizes.train :])
    ids = _stream(seed, "ids").choice(900_000, size=sizes.test, replace=False) + 100_000
    public: dict[str, Any] = {
        "exercise": "piege-du-partage",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS)},
        "train": train,
        "test": {"id": ids.tolist()} | test | ({"panne": labels} if practice else {}),
    }
    hidden = {
        "ids": ids.tolist(),
        "labels": labels,
        "groups": test[GROUP_COLUMN],
        "quantity": _known_share(np.array(train["bateau"]), np.array(train["mis_de_cote"])),
    }
    return {"public": public, "hidden": hidden}


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the readings says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _known_share(boats: np.ndarray, aside: np.ndarray) -> float:
    """Share of the readings put aside whose boat has other readings among those learnt from."""
    return float(np.isin(boats[aside == 1], boats[aside == 0]).mean())


def _train_rows(seed: bytes, numbers: np.ndarray) -> dict[str, list[int]]:
    rng = _stream(seed, "train")
    often = rng.random(len(numbers)) < OFTEN
    many, few = rng.integers(10, MOST_READINGS, len(numbers)), rng.integers(1, 4, len(numbers))
    times = np.where(often, many, few)
    broken = _labels(_stream(seed, "train-labels"), len(numbers))
    order = _stream(seed, "train-order").permutation(int(times.sum()))
    boat = np.repeat(np.arange(len(numbers)), times)[order]
    columns = _columns(rng, numbers, broken, boat)
    after = np.where(
        broken[boat] == 1, 1 + rng.poisson(3.0, len(boat)), rng.random(len(boat)) < 0.1
    )
    aside = _stream(seed, "split").permutation(np.arange(len(boat)) < round(PUT_ASIDE * len(boat)))
    return columns | {
        "pieces_commandees": after.astype(int).tolist(),
        "mis_de_cote": aside.astype(int).tolist(),
        "panne": broken[boat].tolist(),
    }


def _test_rows(seed: bytes, numbers: np.ndarray) -> tuple[dict[str, list[int]], list[int]]:
    broken = _labels(_stream(seed, "test-labels"), len(numbers))
    columns = _columns(_stream(seed, "test"), numbers, broken, np.arange(len(numbers)))
    return columns | {"pieces_commandees": [0] * len(numbers)}, broken.tolist()


def _labels(rng: np.random.Generator, boats: int) -> np.ndarray:
    """Half of the boats break down: far more than in a harbour, as the data card says."""
    return rng.permutation((np.arange(boats) < round(boats / 2)).astype(int))


def _columns(
    rng: np.random.Generator, numbers: np.ndarray, broken: np.ndarray, boat: np.ndarray
) -> dict[str, list[int]]:
    """The boats' fixed facts and own ways, then each reading; all integers."""
    boats = len(numbers)
    usage = rng.permutation((np.arange(boats) < boats // 2).astype(int))
    facts = {
        "longueur_cm": rng.integers(480, 1400, boats),
        "tirant_eau_cm": rng.integers(40, 200, boats),
        "puissance_ch": 5 * rng.integers(8, 60, boats),
        "annee": rng.integers(1985, 2026, boats),
    }
    own = rng.normal(0, OWN_WAY, (3, boats))
    signal = np.array(SIGNAL)[:, usage] * (2 * broken - 1)
    reading = (signal + own)[:, boat] + rng.normal(0, NOISE, (3, len(boat)))
    sensors = {
        "vibration": 42 + 9 * reading[0],
        "temperature_huile": 96 + 7 * reading[1],
        "consommation": 180 + 30 * reading[2],
    }
    return {
        "bateau": numbers[boat].tolist(),
        GROUP_COLUMN: usage[boat].tolist(),
        **{name: values[boat].tolist() for name, values in facts.items()},
        **{name: np.round(values).astype(int).tolist() for name, values in sensors.items()},
    }
