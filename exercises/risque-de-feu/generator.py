"""Synthetic fire days in three invented hills: "Manquer une alerte".

Everything here is invented; no row describes a real place, day or fire. `generate(seed)` returns
what the browser may see (`public`) and what only the server keeps (`hidden`).

How a row (one hill, one summer day) is drawn (carte-donnees.md tells it to learners):
1. the hill, and the slope of the spot that is watched;
2. the weather of the day: heat, days without rain, dryness of the vegetation (that follows from
   both, with chance), wind (calm, or one day in four a strong north wind);
3. the odds of a fire that spreads, from all of them (`CHANCE`), then the fire itself, by lot: the
   same day may burn or not. No model can know better than the odds.

Fires are rare, about one row in eighteen, and missing one costs twenty times a useless alarm: the
costs are those of exercise.toml.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "massif"
GROUPS = ("font-cigale", "baume-rousse", "roque-sauge")
PRACTICE_SEED = hashlib.sha256(b"sudia risque-de-feu practice 1").digest()

SLOPES = (10.0, 18.0, 27.0)  # mean slope of each hill, in %
NORTH_WIND = 0.25  # share of the days when it blows
# Logarithm of the odds of a fire: a constant, then what each unit adds.
CONSTANT = -13.5
CHANCE = {
    "vent": 0.065,
    "secheresse": 0.075,
    "temperature": 0.10,
    "pente": 0.05,
    "jours_sans_pluie": 0.02,
}
# What a mistake costs: as in exercise.toml, which says it to learners.
MISSED, FALSE_ALARM = 20, 1


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of the learning and of the test table."""

    train: int
    test: int


ISSUED = Sizes(train=2400, test=5000)
PRACTICE = Sizes(train=2400, test=2400)


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    train, train_labels = _table(seed, "train", sizes.train)
    test, labels = _table(seed, "test", sizes.test)
    ids = (_stream(seed, "ids").choice(900_000, size=sizes.test, replace=False) + 100_000).tolist()
    public: dict[str, Any] = {
        "exercise": "risque-de-feu",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS)},
        "train": train | {"feu": train_labels},
        "test": {"id": ids} | test | ({"feu": labels} if practice else {}),
    }
    hidden = {
        "ids": ids,
        "labels": labels,
        "groups": test[GROUP_COLUMN],
        # Sounding the alarm is worth it when odds * MISSED > (1 - odds) * FALSE_ALARM.
        "quantity": FALSE_ALARM / (FALSE_ALARM + MISSED),
    }
    return {"public": public, "hidden": hidden}


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the weather says nothing of the fires."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _table(seed: bytes, name: str, rows: int) -> tuple[dict[str, list[int]], list[int]]:
    rng = _stream(seed, name)
    hill = rng.integers(0, len(GROUPS), rows)
    heat = rng.normal(30, 4, rows)
    dry_days = rng.gamma(2.0, 7.0, rows)
    north = rng.random(rows) < NORTH_WIND
    drawn = {
        "vent": np.where(north, rng.normal(52, 10, rows), rng.gamma(3.0, 5.0, rows)),
        "secheresse": 30 + 1.1 * dry_days + 1.5 * (heat - 30) + rng.normal(0, 9, rows),
        "temperature": heat,
        "pente": np.array(SLOPES)[hill] + rng.normal(0, 4, rows),
        "jours_sans_pluie": dry_days,
    }
    bounds = {"vent": 110, "secheresse": 100, "temperature": 45, "pente": 60}
    table = {
        column: np.clip(np.round(values), 0, bounds.get(column, 75)).astype(int)
        for column, values in drawn.items()
    }
    odds = CONSTANT + sum(CHANCE[column] * values for column, values in table.items())
    burns = _stream(seed, f"{name}-labels").random(rows) < 1 / (1 + np.exp(-odds))
    columns = {column: values.tolist() for column, values in table.items()}
    return {GROUP_COLUMN: hill.tolist()} | columns, burns.astype(int).tolist()
