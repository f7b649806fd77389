"""misconceptions.toml: the false ideas that wrong answers reveal, and what treats each."""

from __future__ import annotations

from pathlib import Path

from mooc.content.model import Misconception
from mooc.content.options import ID
from mooc.content.problem import Problem
from mooc.content.toml_file import Table, line_of, read_toml

NEEDED = ("title", "what", "tempting", "remedy_page")


def read_misconceptions(
    path: Path, shown: str
) -> tuple[dict[str, Misconception], tuple[Problem, ...]]:
    """Each ``[tag]`` with its fields, of which the remedies; a bad entry is left out."""
    if not path.exists():
        return {}, ()
    values, source, problems = read_toml(path, shown)
    if values is None:
        return {}, problems
    found: dict[str, Misconception] = {}
    errors: list[Problem] = []
    for tag, entry in values.items():
        line = line_of(source, tag)
        if not isinstance(entry, dict) or not ID.fullmatch(tag):
            message = f"idée fausse {tag[:40]} : on attend une table, au nom sans accent"
            errors.append(Problem(shown, line, message, code="misconception"))
            continue
        table = Table(entry, source, shown, line, "misconception")
        table.known(*NEEDED, "remedy_lab", "remedy_pages")
        title, what, tempting, page = (table.text(name) for name in NEEDED)
        lab = table.text("remedy_lab", required=False)
        own = table.names("remedy_pages")
        idea = Misconception(tag, title, what, tempting, page, lab, own)
        errors += table.problems
        if not table.problems:
            found[tag] = idea
    return found, tuple(errors)
