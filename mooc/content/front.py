"""The front matter of a page: a few typed lines between two ``---``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from mooc.content.directive import Refused
from mooc.content.model import Role
from mooc.content.options import ID, read_date
from mooc.content.problem import Problem, nearest

FIELDS = ("id", "title", "summary", "minutes", "updated", "role")
ROLES: tuple[Role, ...] = ("page", "placement", "final", "notes", "paper", "easy")
MAX_FRONT = 4_000
MAX_TITLE, MAX_SUMMARY = 120, 300


@dataclass(frozen=True, slots=True)
class Front:
    """What a page says of itself; ``body_line`` is the first line after the front matter."""

    id: str
    title: str
    summary: str
    minutes: int
    updated: date
    body: str
    body_line: int
    role: Role = "page"


class _Loader(yaml.SafeLoader):
    """YAML without aliases (they make bombs) and without dates guessed from text."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="les alias YAML sont refusés", problem_mark=mark)
        return super().compose_node(parent, index)


# The same in C, where there is no compose_node to stop an alias: for texts without its sign.
class _Quick(getattr(yaml, "CSafeLoader", _Loader)):  # type: ignore[misc]
    pass


_Loader.yaml_implicit_resolvers = _Quick.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def split(text: str) -> tuple[str, str, int] | None:
    """(front matter, body, line of the body's first line), or None without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def read_front(text: str, path: str) -> tuple[Front | None, tuple[Problem, ...]]:
    """The front matter of a page, or None and every reason why."""
    parts = split(text)
    if parts is None:
        hint = "commencez le fichier par ---, id:, title:, summary:, minutes:, updated:, ---"
        return None, (Problem(path, 1, "il manque l’en-tête de la page", hint, code="front"),)
    head, body, body_line = parts
    values, problems = _mapping(head, path)
    if values is None:
        return None, problems
    reader = _Fields(values, _lines(head), path)
    front = Front(
        id=reader.identifier("id"),
        title=reader.text("title", MAX_TITLE),
        summary=reader.text("summary", MAX_SUMMARY),
        minutes=reader.minutes("minutes"),
        updated=reader.day("updated"),
        body=body,
        body_line=body_line,
        role=reader.role("role"),
    )
    reader.unknown()
    reader.repeated(head)
    return (None if reader.problems else front), tuple(reader.problems)


def _mapping(head: str, path: str) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    def refuse(message: str, line: int = 1) -> tuple[None, tuple[Problem, ...]]:
        hint = "une ligne par champ, nom: valeur ; mettez entre guillemets un texte avec « : »"
        return None, (Problem(path, line, f"en-tête : {message}", hint, code="front"),)

    if len(head) > MAX_FRONT:
        return refuse(f"plus de {MAX_FRONT} caractères")
    try:
        values = _values(head)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return refuse(error.problem or "YAML illisible", line)
    except (yaml.YAMLError, ValueError, RecursionError):
        return refuse("YAML illisible")
    if not isinstance(values, dict):
        return refuse("on attend des lignes nom: valeur")
    return {str(key): value for key, value in values.items()}, ()


def _values(head: str) -> Any:
    """What the YAML says, by subclasses of SafeLoader, which build plain values only."""
    if "*" not in head:
        try:
            return yaml.load(head, Loader=_Quick)  # noqa: S506
        except yaml.YAMLError:
            pass  # the loader in Python says better what is wrong, and where
    return yaml.load(head, Loader=_Loader)  # noqa: S506


def _lines(head: str) -> dict[str, int]:
    """The line of each field in the file."""
    found: dict[str, int] = {}
    for number, line in enumerate(head.split("\n"), 2):
        name = line.partition(":")[0].strip()
        found.setdefault(name, number)
    return found


class _Fields:
    """Reads fields one by one and keeps every problem."""

    def __init__(self, values: dict[str, Any], lines: dict[str, int], path: str) -> None:
        self.values, self.lines, self.path = values, lines, path
        self.problems: list[Problem] = []

    def refuse(self, name: str, message: str, hint: str = "") -> None:
        line = self.lines.get(name, 1)
        self.problems.append(
            Problem(self.path, line, f"en-tête, {name} : {message}", hint, code="front")
        )

    def _get(self, name: str) -> Any:
        if name not in self.values:
            self.refuse(name, "manque", f"ajoutez {name}:")
            return None
        value = self.values[name]
        if value is None:
            self.refuse(name, "est vide")
        return value

    def text(self, name: str, limit: int) -> str:
        value = self._get(name)
        if value is None:
            return ""
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            self.refuse(name, "doit être un texte")
            return ""
        # No-break spaces are the author's own: only the folding of YAML is undone.
        words = re.sub(r"[ \t\r\n]+", " ", str(value)).strip()
        if not words or len(words) > limit:
            self.refuse(name, f"doit avoir de 1 à {limit} caractères")
        return words

    def identifier(self, name: str) -> str:
        value = self._get(name)
        if value is not None and not (isinstance(value, str) and ID.fullmatch(value)):
            self.refuse(name, "s’écrit avec des minuscules sans accent, des chiffres et des tirets")
        return str(value)

    def minutes(self, name: str) -> int:
        value = self._get(name)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 120:
            self.refuse(name, "doit être un nombre entier de minutes, de 1 à 120")
            return 0
        return value

    def day(self, name: str) -> date:
        value = self._get(name)
        if value is not None:
            try:
                return read_date(str(value))
            except Refused as refusal:
                self.refuse(name, str(refusal))
        return date.min

    def role(self, name: str) -> Role:
        """Optional: a page without a role is on the reading path."""
        value = self.values.get(name, "page")
        for role in ROLES:
            if value == role:
                return role
        hint = nearest(str(value), ROLES) or "au choix : " + ", ".join(ROLES)
        self.refuse(name, f"rôle inconnu : {str(value)[:40]}", hint)
        return "page"

    def unknown(self) -> None:
        for name in self.values:
            if name not in FIELDS:
                self.refuse(name[:40], "champ inconnu", nearest(name, FIELDS))

    def repeated(self, head: str) -> None:
        """YAML keeps the last of two lines of one name, in silence."""
        names = [line.partition(":")[0] for line in head.split("\n")]
        for name in FIELDS:
            if names.count(name) > 1:
                self.refuse(name, "écrit deux fois", "gardez une ligne")
