"""A hidden half as bytes to store.

Once packed, a set is graded from these bytes alone: a new numpy or a new generator changes no
past grade. Bytes of the first version (yes-no only, no quantity) are still read.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.hidden import MOST_ROWS, Hidden
from mooc.grading.kinds.predictions.keys import TASKS

FIRST, MAGIC = b"SIA1", b"SIA2"
HEADER = struct.Struct("<IBd")  # rows, task, quantity (nan: none)
ROW_BYTES = {FIRST: 7, MAGIC: 12}


class BadPack(ValueError):
    """Bytes that are not a packed set."""


def pack(hidden: Hidden) -> bytes:
    """A header, then the columns one after the other, compressed."""
    quantity = float("nan") if hidden.quantity is None else hidden.quantity
    columns = (
        hidden.ids.astype("<u4").tobytes(),
        hidden.labels.astype("<i4").tobytes(),
        hidden.groups.astype("u1").tobytes(),
        hidden.pairs.astype("<u2").tobytes(),
        hidden.verdict.astype("u1").tobytes(),
    )
    header = HEADER.pack(len(hidden), TASKS.index(hidden.task), quantity)
    return MAGIC + header + zlib.compress(b"".join(columns), 9)


def unpack(data: bytes) -> Hidden:
    """The set in these bytes; BadPack when they are not one."""
    if data[:4] == FIRST:
        return _first(data)
    if data[:4] != MAGIC or len(data) < 4 + HEADER.size:
        raise BadPack("not a packed set")
    rows, task, quantity = HEADER.unpack_from(data, 4)
    if task >= len(TASKS):
        raise BadPack(f"a packed set of unknown task {task}")
    raw = _columns(data[4 + HEADER.size :], rows, ROW_BYTES[MAGIC])
    return Hidden(
        task=TASKS[task],
        ids=np.frombuffer(raw, dtype="<u4", count=rows),
        labels=np.frombuffer(raw, dtype="<i4", count=rows, offset=4 * rows),
        groups=np.frombuffer(raw, dtype="u1", count=rows, offset=8 * rows),
        pairs=np.frombuffer(raw, dtype="<u2", count=rows, offset=9 * rows),
        verdict=_bits(np.frombuffer(raw, dtype="u1", count=rows, offset=11 * rows)),
        quantity=None if np.isnan(quantity) else quantity,
    )


def _first(data: bytes) -> Hidden:
    """Label, group and part shared one byte; every task was yes-no."""
    if len(data) < 8:
        raise BadPack("not a packed set")
    (rows,) = struct.unpack_from("<I", data, 4)
    raw = _columns(data[8:], rows, ROW_BYTES[FIRST])
    bits = np.frombuffer(raw, dtype="u1", count=rows, offset=4 * rows)
    return Hidden(
        task="yes-no",
        ids=np.frombuffer(raw, dtype="<u4", count=rows),
        labels=(bits & 1).astype(np.int32),
        groups=((bits >> 1) & 31).astype(np.uint8),
        pairs=np.frombuffer(raw, dtype="<u2", count=rows, offset=5 * rows),
        verdict=_bits(bits >> 6),
    )


def _columns(packed: bytes, rows: int, row_bytes: int) -> bytes:
    if not 0 < rows <= MOST_ROWS:
        raise BadPack(f"a packed set of {rows} rows")
    try:
        raw = zlib.decompressobj().decompress(packed, row_bytes * rows + 1)
    except zlib.error as error:
        raise BadPack(str(error)) from error
    if len(raw) != row_bytes * rows:
        raise BadPack("a packed set cut short")
    return raw


def _bits(column: NDArray[np.integer]) -> NDArray[np.bool_]:
    return np.asarray(column == 1)
