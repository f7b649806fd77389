"""What the perceptron's bench shows: the shown birds, the line, the last lesson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mooc.grading.verdict import Answer, BadAnswer, only

from .judge import MOST_LESSONS, WEIGHTS, read_lessons, read_weights
from .model import HIGHEST, Lesson, Weights, border, errors, is_wrong, learn, place, points

if TYPE_CHECKING:
    from .lab import Birds

NAMES = {-1: "Adélie", 1: "papou"}
LESSONS = {"1": 1, "100": 100}
RESET = "0"
SIGNS = {True: "+", False: "−"}


def view(own: Birds, fields: Answer) -> Mapping[str, Any]:
    """The bench at the weights of *fields* (the start otherwise), after the lessons asked for."""
    weights, lessons, last = _now(own, fields)
    wrong = errors(weights, own.shown)
    edge = border(weights)
    return {
        "weights": weights,
        "highest": HIGHEST,
        "lessons": lessons,
        "formula": formula(weights),
        "told": told(lessons, last) if last else "",
        "wrong": wrong,
        "sizes": [sum(row[2] == side for row in own.shown) for side in NAMES],
        "hidden": len(own.hidden),
        "most": own.most_errors,
        "side": _corners(edge.side),
        "line": [_flip(end) for end in edge.line] or [(0, 0), (0, 0)],
        "points": [(*(round(at, 2) for at in place(row)), NAMES[row[2]]) for row in own.shown],
        "rings": [n for n, row in enumerate(own.shown) if is_wrong(weights, row)],
        "table": [
            (n, _decimal(row[0]), _decimal(row[1]), NAMES[row[2]], _signed(points(weights, row)),
             "non" if is_wrong(weights, row) else "oui")
            for n, row in enumerate(own.shown, start=1)
        ],
        "data": {"rows": own.shown, "start": own.start},
    }  # fmt: skip


def _now(own: Birds, fields: Answer) -> tuple[Weights, int, Lesson | None]:
    """The weights to show, the lessons taken so far, and the last one of this request."""
    if not set(WEIGHTS) & set(fields):
        return own.start, 0, None
    weights, lessons = read_weights(fields), read_lessons(fields)
    asked = only(fields, "lecon")
    if asked == RESET:
        return own.start, 0, None
    count = min(LESSONS.get(asked, 0), MOST_LESSONS - lessons)
    if asked and asked not in LESSONS:
        raise BadAnswer("Demande une leçon, ou cent.", "lecon")
    weights, last = learn(weights, own.shown, lessons, count)
    return weights, lessons + count, last


def told(lessons: int, last: Lesson) -> str:
    """The last lesson in a sentence; ``web/lab.js`` says the same."""
    start = f"Leçon {lessons} : le manchot n° {last.number}, {NAMES[last.side]}, "
    if not any(last.change):
        return start + "était du bon côté. Rien ne change."
    changes = [f"{SIGNS[change >= 0]}{abs(change)}" for change in last.change]
    return start + f"était du mauvais côté. Les poids changent : {', '.join(changes)}."


def formula(weights: Weights) -> str:
    """The points as a sum; ``web/lab.js`` writes the same."""
    first, second, bias = weights
    return (
        f"{_minus(first)} × (longueur − 43) {SIGNS[second >= 0]} {abs(second)} × (épaisseur − 17) "
        f"{SIGNS[bias >= 0]} {abs(bias)}"
    )


def _minus(value: int) -> str:
    return str(value).replace("-", "−")


def _decimal(tenths: int) -> str:
    return f"{tenths / 10:.1f}".replace(".", ",")


def _signed(tenths: int) -> str:
    return ("−" if tenths < 0 else "") + _decimal(abs(tenths))


def _flip(point: tuple[float, float]) -> tuple[str, str]:
    """Plot to picture: the picture's y goes down."""
    return f"{point[0]:g}", f"{round(100 - point[1], 1):g}"


def _corners(points_: tuple[tuple[float, float], ...]) -> str:
    return " ".join(",".join(_flip(point)) for point in points_)
