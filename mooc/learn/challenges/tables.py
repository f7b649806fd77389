"""The tables of a challenge as CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mooc.challenges.csv_file import write_csv
from mooc.challenges.private import Prepared

FILES = {"apprentissage.csv": "train", "test.csv": "test"}


@lru_cache(maxsize=8)
def table_csv(prepared: Prepared, table: str) -> bytes:
    """A table with its categories named, as a spreadsheet opens it."""
    public = prepared.public
    columns: Mapping[str, list[Any]] = public[table]
    codes: Mapping[str, list[str]] = public["codes"]
    named = [
        [codes[name][value] for value in values] if name in codes else values
        for name, values in columns.items()
    ]
    return write_csv(list(columns), list(zip(*named, strict=True)))
