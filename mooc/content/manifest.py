"""TOML read as data: course.toml, audiences.toml, misconceptions.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.files import read_text
from mooc.content.model import Audience, Misconception
from mooc.content.options import ID
from mooc.content.problem import Problem, nearest

REQUIRED = ("id", "title", "summary", "audience", "licence", "authors")
OPTIONAL = ("pages", "status")
STATUSES = ("published", "draft")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What course.toml says. ``pages`` is empty when the file names give the order."""

    id: str
    title: str
    summary: str
    audience: str
    licence: str
    authors: tuple[str, ...]
    pages: tuple[str, ...]
    status: str
    source: str


def read_toml(path: Path, shown: str) -> tuple[dict[str, Any] | None, str, tuple[Problem, ...]]:
    """(table, source, problems). The table is None when the file cannot be read."""
    text, problems = read_text(path, shown)
    if text is None:
        return None, "", problems
    try:
        return tomllib.loads(text), text, ()
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else 1
        problem = Problem(shown, line, "TOML illisible", str(error)[:120], code="toml")
        return None, text, (problem,)


def line_of(source: str, key: str) -> int:
    """The line that sets a key, or 1."""
    pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(=|\])")
    for number, line in enumerate(source.split("\n"), 1):
        if pattern.match(line):
            return number
    return 1


def read_manifest(
    path: Path, shown: str, audiences: Mapping[str, Audience]
) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """The manifest of a course, or None and every reason why."""
    table, source, problems = read_toml(path, shown)
    if table is None:
        return None, problems
    found: list[Problem] = []

    def refuse(key: str, message: str, hint: str = "") -> None:
        found.append(Problem(shown, line_of(source, key), message, hint, code="course"))

    def words(key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            refuse(key, f"{key} doit être une liste de textes")
            return ()
        return tuple(value)

    for key in table:
        if key not in REQUIRED + OPTIONAL:
            refuse(key, f"champ inconnu : {key[:40]}", nearest(key, REQUIRED + OPTIONAL))
    for key in REQUIRED:
        if key not in table:
            refuse(key, f"il manque {key}", f"ajoutez {key} =")
        elif key != "authors" and not (isinstance(table[key], str) and table[key].strip()):
            refuse(key, f"{key} doit être un texte")
    identifier, audience = table.get("id"), table.get("audience")
    if isinstance(identifier, str) and not ID.fullmatch(identifier):
        refuse("id", "id s’écrit avec des minuscules sans accent, des chiffres et des tirets")
    if audiences and isinstance(audience, str) and audience not in audiences:
        refuse("audience", f"public inconnu : {audience[:40]}", nearest(audience, audiences))
    if table.get("status", "published") not in STATUSES:
        refuse("status", "status doit être published ou draft")
    authors, pages = words("authors"), words("pages")
    if found:
        return None, tuple(found)
    texts = {key: str(table[key]) for key in REQUIRED if key != "authors"}
    status = str(table.get("status", "published"))
    return Manifest(**texts, authors=authors, pages=pages, status=status, source=source), ()


def read_audiences(path: Path, shown: str) -> tuple[dict[str, Audience], tuple[Problem, ...]]:
    """audiences.toml: ``[slug] title = …, summary = …``; other keys are kept as data."""
    if not path.exists():
        return {}, ()
    table, source, problems = read_toml(path, shown)
    if table is None:
        return {}, problems
    found: dict[str, Audience] = {}
    errors: list[Problem] = []
    for slug, entry in table.items():
        if not isinstance(entry, dict) or not isinstance(entry.get("title"), str):
            line = line_of(source, slug)
            errors.append(Problem(shown, line, f"public {slug} sans title", code="audience"))
            continue
        extra = {key: value for key, value in entry.items() if key not in ("title", "summary")}
        found[slug] = Audience(slug, entry["title"], str(entry.get("summary", "")), extra)
    return found, tuple(errors)


def read_misconceptions(
    path: Path, shown: str
) -> tuple[dict[str, Misconception], tuple[Problem, ...]]:
    """misconceptions.toml: ``[tag] title, what, tempting, remedy_page``."""
    if not path.exists():
        return {}, ()
    table, source, problems = read_toml(path, shown)
    if table is None:
        return {}, problems
    found: dict[str, Misconception] = {}
    errors: list[Problem] = []
    names = ("title", "what", "tempting", "remedy_page")
    for tag, entry in table.items():
        line = line_of(source, tag)
        missing = [
            name
            for name in names
            if not isinstance(entry, dict) or not isinstance(entry.get(name), str)
        ]
        if missing or not ID.fullmatch(tag):
            message = f"idée fausse {tag[:40]} : il manque {', '.join(missing) or 'un nom correct'}"
            errors.append(Problem(shown, line, message, code="misconception"))
            continue
        found[tag] = Misconception(tag, *(entry[name] for name in names))
    return found, tuple(errors)
