"""A tree of three questions at most, and the best next one: the same rules as ``web/model.js``.

A split is (column, threshold): « is the value at least the threshold? ». The tree has a first
question, one for those who said yes, one for those who said no. A cut is worth what it takes off
the mixing of the two kinds (Gini). Sums are made in the same order in both languages, so that they
agree to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Row = tuple[tuple[int, ...], bool]
Split = tuple[int, int]
# First question, then after yes, then after no.
Tree = tuple[Split | None, Split | None, Split | None]

# Less than this is rounding, not a gain.
NOTHING = 1e-9
PLACES = ("", "oui", "non")


@dataclass(frozen=True, slots=True)
class Node:
    """Days that reach a place of the tree, those that were full, and the question asked there."""

    size: int
    full: int
    split: Split | None

    @property
    def says(self) -> bool:
        """What a leaf answers: the more frequent kind, calm when they are even."""
        return 2 * self.full > self.size


@dataclass(frozen=True, slots=True)
class Cut:
    """A question, the gain it brings, and how many others were tried with it."""

    split: Split
    gain: float
    tried: int


def parts(rows: Sequence[Row], split: Split) -> tuple[list[Row], list[Row]]:
    """Rows that answer yes, then no."""
    column, threshold = split
    yes = [row for row in rows if row[0][column] >= threshold]
    return yes, [row for row in rows if row[0][column] < threshold]


def nodes(rows: Sequence[Row], tree: Tree) -> dict[str, Node]:
    """Every place that the tree has, by path: "", "oui", "oui-non"…; the first question first."""
    found = {"": _node(rows, tree[0])}
    if tree[0] is None:
        return found
    for place, side, split in zip(PLACES[1:], parts(rows, tree[0]), tree[1:], strict=True):
        found[place] = _node(side, split)
        if split:
            for name, leaf in zip(PLACES[1:], parts(side, split), strict=True):
                found[f"{place}-{name}"] = _node(leaf, None)
    return found


def leaf_of(tree: Tree, values: Sequence[int]) -> str:
    """The path of the leaf where a day ends."""
    if tree[0] is None:
        return ""
    first = _answer(values, tree[0])
    split = tree[1] if first == "oui" else tree[2]
    return f"{first}-{_answer(values, split)}" if split else first


def errors(rows: Sequence[Row], tree: Tree, others: Sequence[Row]) -> int:
    """How many of *others* the tree, with leaves counted on *rows*, gets wrong."""
    leaves = nodes(rows, tree)
    return sum(leaves[leaf_of(tree, values)].says is not full for values, full in others)


def cut(rows: Sequence[Row], column: int) -> Cut | None:
    """The best question on one column, or None when none brings anything."""
    values = sorted({row[0][column] for row in rows})
    before = purity(rows)
    best: Cut | None = None
    for low, high in pairwise(values):
        split = (column, (low + high) // 2 + 1)
        yes, no = parts(rows, split)
        gain = purity(yes) + purity(no) - before
        if gain > (best.gain if best else 0) + NOTHING:
            best = Cut(split, gain, 0)
    tried = max(0, len(values) - 1)
    return Cut(best.split, best.gain, tried) if best else None


def next_cut(rows: Sequence[Row], tree: Tree) -> tuple[int, Cut] | None:
    """The place (0, 1, 2) and the question that gain most now: one move ahead, no further."""
    best: tuple[int, Cut] | None = None
    tried = 0
    for place, side in _open(rows, tree):
        for column in range(len(rows[0][0])):
            tried += max(0, len({row[0][column] for row in side}) - 1)
            found = cut(side, column)
            if found and found.gain > (best[1].gain if best else 0) + NOTHING:
                best = place, found
    return (best[0], Cut(best[1].split, best[1].gain, tried)) if best else None


def purity(rows: Sequence[Row]) -> float:
    """Sum of squared counts over the size: the higher, the less mixed; 0 for nobody."""
    full = sum(row[1] for row in rows)
    other = len(rows) - full
    return (full * full + other * other) / len(rows) if rows else 0.0


def mixing(rows: Sequence[Row], tree: Tree) -> float:
    """Gini of the leaves, weighted by their sizes: 0 when each leaf is of one kind, 0.5 at most."""
    leaves = [node for node in nodes(rows, tree).values() if node.split is None]
    kept = sum(
        (node.full**2 + (node.size - node.full) ** 2) / node.size for node in leaves if node.size
    )
    return 1 - kept / len(rows)


def greedy(rows: Sequence[Row], tree: Tree = (None, None, None)) -> Tree:
    """The tree after pressing the button until nothing is left to fill."""
    while found := next_cut(rows, tree):
        tree = with_split(tree, found[0], found[1].split)
    return tree


def with_split(tree: Tree, place: int, split: Split) -> Tree:
    """The tree with one question set."""
    changed = [*tree[:place], split, *tree[place + 1 :]]
    return changed[0], changed[1], changed[2]


def _open(rows: Sequence[Row], tree: Tree) -> list[tuple[int, Sequence[Row]]]:
    """Places without a question, and the rows that reach them."""
    if tree[0] is None:
        return [(0, rows)]
    sides = parts(rows, tree[0])
    return [(place, sides[place - 1]) for place in (1, 2) if tree[place] is None]


def _node(rows: Sequence[Row], split: Split | None) -> Node:
    return Node(len(rows), sum(row[1] for row in rows), split)


def _answer(values: Sequence[int], split: Split) -> str:
    return "oui" if values[split[0]] >= split[1] else "non"
