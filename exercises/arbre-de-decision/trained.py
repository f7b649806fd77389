"""The tree as a model, for its card: right answers in and out of the holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mooc.grading.lab_card import Trained
from mooc.grading.verdict import Answer

from .given import COLUMNS, read_tree
from .model import errors

if TYPE_CHECKING:
    from .lab import Rental


def trained(own: Rental, raw: Answer) -> Trained:
    """Counts on the hidden days; BadAnswer when the tree cannot be read."""
    tree = read_tree(raw)
    place = next(n for n, column in enumerate(COLUMNS) if column.id == "vacances")
    groups = {}
    for name, holidays in (("hors vacances", 0), ("vacances", 1)):
        days = [day for day in own.hidden if day[0][place] == holidays]
        groups[name] = (len(days) - errors(own.rows, tree, days), len(days))
    splits = sum(split is not None for split in tree)
    return Trained(
        name="Arbre de trois questions au plus",
        purpose="Comprendre comment un arbre pose ses questions, et les lire.",
        data="Journées de location inventées, tirées au hasard (voir la carte des données).",
        rows="journées",
        groups=groups,
        # Looking for a question compares each day on each column, once sorted.
        operations=max(1, splits) * len(own.rows) * len(COLUMNS) * 10,
        octets=16 * max(1, splits),
        not_for=(
            "prévoir une vraie journée, ou un autre port",
            "décider quoi que ce soit au sujet d’une personne",
        ),
        limits=("Trois questions au plus : ce qui n’est pas demandé n’est pas vu.",),
    )
