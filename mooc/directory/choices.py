"""What a visitor chose among the entries, and what fits. Pure.

A département keeps what is in it and, apart, what is offered in the whole region.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mooc.content.places import DEPARTMENTS, REGION, TYPES
from mooc.directory.entry import Entry

FIELDS = ("type", "public", "departement")


@dataclass(frozen=True, slots=True)
class Choices:
    """The known values asked for, and the ``(field, value)`` that mean nothing here."""

    values: Mapping[str, str]
    ignored: tuple[tuple[str, str], ...] = ()

    @property
    def department(self) -> str:
        return self.values["departement"]

    def with_department(self, code: str) -> dict[str, str]:
        """The values of an address that changes the département alone."""
        return {k: v for k, v in {**self.values, "departement": code}.items() if v}


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one département (*code*), or of the whole region."""

    code: str
    entries: tuple[Entry, ...]


def read_choices(asked: Mapping[str, str], audiences: Collection[str]) -> Choices:
    """The choices of an address; a value that nobody knows is ignored, and said."""
    known: Mapping[str, Collection[str]] = {
        "type": TYPES,
        "public": audiences,
        "departement": (*DEPARTMENTS, REGION),
    }
    given = {name: asked.get(name, "").strip() for name in FIELDS}
    values = {name: value if value in known[name] else "" for name, value in given.items()}
    ignored = tuple((name, v) for name, v in given.items() if v and not values[name])
    return Choices(values, ignored)


def matching(entries: Sequence[Entry], choices: Choices) -> list[Entry]:
    """The entries of that type, for that audience, wherever they are."""
    kind, audience = choices.values["type"], choices.values["public"]
    return [
        entry
        for entry in entries
        if kind in ("", entry.type) and (not audience or audience in entry.audiences)
    ]


def counts(entries: Sequence[Entry]) -> dict[str, int]:
    """How many are in each département, and in the whole region: what the map says."""
    places = [entry.department or REGION for entry in entries]
    return {code: places.count(code) for code in (*DEPARTMENTS, REGION)}


def groups(entries: Sequence[Entry], department: str) -> list[Group]:
    """Entries by département then for the region; an empty group only when it was asked for."""
    codes = [REGION] if department == REGION else [department, REGION]
    found = []
    for code in codes if department else (*DEPARTMENTS, REGION):
        inside = tuple(entry for entry in entries if (entry.department or REGION) == code)
        if inside or code == department:
            found.append(Group(code, inside))
    return found
