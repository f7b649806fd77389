"""From a file of another tool to a page of ours, with all that was lost and all that is wrong."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mooc.content import load_courses
from mooc.content.files import MAX_TEXT
from mooc.content.page import page_slug
from mooc.content.problem import Problem
from mooc.exchange.error import ExchangeError
from mooc.exchange.place import check_free, write_whole
from mooc.exchange.sources.draft import Draft, Loss
from mooc.exchange.sources.file import Format, as_text, check_size, guess, read_source
from mooc.exchange.sources.gift import read_gift
from mooc.exchange.sources.liascript import read_liascript
from mooc.exchange.sources.moodle_xml import read_moodle_xml
from mooc.exchange.sources.page import write_page
from mooc.grading import DIRECTIVES

COURSE = """id = "c-import"
title = "Import"
summary = "Import"
audience = "import"
licence = "Import"
authors = []
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made. ``problems`` are those that ``mooc check`` finds in the page itself."""

    text: str
    found: int
    questions: int
    losses: tuple[Loss, ...]
    problems: tuple[Problem, ...]


def take(
    source: Path,
    dest: Path,
    form: Format | None = None,
    force: bool = False,
    today: date | None = None,
) -> Taken:
    """Read *source*, write the page *dest*, and say everything. Nothing else is written."""
    if page_slug(dest.name) is None:
        raise ExchangeError(
            f"{dest.name} ne peut nommer une page : écrivez par exemple 01-sujet.md."
        )
    check_free(dest, force)
    if dest.exists() and source.exists() and dest.samefile(source):
        raise ExchangeError("La page remplacerait le fichier lu : donnez un autre nom.")
    draft = read(source, form)
    if not draft.parts:
        raise ExchangeError(f"{source} : aucun texte ni aucune question à reprendre.")
    slug = page_slug(dest.name) or ""
    text = write_page(draft, slug, source.name, today or date.today())
    if len(text.encode()) > MAX_TEXT:
        limit = MAX_TEXT // 1000
        raise ExchangeError(f"La page dépasserait {limit} ko : coupez {source} en plusieurs.")
    problems = check_page(text, dest)
    write_whole(dest, text.encode())
    losses = tuple(sorted(draft.losses))
    return Taken(text, draft.found, len(draft.questions), losses, problems)


def read(source: Path, form: Format | None = None) -> Draft:
    """What a file holds. Raises ``ExchangeError`` when it cannot be read at all."""
    data = read_source(source)
    form = form or guess(source, data)
    check_size(source, data, form)
    if form == "moodle-xml":
        return read_moodle_xml(data)
    text = as_text(source, data)
    return read_gift(text) if form == "gift" else read_liascript(text)


def check_page(text: str, dest: Path) -> tuple[Problem, ...]:
    """What ``mooc check`` says of the page, read alone in a course of its own."""
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "courses" / "import"
        course.mkdir(parents=True)
        (course / "course.toml").write_text(COURSE, encoding="utf-8")
        page = course / dest.name
        page.write_text(text, encoding="utf-8")
        library = load_courses(course.parent, DIRECTIVES)
        shown = f"courses/import/{dest.name}"
        found = [problem for problem in library.problems if problem.path == shown]
    return tuple(replace(problem, path=str(dest)) for problem in found)
