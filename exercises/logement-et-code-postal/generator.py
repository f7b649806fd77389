"""Synthetic rental files of an imaginary housing agency: "Le code postal parle à votre place".

Everything here is invented, postcodes too; no row describes a household. `generate(seed)` returns
what the browser may see (`public`) and what only the server keeps (`hidden`).

How a file is drawn (carte-donnees.md tells it to learners):
1. the origin of the household: "ici" (from the region) or "ailleurs" (come from elsewhere);
2. the postcode of its present home, from the origin alone: in some postcodes nearly everyone is
   from here, in others nearly everyone is not. That is the proxy put in;
3. whether the lease would be kept, exactly as often for both origins: the answer;
4. five facts of the file, from the lease alone: for the same answer both origins look the same;
5. what the agency decided: homes are few, so it refused many good files, and far more often those
   of households from elsewhere. That is the bias put in: biased labels.

Whether the lease was kept is known for the households that an imaginary public fund housed after
drawing them by lot, whatever the agency had decided.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "origine"
GROUPS = ("ici", "ailleurs")
POSTCODES = tuple(str(99001 + number) for number in range(12))
PRACTICE_SEED = hashlib.sha256(b"sudia logement-et-code-postal practice 1").digest()

# Share of households from elsewhere in each postcode, before the draw changes it a little.
FROM_ELSEWHERE = (0.04, 0.06, 0.08, 0.1, 0.14, 0.2, 0.45, 0.7, 0.85, 0.88, 0.92, 0.95)
# Files in each, the same way: mixed postcodes are the smallest.
FILES_IN = (1.2, 1.2, 1.2, 1.0, 1.0, 0.8, 0.4, 0.6, 1.0, 1.2, 1.2, 1.2)
# Chosen by the agency: files from here, from elsewhere; lease not kept, kept.
CHOSEN = ((0.08, 0.84), (0.03, 0.28))
SHARE_FROM_HERE = 0.6  # of the agency's files


@dataclass(frozen=True, slots=True)
class Sizes:
    """The agency's files, how many of them the fund housed, test files of each origin."""

    train: int
    housed: int
    test: int


# 2 240 test rows an origin and rates within 0.46-0.54 leave 1 030 rows or more for each origin
# and outcome, 70 % of which (721) decide the verdict.
ISSUED = Sizes(train=3000, housed=900, test=2240)
PRACTICE = Sizes(train=2400, housed=800, test=900)

Columns = dict[str, np.ndarray]


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    rate = float(_stream(seed, "rate").uniform(0.46, 0.54))
    places = _places(_stream(seed, "places"))
    train = _learning_rows(seed, sizes, rate, places)
    test, hidden = _test_rows(seed, sizes, rate, places)
    public: dict[str, Any] = {
        "exercise": "logement-et-code-postal",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS), "code_postal": list(POSTCODES)},
        "train": {name: values.tolist() for name, values in train.items()},
        "test": test | ({"bail_tenu": hidden["labels"]} if practice else {}),
    }
    guessed = share_guessed(train["code_postal"], train[GROUP_COLUMN])
    return {"public": public, "hidden": hidden | {"quantity": guessed}}


def share_guessed(postcode: np.ndarray, origin: np.ndarray) -> float:
    """How often one is right by answering, in each postcode, its most frequent origin."""
    counts = np.zeros((len(POSTCODES), len(GROUPS)), dtype=np.int64)
    np.add.at(counts, (postcode, origin), 1)
    return float(counts.max(axis=1).sum() / len(postcode))


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the columns says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _places(rng: np.random.Generator) -> np.ndarray:
    """For each origin, the share of its households in each postcode; sizes and mixes are drawn,
    and the codes are dealt at random so that a number says nothing."""
    size = np.array(FILES_IN) * rng.uniform(0.7, 1.3, len(POSTCODES))
    elsewhere = np.clip(np.array(FROM_ELSEWHERE) + rng.normal(0, 0.03, len(POSTCODES)), 0.02, 0.98)
    order = rng.permutation(len(POSTCODES))
    shares = np.array([size * (1 - elsewhere), size * elsewhere])[:, order]
    return shares / shares.sum(axis=1, keepdims=True)


def _learning_rows(seed: bytes, sizes: Sizes, rate: float, places: np.ndarray) -> Columns:
    """The agency's files: what it decided for all, what became of the leases for some (-1)."""
    rng = _stream(seed, "train")
    origin = rng.permutation((np.arange(sizes.train) >= SHARE_FROM_HERE * sizes.train).astype(int))
    kept = _leases(_stream(seed, "train-labels"), sizes.train, rate)
    chance = np.array(CHOSEN)[origin, kept]
    chosen = (_stream(seed, "decisions").random(sizes.train) < chance).astype(np.int64)
    housed = np.arange(sizes.train) < sizes.housed  # rows are in random order: drawn by lot
    order = _stream(seed, "train-order").permutation(sizes.train)
    table = _columns(rng, origin, kept, places)
    table |= {"dossier_retenu": chosen, "bail_tenu": np.where(housed, kept, -1)}
    return {name: values[order] for name, values in table.items()}


def _test_rows(
    seed: bytes, sizes: Sizes, rate: float, places: np.ndarray
) -> tuple[dict[str, list[int]], dict[str, Any]]:
    """As many files of each origin, mixed."""
    labels = _stream(seed, "test-labels")
    kept = np.concatenate([_leases(labels, sizes.test, rate) for _ in GROUPS])
    origin = np.repeat([0, 1], sizes.test)
    columns = _columns(_stream(seed, "test"), origin, kept, places)
    rng = _stream(seed, "test-order")
    order = rng.permutation(len(kept))
    ids = (rng.choice(900_000, size=len(order), replace=False) + 100_000).tolist()
    test = {name: values[order].tolist() for name, values in columns.items()}
    hidden = {"ids": ids, "labels": kept[order].tolist(), "groups": test[GROUP_COLUMN]}
    return {"id": ids} | test, hidden


def _leases(rng: np.random.Generator, rows: int, rate: float) -> np.ndarray:
    """An exact count in random order: every set is large enough for each origin and outcome."""
    return rng.permutation((np.arange(rows) < round(rows * rate)).astype(np.int64))


def _columns(
    rng: np.random.Generator, origin: np.ndarray, kept: np.ndarray, places: np.ndarray
) -> Columns:
    """The postcode given the origin, the facts of the file given the lease; all integers."""
    total = len(kept)
    edges = np.cumsum(places, axis=1)[origin]
    postcode = (rng.random(total)[:, None] > edges).sum(axis=1)
    return {
        GROUP_COLUMN: origin,
        "code_postal": np.minimum(postcode, len(POSTCODES) - 1),
        "revenu": 10 * _whole(rng.normal(205 + 30 * kept, 45, total), 60, 500),
        "part_loyer": _whole(rng.normal(37 - 5 * kept, 6.5, total), 10, 70),
        "mois_emploi": _whole(rng.gamma(2.0, 12 + 10 * kept, total), 0, 240),
        "garant": (rng.random(total) < np.where(kept == 1, 0.62, 0.4)).astype(np.int64),
        "retards_loyer": _whole(rng.poisson(np.where(kept == 1, 0.6, 1.6)), 0, 12),
    }


def _whole(values: np.ndarray, low: int, high: int) -> np.ndarray:
    return np.clip(np.round(values), low, high).astype(np.int64)
