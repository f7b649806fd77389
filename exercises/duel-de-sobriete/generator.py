"""Handwritten digits to read at the least cost: "Le duel de sobriété".

The pictures are real: 1 797 digits of 8 x 8 squares by E. Alpaydin and C. Kaynak, shipped with
scikit-learn (carte-donnees.md gives source and licence). What is drawn here: which pictures a
learner gets and how many to learn from, a slight change of every picture, so that no label can be
looked up by comparing files, and how the picture was taken. `generate(seed)` returns what the
browser may see (`public`) and what only the server keeps (`hidden`).

How a set is drawn (the data card tells it to learners):
1. the number of pictures to learn from: it makes the number asked, this learner's own;
2. the pictures, each in one table only; those of the practice set are never issued;
3. how each was taken: by a scanner, with a little noise on the inked squares, or by a telephone,
   with much more noise everywhere. Telephone pictures are rarer among the examples (three in ten)
   than in the test (one in two).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "prise"
GROUPS = ("scanner", "telephone")
PRACTICE_SEED = hashlib.sha256(b"sudia duel-de-sobriete practice 1").digest()

DIGITS, SQUARES = 10, 64
MOST_INK = 16
NOISE = (0.7, 3.0)  # scanner, telephone
TELEPHONE = (0.3, 0.5)  # share of the learning table, of the test table
RESERVED = 55  # pictures of each digit kept for the practice set


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pictures to learn from (low, high) and to read."""

    train: tuple[int, int]
    test: int


# 1 797 pictures: 550 are kept for practice, 1 120 at most of the 1 247 others are used.
ISSUED = Sizes(train=(560, 640), test=480)
PRACTICE = Sizes(train=(330, 330), test=220)


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    rng = _stream(seed, "pictures")
    count = int(rng.integers(*sizes.train, endpoint=True))
    rows = rng.permutation(_pool(practice))[: count + sizes.test]
    train, train_labels = _table(seed, "train", rows[:count], TELEPHONE[0])
    test, labels = _table(seed, "test", rows[count:], TELEPHONE[1])
    ids = (_stream(seed, "ids").choice(900_000, size=len(labels), replace=False) + 100_000).tolist()
    public: dict[str, Any] = {
        "exercise": "duel-de-sobriete",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS)},
        "train": train | {"chiffre": train_labels},
        "test": {"id": ids} | test | ({"chiffre": labels} if practice else {}),
    }
    hidden = {
        "ids": ids,
        "labels": labels,
        "groups": test[GROUP_COLUMN],
        "quantity": multiplications_by_neighbour(count) / MULTIPLICATIONS_BY_POINTS,
    }
    return {"public": public, "hidden": hidden}


# A linear model multiplies each of the 64 squares by a weight, for each of the 10 digits.
MULTIPLICATIONS_BY_POINTS = SQUARES * DIGITS


def multiplications_by_neighbour(examples: int) -> int:
    """The nearest neighbour squares 64 differences for each example."""
    return SQUARES * examples


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the pictures says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


@lru_cache(maxsize=1)
def _digits() -> tuple[np.ndarray, np.ndarray]:
    """Pictures and labels of scikit-learn's digits, read without importing it: a server that
    issues a set then spares a second and the memory."""
    package = find_spec("sklearn")
    assert package is not None and package.origin is not None
    path = Path(package.origin).parent / "datasets" / "data" / "digits.csv.gz"
    table = np.loadtxt(path, delimiter=",", dtype=np.int64)
    return table[:, :-1], table[:, -1]


@lru_cache(maxsize=2)
def _pool(practice: bool) -> np.ndarray:
    """The pictures that this kind of set may use: a picture never serves in both."""
    labels = _digits()[1]
    rng = _stream(PRACTICE_SEED, "reserved")
    mixed = [rng.permutation(np.flatnonzero(labels == digit)) for digit in range(DIGITS)]
    part = slice(None, RESERVED) if practice else slice(RESERVED, None)
    return np.concatenate([rows[part] for rows in mixed])


def _table(
    seed: bytes, name: str, rows: np.ndarray, telephone: float
) -> tuple[dict[str, list[Any]], list[int]]:
    pictures, labels = _digits()
    rng = _stream(seed, name)
    taken = rng.permutation((np.arange(len(rows)) < round(telephone * len(rows))).astype(int))
    noise = rng.normal(0, np.array(NOISE)[taken][:, None], (len(rows), SQUARES))
    noise *= (taken[:, None] == 1) | (pictures[rows] > 0)
    pixels = np.clip(np.round(pictures[rows] + noise), 0, MOST_INK).astype(int)
    return {GROUP_COLUMN: taken.tolist(), "pixels": pixels.tolist()}, labels[rows].tolist()
