"""What only the server knows of an issued set, packed to be stored.

Once packed, a set is graded from these bytes alone: a new numpy or a new generator changes no
past grade. Each row has an opaque id, its label, its group, its twin pair (or none) and its part:
30 % of the rows of each group and label feed the feedback, the other 70 % decide the verdict.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEEDBACK_SHARE = 0.3
NO_PAIR = 0xFFFF
MAGIC = b"SIA1"
MOST_ROWS = 60_000


class BadPack(ValueError):
    """Bytes that are not a packed set."""


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """Arrays of one length, a row each, sorted by id."""

    ids: NDArray[np.uint32]
    labels: NDArray[np.uint8]
    groups: NDArray[np.uint8]
    pairs: NDArray[np.uint16]
    verdict: NDArray[np.bool_]

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


def from_generator(raw: Mapping[str, Sequence[int]], seed: bytes) -> Hidden:
    """The hidden half of what a generator returned, split for good by the set's own seed."""
    ids = np.asarray(raw["ids"], dtype=np.int64)
    order = np.argsort(ids)
    pairs = np.asarray(raw["pairs"], dtype=np.int64)[order]
    labels = np.asarray(raw["labels"], dtype=np.int64)[order]
    groups = np.asarray(raw["groups"], dtype=np.int64)[order]
    if not (len(ids) == len(pairs) == len(labels) == len(groups) > 0):
        raise ValueError("the generator's hidden columns differ in length")
    if len(np.unique(ids)) != len(ids) or ids.min() < 0 or ids.max() > 0xFFFFFFFF:
        raise ValueError("the generator's ids must be unique and fit 32 bits")
    if not np.isin(labels, (0, 1)).all() or groups.min() < 0 or groups.max() > 31:
        raise ValueError("the generator's labels are 0 or 1, its groups 0 to 31")
    if pairs.max() >= NO_PAIR or len(ids) > MOST_ROWS:
        raise ValueError("the generator made too many rows or pairs")
    return Hidden(
        ids=ids[order].astype(np.uint32),
        labels=labels.astype(np.uint8),
        groups=groups.astype(np.uint8),
        pairs=np.where(pairs < 0, NO_PAIR, pairs).astype(np.uint16),
        verdict=_split(labels, groups, pairs < 0, seed),
    )


def _split(
    labels: NDArray[np.int64], groups: NDArray[np.int64], scored: NDArray[np.bool_], seed: bytes
) -> NDArray[np.bool_]:
    """True for the rows of the verdict: 70 % of each group and label, drawn; twins in neither."""
    stream = hashlib.sha256(seed + b"split").digest()
    rng = np.random.default_rng(int.from_bytes(stream))
    verdict = np.zeros(len(labels), dtype=np.bool_)
    for group in np.unique(groups):
        for label in (0, 1):
            rows = np.flatnonzero(scored & (groups == group) & (labels == label))
            rows = rng.permutation(rows)
            verdict[rows[round(FEEDBACK_SHARE * len(rows)) :]] = True
    return verdict


def pack(hidden: Hidden) -> bytes:
    """Bytes to store: a header, then the columns, compressed."""
    bits = hidden.labels | (hidden.groups << 1) | (hidden.verdict.astype(np.uint8) << 6)
    columns = (
        hidden.ids.astype("<u4").tobytes(),
        bits.astype("u1").tobytes(),
        hidden.pairs.astype("<u2").tobytes(),
    )
    return MAGIC + struct.pack("<I", len(hidden)) + zlib.compress(b"".join(columns), 9)


def unpack(data: bytes) -> Hidden:
    """The set in these bytes; BadPack when they are not one."""
    if len(data) < 8 or data[:4] != MAGIC:
        raise BadPack("not a packed set")
    (rows,) = struct.unpack("<I", data[4:8])
    if not 0 < rows <= MOST_ROWS:
        raise BadPack(f"a packed set of {rows} rows")
    try:
        engine = zlib.decompressobj()
        raw = engine.decompress(data[8:], 7 * rows + 1)
    except zlib.error as error:
        raise BadPack(str(error)) from error
    if len(raw) != 7 * rows:
        raise BadPack("a packed set cut short")
    bits = np.frombuffer(raw, dtype="u1", count=rows, offset=4 * rows)
    return Hidden(
        ids=np.frombuffer(raw, dtype="<u4", count=rows),
        labels=(bits & 1).astype(np.uint8),
        groups=((bits >> 1) & 31).astype(np.uint8),
        pairs=np.frombuffer(raw, dtype="<u2", count=rows, offset=5 * rows),
        verdict=(bits >> 6) == 1,
    )


def smallest_cell(hidden: Hidden) -> int:
    """Rows of the verdict in the smallest group and outcome."""
    cells = [
        int((hidden.verdict & (hidden.groups == group) & (hidden.labels == label)).sum())
        for group in np.unique(hidden.groups)
        for label in (0, 1)
    ]
    return min(cells)
