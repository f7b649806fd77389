"""One entry of the directory, read from a row. Pure: nothing is guessed, an unknown is empty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from mooc.content.directive import Refused
from mooc.content.options import ID, read_date, read_partial_date, read_url
from mooc.content.passes.typography import french
from mooc.content.places import DEPARTMENTS, TYPES
from mooc.content.problem import nearest
from mooc.directory.table import Row, Table, shorten

COLUMNS = (
    "id", "nom", "type", "publics", "description", "commune", "departement", "adresse_web",
    "source", "date_source", "a_relire",
)  # fmt: skip
OPTIONAL = ("etat",)
NEEDED = ("id", "nom", "type", "description", "source", "date_source", "a_relire")
MOST = {"nom": 120, "commune": 80, "description": 600, "source": 200}
# Written in « etat » when the source only announces it, and nobody has seen it since.
ANNOUNCED = "prevu"
# Ids that the page uses for itself.
RESERVED = re.compile(r"contenu|carte|liste|donnees-ouvertes|(f|dep)-.*")
FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place, a training, an aid… ``department`` is empty when it is for the whole region.

    ``source_date`` is a year, a month or a day; ``announced``: the source says it will exist.
    """

    id: str
    name: str
    type: str
    audiences: tuple[str, ...]
    description: str
    town: str
    department: str
    url: str
    source: str
    source_date: str
    review: date
    announced: bool = False
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


def read_entry(row: Row, table: Table, audiences: Collection[str]) -> Entry | None:
    """The entry, or None after every problem of the row is kept in *table*."""
    before = len(table.problems)
    cells = row.cells
    for name in NEEDED:
        if not cells[name]:
            table.refuse(row.line, f"« {name} » est vide")
    for name, most in MOST.items():
        if len(cells[name]) > most:
            table.refuse(row.line, f"« {name} » dépasse {most} caractères")
    review = _day(row, table)
    entry = Entry(
        id=_id(row, table),
        name=french(cells["nom"]),
        type=_word(row, "type", _plain(cells["type"]), TYPES, table),
        audiences=_audiences(row, audiences, table),
        description=french(cells["description"]),
        town=cells["commune"],
        department=_word(row, "departement", _code(cells["departement"]), DEPARTMENTS, table),
        url=_address(row, table),
        source=french(cells["source"]),
        source_date=_source_date(row, table),
        review=review,
        announced=_word(row, "etat", _plain(cells.get("etat", "")), (ANNOUNCED,), table) != "",
        path=table.shown,
        line=row.line,
    )
    return entry if len(table.problems) == before else None


def cells_of(entry: Entry) -> list[str]:
    """The entry as a row of COLUMNS then OPTIONAL, as it may be read again."""
    return [
        entry.id, entry.name, entry.type, " ".join(entry.audiences), entry.description, entry.town,
        entry.department, entry.url, entry.source, entry.source_date, entry.review.isoformat(),
        ANNOUNCED if entry.announced else "",
    ]  # fmt: skip


def _id(row: Row, table: Table) -> str:
    value = row.cells["id"]
    if value and not ID.fullmatch(value):
        message = "« id » s’écrit avec des minuscules sans accent, des chiffres et des tirets"
        table.refuse(row.line, message)
    if RESERVED.fullmatch(value):
        table.refuse(
            row.line, f"« id » : « {value} » sert déjà à la page", "choisissez-en un autre"
        )
    return value


def _word(row: Row, name: str, value: str, known: Collection[str], table: Table) -> str:
    """*value* when it is empty or known; else a problem with the nearest word."""
    if value and value not in known:
        message = f"« {name} » : « {shorten(row.cells[name])} » n’existe pas"
        table.refuse(row.line, message, nearest(value, known))
        return ""
    return value


def _audiences(row: Row, known: Collection[str], table: Table) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(row.cells["publics"].replace(",", " ").split()))
    for slug in found:
        if slug not in known:
            hint = nearest(slug, known) or "voir courses/audiences.toml"
            table.refuse(row.line, f"« publics » : « {shorten(slug)} » n’existe pas", hint)
    return found


def _address(row: Row, table: Table) -> str:
    value = row.cells["adresse_web"]
    try:
        return read_url(value) if value else ""
    except Refused as refused:
        table.refuse(row.line, f"« adresse_web » {refused}")
        return ""


def _day(row: Row, table: Table) -> date:
    try:
        value = row.cells["a_relire"]
        return read_date(_iso(value)) if value else date.min
    except Refused as refused:
        table.refuse(row.line, f"« a_relire » {refused}")
        return date.min


def _source_date(row: Row, table: Table) -> str:
    try:
        value = row.cells["date_source"]
        return read_partial_date(_iso(value)) if value else ""
    except Refused as refused:
        table.refuse(row.line, f"« date_source » {refused}")
        return ""


def _iso(value: str) -> str:
    """A French spreadsheet shows 2027-05-31 as 31/05/2027, and saves what it shows."""
    found = FRENCH_DAY.fullmatch(value)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else value


def _code(value: str) -> str:
    """A spreadsheet takes 04 for a number, and saves 4."""
    return value.zfill(2) if value.isascii() and value.isdigit() else value


def _plain(value: str) -> str:
    """``Événement`` → ``evenement``."""
    return unicodedata.normalize("NFKD", value.lower()).encode("ascii", "ignore").decode().strip()
