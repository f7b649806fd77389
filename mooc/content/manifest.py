"""course.toml: what a course says of itself, its modules, and how its learning is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mooc.content.directive import Refused
from mooc.content.model import THEMES, Audience, Elsewhere
from mooc.content.options import read_url
from mooc.content.problem import Problem, nearest
from mooc.content.toml_file import Table, read_toml

FIELDS = (
    "id",
    "title",
    "summary",
    "audience",
    "licence",
    "authors",
    "pages",
    "status",
    "level",
    "themes",
    "modules",
    "measure",
)
MODULE = (
    "id",
    "title",
    "summary",
    "aims",
    "pages",
    "notes",
    "paper",
    "easy",
    "elsewhere",
    "status",
    "plan",
)
STATUSES = ("published", "draft")


@dataclass(frozen=True, slots=True)
class ModuleEntry:
    """A ``[[modules]]`` as written: ``pages``, ``easy``, ``notes``, ``paper`` name files."""

    id: str
    title: str
    summary: str
    aims: tuple[str, ...]
    pages: tuple[str, ...]
    notes: str
    paper: str
    easy: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...]
    status: str
    plan: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A ``[[measure]]`` as written."""

    aim: str
    module: str
    before: str
    after: str
    line: int


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
    level: int = 1
    themes: tuple[str, ...] = ()
    modules: tuple[ModuleEntry, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()


def read_manifest(
    path: Path, shown: str, audiences: Mapping[str, Audience]
) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """The manifest of a course, or None and every reason why."""
    values, source, problems = read_toml(path, shown)
    if values is None:
        return None, problems
    table = Table(values, source, shown)
    table.known(*FIELDS)
    audience = table.text("audience")
    if audiences and audience and audience not in audiences:
        table.refuse("audience", f"public inconnu : {audience[:40]}", nearest(audience, audiences))
    themes = table.texts("themes")
    for theme in themes:
        if theme not in THEMES:
            table.refuse("themes", f"thème inconnu : {theme[:40]}", nearest(theme, THEMES))
    manifest = Manifest(
        id=table.identifier("id"),
        title=table.text("title"),
        summary=table.text("summary"),
        audience=audience,
        licence=table.text("licence"),
        authors=_authors(table),
        pages=table.texts("pages"),
        status=table.choice("status", STATUSES, "published"),
        source=source,
        level=table.number("level", 1, 3, 1),
        themes=themes,
        modules=tuple(_module(entry) for entry in table.tables("modules")),
        measures=tuple(_measure(entry) for entry in table.tables("measure")),
    )
    if table.problems:
        return None, tuple(table.problems)
    return manifest, ()


def _authors(table: Table) -> tuple[str, ...]:
    if "authors" not in table.values:
        table.refuse("", "il manque authors", "ajoutez authors =")
    return table.texts("authors")


def _module(table: Table) -> ModuleEntry:
    table.known(*MODULE)
    status = table.choice("status", STATUSES, "published")
    pages = table.texts("pages")
    if status == "published" and not pages:
        hint = 'donnez ses pages, ou écrivez status = "draft" et plan = [...]'
        table.refuse("", "module sans page", hint)
    return ModuleEntry(
        id=table.identifier("id"),
        title=table.text("title"),
        summary=table.text("summary"),
        aims=table.texts("aims"),
        pages=pages,
        notes=table.text("notes", required=False),
        paper=table.text("paper", required=False),
        easy=table.texts("easy"),
        elsewhere=tuple(_elsewhere(t) for t in table.tables("elsewhere", "modules.elsewhere")),
        status=status,
        plan=table.texts("plan"),
        line=table.line,
    )


def _elsewhere(table: Table) -> Elsewhere:
    table.known("title", "by", "url", "why", "checked")
    url = table.text("url")
    try:
        read_url(url)
    except Refused as refusal:
        table.refuse("url", f"url {refusal}")
    return Elsewhere(
        table.text("title"), table.text("by"), url, table.text("why"), table.day("checked")
    )


def _measure(table: Table) -> MeasureEntry:
    table.known("aim", "module", "before", "after")
    return MeasureEntry(
        aim=table.text("aim"),
        module=table.text("module"),
        before=table.text("before"),
        after=table.text("after"),
        line=table.line,
    )
