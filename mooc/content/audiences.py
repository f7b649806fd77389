"""audiences.toml: an audience more is an entry more, and no line of Python."""

from __future__ import annotations

from pathlib import Path

from mooc.content.model import Audience, Situation, Voice
from mooc.content.options import ID
from mooc.content.problem import Problem
from mooc.content.toml_file import Table, line_of, read_toml

FIELDS = (
    "title",
    "summary",
    "voice",
    "reading",
    "colour",
    "entry",
    "labs",
    "banned",
    "gloss",
    "trades",
    "stages",
    "situations",
)
# Names of the palette in mooc/web/static/css/tokens.css.
COLOURS = ("sea", "ochre", "olive", "brick", "stone")
VOICES: tuple[Voice, ...] = ("vous", "tu")


def read_audiences(path: Path, shown: str) -> tuple[dict[str, Audience], tuple[Problem, ...]]:
    """The audiences in the order of the file, and every problem. A bad entry is left out."""
    if not path.exists():
        return {}, ()
    values, source, problems = read_toml(path, shown)
    if values is None:
        return {}, problems
    found: dict[str, Audience] = {}
    errors: list[Problem] = []
    for slug, entry in values.items():
        line = line_of(source, slug)
        if not isinstance(entry, dict) or not ID.fullmatch(slug):
            message = f"public {slug[:40]} : on attend une table, au nom sans accent"
            errors.append(Problem(shown, line, message, code="audience"))
            continue
        table = Table(entry, source, shown, line, "audience")
        audience = _audience(slug, table)
        errors += table.problems
        if not table.problems:
            found[slug] = audience
    return found, tuple(errors)


def _audience(slug: str, table: Table) -> Audience:
    table.known(*FIELDS)
    voice = table.choice("voice", VOICES, "vous")
    return Audience(
        slug=slug,
        title=table.text("title"),
        summary=table.text("summary", required=False),
        voice="tu" if voice == "tu" else "vous",
        reading=table.number("reading", 0, 120, 60),
        colour=table.choice("colour", COLOURS, "sea"),
        entry=table.text("entry", required=False),
        labs=table.texts("labs"),
        banned=table.texts("banned"),
        gloss=table.texts("gloss"),
        trades=table.names("trades"),
        stages=table.names("stages"),
        situations=tuple(_situation(t) for t in table.tables("situations", f"{slug}.situations")),
    )


def _situation(table: Table) -> Situation:
    table.known("title", "text", "link", "path")
    path = table.text("path")
    if path and not path.startswith("/"):
        table.refuse("path", "path doit commencer par /", "une adresse du site")
    return Situation(table.text("title"), table.text("text"), table.text("link"), path)
