"""TOML read as data: a file, then its tables field by field, keeping every problem."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mooc.content.files import read_text
from mooc.content.options import ID
from mooc.content.problem import Problem, nearest


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


def line_of(source: str, key: str, after: int = 1) -> int:
    """The first line from *after* on that sets a key or opens its table, or *after*."""
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(=|\])")
    for number, line in enumerate(source.split("\n")[after - 1 :], after):
        if pattern.match(line):
            return number
    return after


def headers(source: str, name: str) -> list[int]:
    """The line of each ``[[name]]`` of a file, in order."""
    pattern = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
    return [n for n, line in enumerate(source.split("\n"), 1) if pattern.match(line)]


@dataclass(slots=True)
class Table:
    """One table of a file, read field by field. ``line`` is where it opens.

    Each method returns a value that fits, or an empty one after keeping a problem.
    """

    values: Mapping[str, Any]
    source: str
    shown: str
    line: int = 1
    code: str = "course"
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, key: str, message: str, hint: str = "") -> None:
        """Keep a problem, at the line that sets *key*."""
        line = line_of(self.source, key, self.line) if key else self.line
        self.problems.append(Problem(self.shown, line, message, hint, code=self.code))

    def known(self, *fields: str) -> None:
        """Refuse every field that is not one of *fields*."""
        for key in self.values:
            if key not in fields:
                self.refuse(key, f"champ inconnu : {key[:40]}", nearest(key, fields))

    def text(self, key: str, *, required: bool = True) -> str:
        """A text that is not empty."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.refuse("", f"il manque {key}", f"ajoutez {key} =")
            return ""
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, f"{key} doit être un texte")
            return ""
        return value.strip()

    def identifier(self, key: str) -> str:
        """An id of the site."""
        value = self.text(key)
        if value and not ID.fullmatch(value):
            message = f"{key} s’écrit avec des minuscules sans accent, des chiffres et des tirets"
            self.refuse(key, message)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the field is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.refuse(key, f"{key} doit être une liste de textes")
            return ()
        return tuple(value)

    def choice(self, key: str, allowed: Iterable[str], default: str) -> str:
        """One of a few words."""
        value = self.values.get(key, default)
        words = tuple(allowed)
        if value not in words:
            self.refuse(key, f"{key} doit être {' ou '.join(words)}", nearest(str(value), words))
            return default
        return str(value)

    def number(self, key: str, least: int, most: int, default: int) -> int:
        """A whole number between two bounds."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(key, f"{key} doit être un nombre entier, de {least} à {most}")
            return default
        return value

    def day(self, key: str) -> date:
        """A date, written without quotes."""
        value = self.values.get(key)
        if type(value) is not date:
            self.refuse(key, f"{key} doit être une date", f"{key} = 2026-11-25, sans guillemets")
            return date.min
        return value

    def names(self, key: str) -> dict[str, str]:
        """A table of slugs and titles; empty when the field is absent."""
        value = self.values.get(key, {})
        good = isinstance(value, dict) and all(
            ID.fullmatch(k) and isinstance(v, str) and v.strip() for k, v in value.items()
        )
        if not good:
            self.refuse(key, f'{key} doit être une table : nom-court = "Titre"')
            return {}
        return dict(value)

    def tables(self, key: str, name: str = "") -> list[Table]:
        """The ``[[key]]`` tables inside, each with its line; *name* is how the file writes it."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.refuse(key, f"{key} doit être une suite de [[{name or key}]]")
            return []
        lines = [n for n in headers(self.source, name or key) if n >= self.line]
        return [
            Table(v, self.source, self.shown, line, self.code, self.problems)
            for v, line in zip(value, [*lines, *[self.line] * len(value)], strict=False)
        ]
