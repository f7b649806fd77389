"""The form of the tree: its columns, its fields, what they hold, read or explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mooc.grading.verdict import Answer, BadAnswer, only

from .model import Split, Tree


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the days: how it is chosen, and how a question on it reads."""

    id: str
    text: str
    asked: str
    unit: str
    start: int

    @property
    def is_yes_no(self) -> bool:
        """True for a column of 0 and 1."""
        return not self.unit


# In the order of the generator; ``start`` is the threshold offered first.
COLUMNS = (
    Column("temperature", "température, en °C", "température", "°C", 22),
    Column("vent", "vent, en km/h", "vent", "km/h", 20),
    Column("nuages", "nuages, en %", "nuages", "%", 50),
    Column("weekend", "week-end (1 : oui)", "week-end", "", 1),
    Column("vacances", "vacances (1 : oui)", "vacances", "", 1),
)
PLACES = (1, 2, 3)
FIELDS = (*(f"{name}_{n}" for n in PLACES for name in ("colonne", "seuil")), "lecture")
KINDS = {True: "pleine", False: "calme"}
LOWEST, HIGHEST = -20, 100


def read_tree(raw: Answer) -> Tree:
    """The three questions; none where no column is chosen. BadAnswer names the field."""
    first, yes, no = (_split(raw, n) for n in PLACES)
    if first is None and (yes or no):
        message = "Choisissez d’abord la première question : les autres viennent après elle."
        raise BadAnswer(message, "colonne_1")
    return first, yes, no


def read_reading(raw: Answer) -> bool:
    """What was answered for the day to read."""
    given = only(raw, "lecture")
    if given not in KINDS.values():
        raise BadAnswer("Suivez votre arbre pour la journée à lire, puis choisissez.", "lecture")
    return given == KINDS[True]


def tree_fields(tree: Tree) -> Mapping[str, list[str]]:
    """The fields that :func:`read_tree` reads."""
    found: dict[str, list[str]] = {}
    for n, split in zip(PLACES, tree, strict=True):
        found[f"colonne_{n}"] = [COLUMNS[split[0]].id if split else ""]
        found[f"seuil_{n}"] = [str(split[1]) if split else ""]
    return found


def question(split: Split) -> str:
    """A question in words; ``web/lab.js`` writes the same."""
    column = COLUMNS[split[0]]
    if column.is_yes_no and split[1] == 1:
        return f"{column.asked} ?"
    unit = f" {column.unit}" if column.unit else ""
    return f"{column.asked} ≥ {str(split[1]).replace('-', '−')}{unit} ?"


def _split(raw: Answer, n: int) -> Split | None:
    name, field = only(raw, f"colonne_{n}"), f"seuil_{n}"
    if not name:
        return None
    column = next((i for i, column in enumerate(COLUMNS) if column.id == name), None)
    if column is None:
        raise BadAnswer("Choisissez une colonne de la liste.", f"colonne_{n}")
    text = only(raw, field).strip().replace("−", "-")
    if not re.fullmatch(r"-?[0-9]{1,3}", text) or not LOWEST <= int(text) <= HIGHEST:
        message = f"Écrivez un nombre entier de {LOWEST} à {HIGHEST}.".replace("-", "−")
        raise BadAnswer(message, field)
    return column, int(text)
