"""Handwritten digits to read, most of them in pen, some in pencil: "Mon premier modèle".

The pictures are real: 1 797 digits of 8 x 8 squares by E. Alpaydin and C. Kaynak, shipped with
scikit-learn (carte-donnees.md gives source and licence). What is drawn here: which pictures a
learner gets, a slight change of every picture, so that no label can be looked up by comparing
files, and the strokes. `generate(seed)` returns what the browser may see (`public`) and what only
the server keeps (`hidden`).

How a set is drawn (the data card tells it to learners):
1. a digit of this learner's that is more frequent than the others, as in real registers;
2. the pictures, each in one table only; those of the practice set are never issued;
3. the stroke: pen nearly everywhere in the learning table, pencil for half of the test table. A
   pencil stroke is the same picture with about a third of its ink. That is the bias put in:
   a group rare among the examples and frequent later;
4. a little noise on every square that has ink.
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
GROUP_COLUMN = "trait"
GROUPS = ("stylo", "crayon")
PRACTICE_SEED = hashlib.sha256(b"sudia premier-modele practice 1").digest()

DIGITS = 10
MOST_INK = 16
PEN = (0.85, 1.15)  # share of the original ink that is left
PENCIL = (0.32, 0.44)
NOISE = 1.0
RESERVED = 38  # pictures of each digit kept for the practice set


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of a table, how many are of the frequent digit (low, high), and the share in pencil."""

    rows: int
    frequent: tuple[int, int]
    pencil: float


# A digit has 174 pictures or more, 136 of them for issued sets: 54 + 82 at most are used.
ISSUED = (Sizes(360, (46, 54), 0.1), Sizes(540, (72, 82), 0.5))
PRACTICE = (Sizes(180, (25, 26), 0.1), Sizes(160, (12, 13), 0.5))


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    train_rows, test_rows = _pictures(seed, sizes, practice)
    train, train_labels = _table(seed, "train", train_rows, sizes[0])
    test, labels = _table(seed, "test", test_rows, sizes[1])
    ids = (_stream(seed, "ids").choice(900_000, size=len(labels), replace=False) + 100_000).tolist()
    public: dict[str, Any] = {
        "exercise": "premier-modele",
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
        "quantity": float(np.bincount(train_labels).max() / len(train_labels)),
    }
    return {"public": public, "hidden": hidden}


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
def _pool(practice: bool) -> tuple[np.ndarray, ...]:
    """The pictures of each digit that this kind of set may use: a picture never serves in both."""
    labels = _digits()[1]
    rng = _stream(PRACTICE_SEED, "reserved")
    mixed = [rng.permutation(np.flatnonzero(labels == digit)) for digit in range(DIGITS)]
    part = slice(None, RESERVED) if practice else slice(RESERVED, None)
    return tuple(rows[part] for rows in mixed)


def _pictures(seed: bytes, sizes: tuple[Sizes, Sizes], practice: bool) -> list[np.ndarray]:
    """Which pictures make the two tables, none of them in both."""
    rng = _stream(seed, "pictures")
    pool = [rng.permutation(rows) for rows in _pool(practice)]
    frequent = int(rng.integers(DIGITS))
    counts = [int(rng.integers(*size.frequent, endpoint=True)) for size in sizes]
    first = pool.pop(frequent)[: sum(counts)]
    others = rng.permutation(np.concatenate(pool))
    tables, used, taken = [], 0, 0
    for size, count in zip(sizes, counts, strict=True):
        rest = size.rows - count
        rows = np.concatenate([first[used : used + count], others[taken : taken + rest]])
        tables.append(rng.permutation(rows))
        used, taken = used + count, taken + rest
    return tables


def _table(
    seed: bytes, name: str, rows: np.ndarray, sizes: Sizes
) -> tuple[dict[str, list[Any]], list[int]]:
    pictures, labels = _digits()
    rng = _stream(seed, name)
    stroke = rng.permutation((np.arange(len(rows)) < round(sizes.pencil * len(rows))).astype(int))
    ink = np.where(stroke == 1, rng.uniform(*PENCIL, len(rows)), rng.uniform(*PEN, len(rows)))
    drawn = pictures[rows] * ink[:, None]
    drawn += rng.normal(0, NOISE, drawn.shape) * (pictures[rows] > 0)
    pixels = np.clip(np.round(drawn), 0, MOST_INK).astype(int)
    return {GROUP_COLUMN: stroke.tolist(), "pixels": pixels.tolist()}, labels[rows].tolist()
