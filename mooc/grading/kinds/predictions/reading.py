"""Typed reading of the author's tables: what does not fit is told by its key, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mooc.content.problem import nearest

NEEDED = "obligatoire"
OPTIONAL = "facultatif"


class BadSpec(ValueError):
    """Something of exercise.toml that cannot be used; ``key`` names it, the message is French."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table, for the authors' guide: when it is needed, how it is written, its help."""

    need: str
    written: str
    help: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of exercise.toml, whose keys are all known."""

    name: str
    values: Mapping[str, Any]

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        found = self.values.get(key, default)
        if not isinstance(found, str) or (not found.strip() and found != default):
            raise self.bad(key, "un texte")
        return found.strip()

    def texts(self, key: str, least: int, most: int) -> tuple[str, ...]:
        found = self.values.get(key)
        items = found if isinstance(found, list) else []
        if not all(isinstance(item, str) and item.strip() for item in items):
            items = []
        if not least <= len(items) <= most or len(set(items)) != len(items):
            count = str(least) if least == most else f"{least} à {most}"
            raise self.bad(key, f"une liste de {count} textes différents")
        return tuple(items)

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        found = self.values.get(key, default)
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            raise self.bad(key, f"un nombre de {low:g} à {high:g}")
        if not low <= found <= high:  # refuses nan too
            raise self.bad(key, f"un nombre de {low:g} à {high:g}")
        return float(found)

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        found = self.values.get(key, default)
        if type(found) is not int or not low <= found <= high:
            raise self.bad(key, f"un entier de {low} à {high}")
        return found

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        found = self.values.get(key, default)
        if found not in known:
            raise self.bad(key, f"l’un de {', '.join(known)}")
        return str(found)

    def bad(self, key: str, wanted: str) -> BadSpec:
        """The error to raise: what *key* should have been."""
        return BadSpec(key, f"[{self.name}] « {key} » : {wanted}")


def read_table(whole: Mapping[str, Any], name: str, keys: Mapping[str, Key]) -> Table:
    """The table *name*; BadSpec when it is missing or has a key that *keys* does not know."""
    found = whole.get(name)
    if not isinstance(found, dict):
        raise BadSpec(name, f"la table [{name}] manque")
    for key in found:
        if key not in keys:
            hint = nearest(key, keys)
            raise BadSpec(key, f"[{name}] : champ inconnu « {key[:40]} » {hint}".rstrip())
    return Table(name, found)
