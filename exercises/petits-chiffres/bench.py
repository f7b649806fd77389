"""What the page shows: thirty digits, the means learnt from one's labels, what they are worth.

The true digits of the thirty are not in it, nor anything of those that judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mooc.grading.verdict import Answer, BadAnswer, only

from .data import Data, Digits
from .model import Mean, confusion, right, train
from .picture import SIDE, rows, shades, told

TABLE_STEP = 5


@dataclass(frozen=True, slots=True)
class Lab:
    """The lab's own part; ``goal`` is a percentage of the digits never shown."""

    data: Data
    goal: int

    @property
    def names(self) -> tuple[str, ...]:
        """One field a digit to label."""
        return tuple(f"c{n}" for n in range(1, len(self.data.draws[0]) + 1))


@dataclass(frozen=True, slots=True)
class Given:
    """What was read of a form; a digit left alone has the label ""."""

    draw: int
    own: Digits
    labels: tuple[str, ...]

    @property
    def labelled(self) -> list[int]:
        """Places of the digits with a label, in the order of the page."""
        return [n for n, label in enumerate(self.labels) if label]


def given(lab: Lab, fields: Answer) -> Given:
    """The draw and the labels; BadAnswer names what cannot be read."""
    text = only(fields, "tirage") or "1"
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= len(lab.data.draws)):
        raise BadAnswer(f"Un tirage porte un numéro de 1 à {len(lab.data.draws)}.", "tirage")
    labels = tuple(only(fields, name) for name in lab.names)
    for name, label in zip(lab.names, labels, strict=True):
        if label and label not in lab.data.classes:
            raise BadAnswer("Une étiquette est 3, 5 ou 8.", name)
    draw = int(text)
    return Given(draw, lab.data.pool.some(lab.data.draws[draw - 1]), labels)


def learnt(lab: Lab, now: Given, most: int | None = None) -> list[Mean]:
    """The model of the labels, or of the first *most* of them."""
    used = now.labelled[:most]
    pictures = [now.own.pictures[n] for n in used]
    return train(pictures, [now.labels[n] for n in used], lab.data.classes)


def view(lab: Lab, fields: Answer) -> Mapping[str, Any]:
    """The bench under *fields*."""
    now = given(lab, fields)
    means = learnt(lab, now)
    trying, classes = lab.data.trying, lab.data.classes
    curve = _curve(lab, now)
    cards = [_card(lab, now, n) for n in range(len(now.labels))]
    drawn = [_mean(means, name) for name in classes]
    confused = confusion(means, trying.pictures, trying.names, classes)
    return {
        "draw": now.draw,
        "next": now.draw % len(lab.data.draws) + 1,
        "classes": classes,
        "goal": lab.goal,
        "cards": cards,
        "labelled": len(now.labelled),
        "right": curve[-1] if curve else 0,
        "of": len(trying.names),
        "share": _share(curve[-1] if curve else 0, len(trying.names)),
        "means": drawn,
        "curve": [(n, count, _share(count, len(trying.names))) for n, count in enumerate(curve, 1)],
        "steps": _steps(curve, len(trying.names)),
        "tables": {
            "steps": [(n, c, f"{share} %") for n, c, share in _steps(curve, len(trying.names))],
            "read": [f"lu {name}" for name in classes],
            "confusion": [(name, *confused[name]) for name in classes],
            "lines": [f"ligne {n}" for n in range(1, SIDE + 1)],
            "means": [(mean["digit"], *mean["rows"]) for mean in drawn],
            "cards": [(f"n° {card['number']}", *card["rows"]) for card in cards],
        },
        "hidden": len(lab.data.hidden.names),
        "data": {
            "classes": classes,
            "goal": lab.goal,
            "digits": now.own.codes,
            "trying": list(zip(trying.names, trying.codes, strict=True)),
        },
    }


def _card(lab: Lab, now: Given, n: int) -> dict[str, Any]:
    picture = now.own.pictures[n]
    return {
        "name": lab.names[n],
        "number": n + 1,
        "shades": shades(picture),
        "told": told(picture),
        "rows": rows(picture),
    }


def _mean(means: Sequence[Mean], name: str) -> dict[str, Any]:
    found = next((mean for mean in means if mean.digit == name), None)
    ink = [total / found.size for total in found.total] if found else []
    return {
        "digit": name,
        "size": found.size if found else 0,
        "shades": shades([round(value) for value in ink]) if ink else [],
        "rows": rows(ink) if ink else ["rien"] * SIDE,
    }


def _curve(lab: Lab, now: Given) -> list[int]:
    """Right on the digits to try, after one label, two labels, and so on."""
    trying = lab.data.trying
    return [
        right(learnt(lab, now, most), trying.pictures, trying.names)
        for most in range(1, len(now.labelled) + 1)
    ]


def _steps(curve: Sequence[int], of: int) -> list[tuple[int, int, int]]:
    """The curve's table: every five labels, and the last."""
    kept = [n for n in range(1, len(curve) + 1) if n % TABLE_STEP == 0 or n == len(curve)]
    return [(n, curve[n - 1], _share(curve[n - 1], of)) for n in kept]


def _share(count: int, of: int) -> int:
    """Per cent, rounded down: a goal is not reached by rounding."""
    return 100 * count // of
