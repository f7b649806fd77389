"""What a lab of cases is once read: its cases, its classes, its naive ways, its goal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from mooc.grading.lab import Question

# Cases in a draw, and the highest number that a draw may have in an address.
SIZE = 12
LAST_DRAW = 999


@dataclass(frozen=True, slots=True)
class CaseClass:
    """One of the answers that a case may get; ``help`` says in a few words what it means."""

    id: str
    name: str
    help: str


@dataclass(frozen=True, slots=True)
class Case:
    """A short scene and its answer: the ids of ``right`` (several are rare), or ``value``.

    ``feedback`` is by wrong class; ``naive`` is what a naive way answers, by the way's name.
    """

    id: str
    text: str
    right: tuple[str, ...]
    value: Decimal | None
    why: str
    source: str
    date: str
    url: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)
    naive: Mapping[str, str | Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Strategy:
    """A naive way, named when an answer follows it. One of the three says what it answers:
    ``always`` the same, ``gives`` by right class, ``naive`` by case."""

    id: str
    title: str
    text: str
    always: str = ""
    gives: Mapping[str, str] = field(default_factory=dict)
    naive: str = ""
    misconception: str | None = None

    def answers(self, case: Case) -> str:
        """What this way answers to *case*, as a form would send it."""
        if self.always:
            return self.always
        if self.naive:
            return str(case.naive[self.naive])
        return self.gives[case.right[0]]


@dataclass(frozen=True, slots=True)
class Goal:
    """So many right answers (``right``, 0 when none are asked), and of a ``target`` class so many
    percent found (``recall``) and so many percent of marks that are right (``precision``)."""

    right: int = 0
    target: str = ""
    precision: int = 0
    recall: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """A question asked after the cases, in the field ``choix_<id>``; ``story`` and ``table``
    (its first row holds the headings) stand before it."""

    id: str
    question: Question
    story: str = ""
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def field(self) -> str:
        """The name of its form field."""
        return f"choix_{self.id}"


@dataclass(frozen=True, slots=True)
class Grid:
    """Four classes laid out as a table of two rows and two columns."""

    rows: tuple[str, str]
    columns: tuple[str, str]
    cells: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sorting:
    """A lab of cases: everything that its page and its verdict need."""

    slug: str
    version: int
    answer: Literal["class", "number"]
    widget: Literal["radios", "select"]
    nouns: tuple[str, str]
    unit: str
    classes: tuple[CaseClass, ...]
    cases: tuple[Case, ...]
    strategies: tuple[Strategy, ...]
    asks: tuple[Ask, ...]
    goal: Goal
    tolerance: int
    tolerance_min: Decimal
    intros: tuple[str, ...]
    success: str
    grid: Grid | None

    def name_of(self, class_id: str) -> str:
        """The French name of a class."""
        return next(c.name for c in self.classes if c.id == class_id)


def field_of(number: int) -> str:
    """The form field of the case at *number* (from 1) of a draw."""
    return f"cas_{number}"
