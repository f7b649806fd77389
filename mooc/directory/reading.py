"""courses/annuaire/*.csv → the directory, and what ``mooc check`` says of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mooc.content.files import read_text
from mooc.content.places import TYPES
from mooc.content.problem import Problem
from mooc.directory.entry import COLUMNS, OPTIONAL, Entry, read_entry
from mooc.directory.table import read_table

FOLDER = "annuaire"


@dataclass(frozen=True, slots=True)
class Directory:
    """Every entry that can be shown, and every problem found."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_directory(courses: Path, audiences: Collection[str]) -> Directory:
    """The directory of that folder of courses; empty when there is none."""
    problems: list[Problem] = []
    found: dict[str, Entry] = {}
    for path in sorted((courses / FOLDER).glob("*.csv")):
        for entry in _read_file(path, f"{courses.name}/{FOLDER}/{path.name}", audiences, problems):
            first = found.setdefault(entry.id, entry)
            if first is not entry:
                message = f"« id » déjà pris : {entry.id}"
                hint = f"voir {first.path}:{first.line}"
                problems.append(Problem(entry.path, entry.line, message, hint, code="directory"))
    kinds = list(TYPES)
    ordered = sorted(found.values(), key=lambda entry: kinds.index(entry.type))
    return Directory(tuple(ordered), tuple(sorted(problems)))


def check(courses: Path, audiences: Collection[str], today: date) -> Iterator[Problem]:
    """Every problem of the directory on that day."""
    directory = read_directory(courses, audiences)
    yield from directory.problems
    for entry in directory.entries:
        if entry.review < today:
            message = f"fiche à relire depuis le {entry.review.isoformat()} : {entry.id}"
            hint = "vérifiez-la, puis changez date_source et a_relire"
            yield Problem(entry.path, entry.line, message, hint, code="directory-review")
        if entry.source_date > today.isoformat()[: len(entry.source_date)]:
            message = f"source datée du futur : {entry.source_date}"
            yield Problem(entry.path, entry.line, message, code="directory-date")


def _read_file(
    path: Path, shown: str, audiences: Collection[str], problems: list[Problem]
) -> list[Entry]:
    text, found = read_text(path, shown)
    problems += found
    if text is None:
        return []
    table = read_table(text, shown, COLUMNS, OPTIONAL)
    entries = [read_entry(row, table, audiences) for row in table.rows]
    problems += table.problems
    return [entry for entry in entries if entry is not None]
