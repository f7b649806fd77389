"""A table of a spreadsheet, read as data: CSV text → rows of named cells, with every problem.

Pure. Spreadsheets add things: a byte order mark, semicolons or commas, spaces, empty lines and
columns at the end, accents in the names of columns. Those are read. A formula is refused.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mooc.content.problem import Problem, nearest

SEPARATORS = ";,\t"
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, and the line of the file where it begins."""

    cells: Mapping[str, str]
    line: int


@dataclass(slots=True)
class Table:
    """What a file holds. ``shown`` is how problems name it."""

    shown: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, message: str, hint: str = "") -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.shown, line, message, hint, code="directory"))


def read_table(text: str, shown: str, columns: Sequence[str], optional: Sequence[str]) -> Table:
    """The rows of *text*, whose first line names *columns* in any order; *optional* may lack.

    A row with a cell that cannot be trusted is left out.
    """
    table = Table(shown)
    lines = _rows(text, table)
    first = next(lines, None)
    if first is None:
        if not table.problems:
            table.refuse(1, "table vide", "la première ligne nomme les colonnes")
        return table
    header = _header(first, table, columns, optional)
    if not header:
        return table
    for line, cells in lines:
        row = _row(line, cells, header, table)
        if row is not None:
            table.rows.append(row)
    return table


def column_name(cell: str) -> str:
    """How a column is written: ``À relire`` → ``a_relire``."""
    plain = unicodedata.normalize("NFKD", cell).encode("ascii", "ignore").decode()
    return "_".join(plain.lower().replace("_", " ").split())


def _rows(text: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row that is not empty; cells without useless spaces."""
    first = next((line for line in text.split("\n") if line.strip(' ;,\t"')), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            table.refuse(line, "ligne illisible", 'un guillemet « " » est ouvert, ou de trop')
            return
        if cells is None:
            return
        cells = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in cells]
        if any(cells):
            yield line, cells


def _header(
    first: tuple[int, list[str]], table: Table, columns: Sequence[str], optional: Sequence[str]
) -> list[str]:
    """The names of the columns in the order of the file, or none after saying what is wrong."""
    line, cells = first
    while not cells[-1]:
        cells = cells[:-1]
    known = (*columns, *optional)
    names = [column_name(cell) for cell in cells]
    for cell, name in zip(cells, names, strict=True):
        if name not in known:
            table.refuse(line, f"colonne inconnue : {shorten(cell)}", nearest(name, known))
    for name in dict.fromkeys(n for n in names if n in known and names.count(n) > 1):
        table.refuse(line, f"colonne en double : {name}")
    if not table.problems:
        for name in columns:
            if name not in names:
                table.refuse(line, f"il manque la colonne {name}")
    return [] if table.problems else names


def _row(line: int, cells: list[str], header: Sequence[str], table: Table) -> Row | None:
    if any(cells[len(header) :]):
        message = f"{len(cells)} cases au lieu de {len(header)}"
        table.refuse(line, message, "un texte avec « ; » ou « , » se met entre guillemets")
        return None
    values = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    wrong = [name for name, cell in values.items() if not _trusted(name, cell, line, table)]
    return None if wrong else Row(values, line)


def _trusted(name: str, cell: str, line: int, table: Table) -> bool:
    if cell.startswith(FORMULA):
        hint = "un tableur y lirait une formule : commencez par un mot"
        table.refuse(line, f"« {name} » commence par « {cell[0]} »", hint)
        return False
    if not cell.isprintable():
        table.refuse(line, f"caractère invisible dans « {name} »", "tapez ce texte de nouveau")
        return False
    return True


def shorten(text: str) -> str:
    """A cell as a message may quote it."""
    return "".join(c if c.isprintable() else "?" for c in text[:60])
