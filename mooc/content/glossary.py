"""courses/glossary.md: ``## mot``, then its definition."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from pathlib import Path

from mooc.content.files import read_text
from mooc.content.model import Term
from mooc.content.passes.headings import slug
from mooc.content.problem import Problem
from mooc.content.scope import Scope, Site

HEADING = re.compile(r"## +(.+)")


def key(name: str) -> str:
    """How a word is looked up: without case, accents or double spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def read_glossary(
    path: Path, shown: str, site: Site
) -> tuple[dict[str, Term], tuple[Problem, ...]]:
    """The terms by key, and every problem of the file."""
    if not path.exists():
        return {}, ()
    text, problems = read_text(path, shown)
    if text is None:
        return {}, problems
    scope = Scope(site, shown)
    terms: dict[str, Term] = {}
    for name, definition, line in _entries(text):
        if not definition.strip():
            scope.error(line, f"mot sans définition : {name}", "", "term-empty")
        elif key(name) in terms:
            scope.error(line, f"mot défini deux fois : {name}", "", "term-twice")
        else:
            html = scope.markdown(definition, line + 1)
            plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
            terms[key(name)] = Term(name, f"mot-{slug(name)}", html, plain, line)
    return terms, tuple(scope.problems)


def _entries(text: str) -> list[tuple[str, str, int]]:
    found: list[tuple[str, list[str], int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = HEADING.fullmatch(line.rstrip())
        if match:
            found.append((match[1].strip(), [], number))
        elif found:
            found[-1][1].append(line)
    return [(name, "\n".join(lines), number) for name, lines, number in found]
