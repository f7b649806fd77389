"""The learner's table: named columns, a few verbs, and a readable picture of itself.

Smaller than pandas on purpose: it loads at once in a browser and shows only what is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sudia.markup import html_table, text_table
from sudia.task import Task

SHOWN = 8
CELL_MAX = 60  # characters of a text shown
LIST_SHOWN = 3  # numbers shown of a cell that holds many


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length; `codes` names the values of columns that hold categories. A column
    may also hold texts, or several numbers a row (the pixels of an image)."""

    columns: Mapping[str, NDArray[Any]]
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group: str = ""
    title: str = "Table"
    task: Task = field(default_factory=Task)

    @property
    def colonnes(self) -> list[str]:
        """Names of the columns."""
        return list(self.columns)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __getitem__(self, key: Any) -> Any:
        """`t["revenu"]` is a column; `t[masque]` or `t[:5]` is a smaller table."""
        if isinstance(key, str):
            return self._named(key)
        if isinstance(key, (int, np.integer)):
            key = [key]
        return self._with({name: np.asarray(v)[key] for name, v in self.columns.items()})

    def matrice(self, *noms: str) -> NDArray[np.float64]:
        """The named columns (all when none is named) as numbers, a row a line: for a model."""
        chosen = noms or tuple(self.columns)
        return np.column_stack([self._numbers(name) for name in chosen])

    def avec(self, **colonnes: ArrayLike) -> Table:
        """A copy with columns replaced or added; a category may be given by its name."""
        new = dict(self.columns)
        for name, values in colonnes.items():
            array = as_column(values)
            if array.ndim == 0 or len(array) != len(self):
                raise ValueError(f"« {name} » a {array.size} valeurs pour {len(self)} lignes.")
            new[name] = self._encoded(name, array)
        return self._with(new)

    def sans(self, *noms: str) -> Table:
        """A copy without the named columns."""
        for name in noms:
            self._raw(name)
        return self._with({n: v for n, v in self.columns.items() if n not in noms})

    def jumeaux(self) -> Table:
        """The same requests, each with the other group: nothing else changes."""
        codes = self.codes.get(self.group, ())
        if len(codes) != 2:
            raise ValueError("Le test des jumeaux demande une colonne de deux groupes.")
        return self._with({**self.columns, self.group: 1 - self._raw(self.group)})

    def _raw(self, name: str) -> NDArray[Any]:
        if name not in self.columns:
            near = get_close_matches(name, self.columns, 1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
            raise KeyError(f"Il n’y a pas de colonne « {name} ».{hint}")
        return np.asarray(self.columns[name])

    def _numbers(self, name: str) -> NDArray[np.float64]:
        column = self._raw(name)
        if column.dtype.kind not in "biuf":
            what = "du texte ou des listes" if column.dtype == object else "du texte"
            raise ValueError(f"« {name} » contient {what} : transformez-la d’abord en nombres.")
        return column.astype(float)

    def _named(self, name: str) -> NDArray[Any]:
        raw = self._raw(name)
        return np.asarray(self.codes[name])[raw] if name in self.codes else raw

    def _encoded(self, name: str, values: NDArray[Any]) -> NDArray[Any]:
        if name not in self.codes or values.dtype.kind not in "UO":
            return values
        names = list(self.codes[name])
        unknown = set(values.tolist()) - set(names)
        if unknown:
            raise ValueError(f"« {unknown.pop()} » n’est pas une valeur de « {name} ».")
        return np.asarray([names.index(v) for v in values.tolist()])

    def _with(self, columns: Mapping[str, NDArray[Any]]) -> Table:
        return Table(columns, self.codes, self.group, self.title, self.task)

    def _cells(self) -> list[list[str]]:
        shown = [self._named(name)[:SHOWN] for name in self.columns]
        return [[_cell(column[i]) for column in shown] for i in range(min(SHOWN, len(self)))]

    def _caption(self) -> str:
        extra = f", les {SHOWN} premières" if len(self) > SHOWN else ""
        lines = "ligne" if len(self) < 2 else "lignes"
        return f"{self.title} : {len(self)} {lines}{extra}"

    def __repr__(self) -> str:
        return text_table(self._caption(), self.colonnes, self._cells())

    def _repr_html_(self) -> str:
        return html_table(self._caption(), self.colonnes, self._cells(), row_heads=False)


def _cell(value: Any) -> str:
    """A value in short: a long text is cut, of many numbers the first ones and the count."""
    if isinstance(value, (list, np.ndarray)):
        first = ", ".join(str(item) for item in value[:LIST_SHOWN])
        return f"{first}… ({len(value)} valeurs)" if len(value) > LIST_SHOWN else first
    text = " ".join(str(value).split())
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - 1] + "…"


def as_column(values: Any) -> NDArray[Any]:
    """A list as a column: numbers, texts (kept as they are), or a list of numbers a row.

    Lists of one length make a column of as many numbers a row (the pixels of an image); of several
    lengths, a column of lists.
    """
    if isinstance(values, np.ndarray):
        return values
    if values is None or np.isscalar(values):
        return np.asarray(values)
    items = list(values)
    kinds = set(map(type, items))
    if kinds == {list} and len(set(map(len, items))) == 1:
        return np.asarray(items)
    if str in kinds or list in kinds:
        column = np.empty(len(items), dtype=object)
        for place, item in enumerate(items):
            column[place] = item
        return column
    return np.asarray(items)
