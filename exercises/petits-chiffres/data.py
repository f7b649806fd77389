"""The digits of ``chiffres.json``: a pool to label, some to try on, others that judge."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "chiffres.json"
INK = "0123456789abcdefg"  # one sign a square, from 0 (paper) to 16 (ink)


@dataclass(frozen=True, slots=True)
class Digits:
    """Pictures of 64 squares and the digit that each was written as."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    pictures: tuple[tuple[int, ...], ...]

    def some(self, places: Sequence[int]) -> Digits:
        """Those at *places*, in that order."""
        return Digits(
            tuple(self.codes[n] for n in places),
            tuple(self.names[n] for n in places),
            tuple(self.pictures[n] for n in places),
        )


@dataclass(frozen=True, slots=True)
class Data:
    """``draws`` are places in the pool: thirty to label for each number of draw."""

    classes: tuple[str, ...]
    pool: Digits
    trying: Digits
    hidden: Digits
    draws: tuple[tuple[int, ...], ...]


def read(folder: Path) -> Data:
    """The file of *folder*."""
    table = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return Data(
        tuple(table["classes"]),
        *(digits(table[part]) for part in ("pool", "trying", "hidden")),
        tuple(map(tuple, table["draws"])),
    )


def digits(rows: Sequence[str]) -> Digits:
    """Rows of « digit:64 signs »."""
    names, codes = zip(*(row.split(":") for row in rows), strict=True)
    return Digits(codes, names, tuple(tuple(map(INK.index, code)) for code in codes))
