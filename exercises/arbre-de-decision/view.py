"""What the bench shows: the tree as places, the last computed move, the shown days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mooc.grading.verdict import Answer, only

from .given import COLUMNS, KINDS, question, read_tree
from .model import Node, Row, Tree, cut, errors, mixing, next_cut, nodes, parts, with_split

if TYPE_CHECKING:
    from .lab import Rental

# Where each place of the tree stands on the picture: middle, and width.
SPOTS = {
    "": (160, 20, 150),
    "oui": (80, 88, 148), "non": (240, 88, 148),
    "oui-oui": (40, 156, 74), "oui-non": (120, 156, 74),
    "non-oui": (200, 156, 74), "non-non": (280, 156, 74),
}  # fmt: skip
NAMES = ("la première question", "la question après oui", "la question après non")
FULL_TREE = "L’arbre a toutes ses questions. Effacez-en une pour en calculer une autre."


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the tree as drawn and as listed; ``shown`` is False where the tree has none."""

    path: str
    x: int
    y: int
    width: int
    shown: bool = False
    leaf: bool = False
    full: bool = False
    asks: str = ""
    says: str = ""
    counts: str = ""
    line: str = ""


def view(own: Rental, fields: Answer) -> Mapping[str, Any]:
    """The bench of *fields*, after the button that was pressed, if any."""
    tree = (None, None, None) if "effacer" in fields else read_tree(fields)
    told, cuts = "", []
    if only(fields, "coup"):
        tree, told, cuts = _moved(own.rows, tree)
    right = len(own.rows) - errors(own.rows, tree, own.rows)
    places = nodes(own.rows, tree)
    return {
        "tree": [(COLUMNS[split[0]].id, split[1]) if split else ("", "") for split in tree],
        "columns": [(column.id, column.text) for column in COLUMNS],
        "spots": {path: _spot(path, places.get(path)) for path in SPOTS},
        "right": right,
        "size": len(own.rows),
        "goal": own.goal,
        "met": 100 * right >= own.goal * len(own.rows),
        "asked": sum(split is not None for split in tree),
        "mixing": percent(mixing(own.rows, tree)),
        "told": told,
        "cuts": cuts,
        "hidden": len(own.hidden),
        "reading": own.reading[0],
        "table": [(n, *values, KINDS[full]) for n, (values, full) in enumerate(own.rows, start=1)],
        "data": {
            "rows": own.rows,
            "goal": own.goal,
            "columns": [
                {"id": c.id, "asked": c.asked, "unit": c.unit, "start": c.start} for c in COLUMNS
            ],
        },
    }


def _moved(rows: tuple[Row, ...], tree: Tree) -> tuple[Tree, str, list[tuple[str, str, str]]]:
    """The tree after the best next move, what was done, and the best cut of each column there."""
    found = next_cut(rows, tree)
    if found is None:
        return tree, FULL_TREE, []
    place, best = found
    after = with_split(tree, place, best.split)
    before_, after_ = percent(mixing(rows, tree)), percent(mixing(rows, after))
    told = (
        f"{best.tried} coupures essayées. La meilleure devient {NAMES[place]} : « "
        f"{question(best.split)} ». Le mélange passe de {before_} à {after_}."
    )
    reaching = rows if place == 0 or tree[0] is None else parts(rows, tree[0])[place - 1]
    return after, told, _cuts(rows, tree, place, reaching)


def _cuts(
    rows: tuple[Row, ...], tree: Tree, place: int, reaching: tuple[Row, ...] | list[Row]
) -> list[tuple[str, str, str]]:
    """Column, its best question there, the mixing after it; the best first."""
    found = [(column.asked, cut(reaching, n)) for n, column in enumerate(COLUMNS)]
    ranked = sorted(found, key=lambda one: -one[1].gain if one[1] else 0)
    return [
        (name, question(best.split), percent(mixing(rows, with_split(tree, place, best.split))))
        if best
        else (name, "aucune", percent(mixing(rows, tree)))
        for name, best in ranked
    ]


def percent(gini: float) -> str:
    """A mixing as shown: 0 to 50, one decimal; ``web/lab.js`` writes the same."""
    tenths = int(gini * 1000 + 0.5)
    return f"{tenths // 10},{tenths % 10}"


def _spot(path: str, node: Node | None) -> Spot:
    x, y, width = SPOTS[path]
    if node is None:
        return Spot(path, x, y, width)
    start = f"{path.split('-')[-1].capitalize()} : " if path else ""
    says = KINDS[node.says]
    most = node.full if node.says else node.size - node.full
    counts = f"{most} sur {node.size}" if node.size else "personne"
    asks = question(node.split) if node.split else ""
    line = f"{start}{asks} ({node.size} journées)" if asks else f"{start}{says}, {counts}"
    return Spot(path, x, y, width, True, not asks, node.says, asks, says, counts, line)
