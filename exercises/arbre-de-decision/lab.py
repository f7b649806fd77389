"""« Trois questions, pas plus »: a decision tree by hand, beside the best next move by Gini.

Judged fields: ``colonne_1`` to ``colonne_3`` and ``seuil_1`` to ``seuil_3`` (the first question,
the one after yes, the one after no), and ``lecture``, what that very tree says of a given day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem
from mooc.grading.lab import LabKind, LabOption, Place, Play

from .generator import Day, draw, hidden
from .given import COLUMNS, FIELDS, KINDS, tree_fields
from .judge import grade
from .model import Tree, errors, greedy, leaf_of, nodes, with_split
from .trained import trained
from .view import view

SHOWN = 120
EMPTY: Tree = (None, None, None)


@dataclass(frozen=True, slots=True)
class Rental:
    """The lab as read. ``hidden`` must never be sent; ``greedy`` is the button's own tree."""

    rows: tuple[Day, ...]
    hidden: tuple[Day, ...]
    goal: int
    reading: tuple[str, tuple[int, ...]]
    greedy: Tree

    def says(self, tree: Tree) -> bool:
        """What *tree* answers for the day to read."""
        return nodes(self.rows, tree)[leaf_of(tree, self.reading[1])].says

    def reached(self, tree: Tree) -> bool:
        """True when enough hidden days are right."""
        right = len(self.hidden) - errors(self.rows, tree, self.hidden)
        return 100 * right >= self.goal * len(self.hidden)


def parse(table: Mapping[str, Any], place: Place) -> Rental:
    """The drawn days, the goal, the day to read."""
    rows, reading = draw(str(table["seed"]), SHOWN), table["reading"]
    return Rental(
        rows=rows,
        hidden=hidden(place.secret, place.slug, int(table["version"]), int(table["hidden"])),
        goal=int(table["goal"]),
        reading=(str(reading["text"]), tuple(int(reading[column.id]) for column in COLUMNS)),
        greedy=greedy(rows),
    )


def informed(own: Rental) -> Tree:
    """Nadia's own first question, then the button twice."""
    holidays = next(n for n, column in enumerate(COLUMNS) if column.id == "vacances")
    return greedy(own.rows, with_split(EMPTY, 0, (holidays, 1)))


def play(name: str, own: Rental, tree: Tree, told: str) -> Play:
    """A whole answer with this tree, read right."""
    given = {**tree_fields(tree), "lecture": [KINDS[own.says(tree)]]}
    return Play(name, given, told == "good", told)


def plays(own: Rental) -> tuple[Play, ...]:
    """The button alone fails, and so does one question; the trade's question first passes."""
    warm = greedy(own.rows, with_split(EMPTY, 0, (0, 23)))
    return (
        play("le bouton, trois fois", own, own.greedy, "greedy"),
        play("une seule question", own, (own.greedy[0], None, None), "single"),
        play("la température d’abord", own, warm, "proxy"),
        play("les vacances d’abord", own, informed(own), "good"),
    )


def problems(own: Rental, place: Place) -> Iterable[Problem]:
    """What ``mooc check`` says: the button alone does not reach the goal."""
    if own.reached(own.greedy):
        message = "le bouton seul atteint le but : il n’y a rien à découvrir"
        return [Problem(str(place.folder / "lab.toml"), 1, message, code="lab")]
    return []


KIND = LabKind(
    name="arbre-de-decision",
    title="Arbre de trois questions",
    parse=parse,
    fields=lambda own: FIELDS,
    view=view,
    grade=grade,
    plays=plays,
    trained=trained,
    folder=Path(__file__).parent,
    options={
        "seed": LabOption("texte", "la graine des journées montrées"),
        "goal": LabOption("entier", "% de journées cachées à bien prévoir"),
        "hidden": LabOption("entier", "combien de journées cachées"),
        "reading": LabOption("table", "la journée à lire : `text`, puis une valeur par colonne"),
    },
    tries=("coup", "effacer"),
    check=problems,
)
