"""Predictions in a CSV file, read strictly and explained in French. Pure: bytes in, columns out.

Spreadsheets add things: a byte order mark, semicolons, quotes, spaces, empty lines at the end.
Those are read. What would change the meaning is refused, with its line: a formula, a decimal, a
column of another name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from mooc.grading.verdict import BadAnswer
from sudia.french import typeset

MOST_BYTES = 600_000
SEPARATORS = ";,\t"
COLUMNS = ("id", "prediction")
WHOLE = re.compile(r"[0-9]{1,10}", re.ASCII)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_csv(data: bytes) -> dict[str, list[int]]:
    """``{"ids": …, "predictions": …}``; BadAnswer for the first thing that does not fit."""
    lines = {n: x for n, x in enumerate(_text(data).splitlines(), 1) if x.strip(' ;,\t"')}
    if not lines:
        raise _bad("Ce fichier est vide.")
    separator = max(SEPARATORS, key=next(iter(lines.values())).count)
    try:
        rows = list(csv.reader(lines.values(), delimiter=separator, strict=True))
    except csv.Error:
        rows = []
    if len(rows) != len(lines):  # a quote that is never closed, or goes on over lines
        raise _bad("Ce fichier n’est pas un CSV lisible : vérifiez les guillemets.")
    places = _places(rows[0])
    found: dict[str, list[int]] = {"ids": [], "predictions": []}
    for number, row in zip(list(lines)[1:], rows[1:], strict=True):
        for name, place in zip(found, places, strict=True):
            found[name].append(_number(row, place, number))
    return found


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _bad("Ce fichier dépasse 600 ko : ce n’est pas celui de vos prédictions.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _bad("Ce fichier est en UTF-16. Enregistrez-le en « CSV UTF-8 ».")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(
            "Ce fichier n’est pas du texte UTF-8. Enregistrez-le en « CSV UTF-8 »."
        ) from error
    if "\0" in text:
        raise _bad("Ce fichier n’est pas du texte. Envoyez un CSV, pas un classeur.")
    return text


def _places(header: Sequence[str]) -> tuple[int, int]:
    names = [cell.strip().lower() for cell in header]
    missing = [name for name in COLUMNS if names.count(name) != 1]
    if missing:
        wanted = " et ".join(f"« {name} »" for name in COLUMNS)
        raise _bad(f"La première ligne doit nommer les colonnes {wanted}, une fois chacune.")
    return names.index(COLUMNS[0]), names.index(COLUMNS[1])


def _number(row: Sequence[str], place: int, line: int) -> int:
    cell = row[place].strip() if place < len(row) else ""
    if WHOLE.fullmatch(cell):
        return int(cell)
    shown = "".join(c if c.isprintable() else "?" for c in cell[:20])
    if not cell:
        raise _bad(f"Ligne {line} : il manque une valeur.")
    if cell.startswith(FORMULA):
        raise _bad(f"Ligne {line} : « {shown} » est une formule ou un nombre négatif.")
    raise _bad(f"Ligne {line} : « {shown} » n’est pas un nombre entier.")


def _bad(message: str) -> BadAnswer:
    return BadAnswer(typeset(message), "fichier")


def write_csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A file that a French spreadsheet opens: mark, semicolons; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
