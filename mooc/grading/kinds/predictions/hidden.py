"""What only the server knows of an issued set, and how its rows are shared out.

Each row has an opaque id, its label, its group, its twin pair (or none) and its part: 30 % of the
rows feed the feedback, the other 70 % decide the verdict. ``pack`` stores all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.keys import MOST_NUMBER
from mooc.grading.kinds.predictions.spec import Spec

FEEDBACK_SHARE = 0.3
NO_PAIR = 0xFFFF
MOST_ROWS = 60_000


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """Arrays of one length, a row each, sorted by id. ``quantity`` is the value that the
    generator gave, None when the learner's own answers make it."""

    task: str
    ids: NDArray[np.uint32]
    labels: NDArray[np.int32]
    groups: NDArray[np.uint8]
    pairs: NDArray[np.uint16]
    verdict: NDArray[np.bool_]
    quantity: float | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def scored(self) -> NDArray[np.bool_]:
        """Rows that are not twins."""
        return np.asarray(self.pairs == NO_PAIR)

    @property
    def twins(self) -> NDArray[np.int64]:
        """Pair numbers, -1 for a row without a twin."""
        return np.where(self.scored, -1, self.pairs.astype(np.int64))


def from_generator(raw: Mapping[str, Any], seed: bytes, spec: Spec) -> Hidden:
    """The hidden half of what a generator returned, split for good by the set's own seed.

    ValueError, in English, for what an author must mend.
    """
    columns = _columns(raw)
    order = np.argsort(columns["ids"])
    ids, labels, groups, pairs = (columns[k][order] for k in ("ids", "labels", "groups", "pairs"))
    if len(np.unique(ids)) != len(ids) or ids.min() < 0 or ids.max() > 0xFFFFFFFF:
        raise ValueError("the generator's ids must be unique and fit 32 bits")
    if pairs.max() >= NO_PAIR or len(ids) > MOST_ROWS:
        raise ValueError("the generator made too many rows or pairs")
    low, high = _domain(spec)
    if labels.min() < low or labels.max() > high:
        raise ValueError(f"the generator's labels must be from {low} to {high}")
    if groups.min() < 0 or groups.max() >= (len(spec.groups.codes) if spec.groups else 1):
        raise ValueError("the generator's groups are not those of [groups]")
    return Hidden(
        task=spec.task,
        ids=ids.astype(np.uint32),
        labels=labels.astype(np.int32),
        groups=groups.astype(np.uint8),
        pairs=np.where(pairs < 0, NO_PAIR, pairs).astype(np.uint16),
        verdict=_split(labels, groups, pairs < 0, seed, spec.task),
        quantity=_given(raw, spec),
    )


def _columns(raw: Mapping[str, Any]) -> dict[str, NDArray[np.int64]]:
    rows = len(raw["ids"])
    found = {
        "ids": np.asarray(raw["ids"]),
        "labels": np.asarray(raw["labels"]),
        "groups": np.asarray(raw.get("groups", np.zeros(rows, dtype=np.int64))),
        "pairs": np.asarray(raw.get("pairs", np.full(rows, -1))),
    }
    for name, column in found.items():
        if column.shape != (rows,) or not rows:
            raise ValueError(f"the generator's hidden column {name} has not {rows} values")
        if column.dtype.kind not in "iu":
            raise ValueError(f"the generator's hidden column {name} must hold whole numbers")
    return {name: column.astype(np.int64) for name, column in found.items()}


def _domain(spec: Spec) -> tuple[int, int]:
    if spec.task == "number":
        return -int(MOST_NUMBER), int(MOST_NUMBER)
    return 0, len(spec.labels.classes) - 1 if spec.task == "classes" else 1


def _given(raw: Mapping[str, Any], spec: Spec) -> float | None:
    if spec.quantity.kind != "given":
        return None
    value = float(raw["quantity"])
    if not isfinite(value) or not 0 <= value <= spec.quantity.most:
        raise ValueError(f"the generator's quantity {value} is not from 0 to quantity_max")
    return value


def _split(
    labels: NDArray[np.int64],
    groups: NDArray[np.int64],
    scored: NDArray[np.bool_],
    seed: bytes,
    task: str,
) -> NDArray[np.bool_]:
    """True for the rows of the verdict: 70 % of each cell, drawn; twins in neither."""
    stream = hashlib.sha256(seed + b"split").digest()
    rng = np.random.default_rng(int.from_bytes(stream))
    verdict = np.zeros(len(labels), dtype=np.bool_)
    for cell in _cells(labels, groups, task):
        rows = rng.permutation(np.flatnonzero(scored & cell))
        verdict[rows[round(FEEDBACK_SHARE * len(rows)) :]] = True
    return verdict


def _cells(
    labels: NDArray[np.int64], groups: NDArray[np.int64], task: str
) -> Iterator[NDArray[np.bool_]]:
    """Each group and label; numbers have too many different labels, so each group alone."""
    for group in np.unique(groups):
        there = groups == group
        if task == "number":
            yield there
            continue
        known = (0, 1) if task == "yes-no" else np.unique(labels[there])
        for label in known:
            yield there & (labels == label)


def smallest_cell(hidden: Hidden, spec: Spec) -> int:
    """Rows of the verdict in the smallest group and outcome when a gap is judged; in all
    otherwise. What ``rows_min`` bounds."""
    if spec.gap is None or spec.groups is None:
        return int(hidden.verdict.sum())
    return min(
        int((hidden.verdict & (hidden.groups == group) & (hidden.labels == label)).sum())
        for group in range(len(spec.groups.codes))
        for label in (0, 1)
    )
