"""Reads ``cases.toml``: every case, and every problem of the file with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from mooc.content.directive import Refused
from mooc.content.options import read_id, read_partial_date, read_url
from mooc.content.passes.typography import french
from mooc.content.problem import Problem, nearest
from mooc.grading.labs.cases.draw import largest_share
from mooc.grading.labs.cases.fields import CASE
from mooc.grading.labs.cases.model import SIZE, Case

NAME = "cases.toml"
LONGEST_TEXT = 320
LARGEST_VALUE = 1_000_000


@dataclass(frozen=True, slots=True)
class Expected:
    """What lab.toml says of its cases: the classes (none for numbers), the naive ways to write."""

    classes: tuple[str, ...]
    naive: tuple[str, ...]


@dataclass
class CaseFile:
    """One file as it is read: ``cases`` and ``problems`` fill together."""

    path: Path
    expected: Expected
    cases: list[Case] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _said: dict[str, tuple[int, str]] = field(default_factory=dict)

    def read(self) -> None:
        """Fill ``cases`` and ``problems``; never raises on what an author wrote."""
        rows = self._rows()
        for index, row in enumerate(rows):
            before = len(self.problems)
            case = self._case(index, row)
            if case and len(self.problems) == before:
                self.cases.append(case)
        if rows and not self.problems:
            self._enough()

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        try:
            text = self.path.read_text(encoding="utf-8")
            table = tomllib.loads(text)
        except (OSError, UnicodeDecodeError, RecursionError) as error:
            self._add(1, f"fichier illisible : {error}")
            return ()
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"line (\d+)", str(error))
            self._add(int(where[1]) if where else 1, f"TOML mal formé : {error}")
            return ()
        self._lines = text.splitlines()
        opens = re.compile(r"\s*\[\[\s*cases\s*\]\]")
        self._starts = [n for n, line in enumerate(self._lines, 1) if opens.match(line)]
        for key in sorted(set(table) - {"cases"}):
            self._add(1, f"champ inconnu : « {key[:40]} »", "un cas s’ouvre par [[cases]]")
        rows = table.get("cases")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._add(1, "aucun [[cases]]", "un cas s’ouvre par [[cases]]")
            return ()
        return rows

    def _case(self, index: int, row: Mapping[str, Any]) -> Case | None:
        for key in sorted(set(row) - set(CASE)):
            self._wrong(index, key, f"champ inconnu : « {key[:40]} »", nearest(key, CASE))
        missing = [k for k, told in CASE.items() if told.required and k not in row]
        for key in missing:
            self._wrong(index, "id", f"il manque « {key} »", CASE[key].help)
        if missing:
            return None
        return Case(
            id=self._id(index, row),
            text=self._text(index, row, "text", LONGEST_TEXT),
            right=self._right(index, row),
            value=self._value(index, row),
            why=self._remark(index, "why", row["why"]),
            source=self._text(index, row, "source"),
            date=self._checked(index, row, "date", read_partial_date),
            url=self._checked(index, row, "url", read_url) if "url" in row else "",
            feedback=self._feedback(index, row),
            naive=self._naive(index, row),
        )

    def _id(self, index: int, row: Mapping[str, Any]) -> str:
        found = self._checked(index, row, "id", read_id)
        if any(case.id == found for case in self.cases):
            self._wrong(index, "id", f"l’identifiant « {found} » sert déjà")
        return found

    def _right(self, index: int, row: Mapping[str, Any]) -> tuple[str, ...]:
        if not self.expected.classes:
            return ()
        value = row.get("right", ())
        found = (value,) if isinstance(value, str) else tuple(value)
        if not found or len(set(found)) != len(found):
            self._wrong(index, "right", "« right » : l’id d’une classe, ou une liste d’ids")
        for item in found:
            self._class(index, "right", item)
        return tuple(map(str, found))

    def _value(self, index: int, row: Mapping[str, Any]) -> Decimal | None:
        if self.expected.classes:
            return None
        value = row.get("value")
        if not isinstance(value, int | float) or not 0 < value <= LARGEST_VALUE:
            self._wrong(index, "value", "« value » : un nombre positif")
            return None
        return Decimal(str(value))

    def _feedback(self, index: int, row: Mapping[str, Any]) -> dict[str, str]:
        table = self._table(index, row, "feedback")
        right = row.get("right")
        for name in table:
            self._class(index, f"feedback.{name}", name)
            if name == right or (isinstance(right, list) and name in right):
                message = f"« {name} » est juste : sa remarque ne sera jamais lue"
                self._wrong(index, f"feedback.{name}", message)
        return {name: self._remark(index, f"feedback.{name}", t) for name, t in table.items()}

    def _naive(self, index: int, row: Mapping[str, Any]) -> dict[str, str | Decimal]:
        table = self._table(index, row, "naive")
        for name in self.expected.naive:
            if name not in table:
                self._wrong(index, "naive", f"il manque naive.{name}, qu’une stratégie demande")
        for name, value in table.items():
            if self.expected.classes:
                self._class(index, "naive", value)
            elif type(value) not in (int, float):
                self._wrong(index, "naive", f"naive.{name} : un nombre")
        return {n: v if isinstance(v, str) else Decimal(str(v)) for n, v in table.items()}

    def _table(self, index: int, row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = row.get(key, {})
        if not isinstance(found, dict):
            self._wrong(index, key, f"« {key} » : une table")
            return {}
        return found

    def _class(self, index: int, key: str, value: object) -> None:
        if value not in self.expected.classes:
            hint = nearest(str(value), self.expected.classes) if self.expected.classes else ""
            self._wrong(index, key, f"classe inconnue : « {str(value)[:40]} »", hint)

    def _remark(self, index: int, key: str, value: object) -> str:
        """A text that no other case says."""
        text, place = self._string(index, key, value), (index, key)
        first = self._said.setdefault(text, place)
        if text and first != place:
            line = self._line(*first)
            self._wrong(index, key, f"cette remarque est déjà écrite ligne {line}")
        return text

    def _text(self, index: int, row: Mapping[str, Any], key: str, longest: int = 600) -> str:
        text = self._string(index, key, row[key])
        if len(text) > longest:
            self._wrong(index, key, f"« {key} » : {len(text)} signes, {longest} au plus")
        return text

    def _string(self, index: int, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self._wrong(index, key, f"« {key} » : un texte")
            return ""
        return french(value.strip())

    def _checked(
        self, index: int, row: Mapping[str, Any], key: str, check: Callable[[str], object]
    ) -> str:
        """A text that *check* accepts. TOML has dates of its own: they are taken too."""
        value = str(row[key])
        try:
            check(value)
        except Refused as error:
            self._wrong(index, key, f"« {key} » {error}")
        return value

    def _enough(self) -> None:
        """A draw needs so many cases of each class."""
        if not self.expected.classes:
            if len(self.cases) < SIZE:
                self._add(1, f"{len(self.cases)} cas : il en faut {SIZE} au moins")
            return
        share = largest_share(len(self.expected.classes))
        for name in self.expected.classes:
            count = sum(case.right[0] == name for case in self.cases)
            if count == 0:
                self._add(1, f"aucun cas de la classe « {name} »")
            elif count < share:
                self._add(1, f"{count} cas de la classe « {name} » : il en faut {share} au moins")

    def _wrong(self, index: int, key: str, message: str, hint: str = "") -> None:
        self._add(self._line(index, key), message, hint)

    def _add(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(str(self.path), line, message, hint, code="cases"))

    def _line(self, index: int, key: str) -> int:
        """The line of *key* (``feedback.oui``: of oui, else of feedback) in the case at *index*,
        else the line that opens the case."""
        if index >= len(self._starts):
            return 1
        start = self._starts[index]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._lines) + 1
        for name in reversed(key.split(".")):
            sought = re.compile(rf"\s*\[*(cases\.)?{re.escape(name)}\b")
            for line in range(start, end):
                if sought.match(self._lines[line - 1]):
                    return line
        return start
