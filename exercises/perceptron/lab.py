"""« La frontière des manchots »: three weights draw a line; Rosenblatt's rule can set them.

Fields: the three weights (``poids_longueur``, ``poids_epaisseur``, ``seuil``) and how many lessons
were taken (``lecons``, kept to go on from there, never judged).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem
from mooc.grading.lab import BadLab, LabKind, LabOption, Place, Play
from mooc.grading.lab_card import Trained
from mooc.grading.verdict import Answer

from .judge import FIELDS, grade, read_lessons, read_weights
from .model import HIGHEST, Row, Weights, errors, learn
from .view import view

SIDES = {"adelie": -1, "papou": 1}


@dataclass(frozen=True, slots=True)
class Birds:
    """The lab as read. ``hidden`` must never be sent."""

    shown: tuple[Row, ...]
    hidden: tuple[Row, ...]
    start: Weights
    most_errors: int


def parse(table: Mapping[str, Any], place: Place) -> Birds:
    """The birds of manchots.csv and the two keys of lab.toml."""
    start = table["start"]
    if len(start) != 3 or not all(type(w) is int and abs(w) <= HIGHEST for w in start):
        raise BadLab(f"« start » : trois entiers de −{HIGHEST} à {HIGHEST}", "start")
    path = place.folder / "manchots.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        read = [(row["usage"], _row(row)) for row in csv.DictReader(stream)]
    return Birds(
        shown=tuple(row for use, row in read if use == "montre"),
        hidden=tuple(row for use, row in read if use == "cache"),
        start=(start[0], start[1], start[2]),
        most_errors=int(table["most_errors"]),
    )


def _row(row: Mapping[str, str]) -> Row:
    tenths = [round(float(row[name]) * 10) for name in ("longueur_mm", "epaisseur_mm")]
    return tenths[0], tenths[1], SIDES[row["espece"]]


def play(name: str, weights: Weights, lessons: int, told: str) -> Play:
    """A whole answer with these weights."""
    given = dict(zip(FIELDS, ([str(n)] for n in (*weights, lessons)), strict=True))
    return Play(name, given, told == "good", told)


def plays(own: Birds) -> tuple[Play, ...]:
    """The length alone and a perceptron stopped early fail; two hundred lessons pass."""
    return (
        play("la longueur seule", (40, 0, 0), 0, "one-measure"),
        play("dix leçons", learn(own.start, own.shown, 0, 10)[0], 10, "unfinished"),
        play("deux cents leçons", learn(own.start, own.shown, 0, 200)[0], 200, "good"),
    )


def trained(own: Birds, raw: Answer) -> Trained:
    """The three numbers as a model: right answers by species, on the hidden birds."""
    weights = read_weights(raw)
    wrong = errors(weights, own.hidden)
    counts = [sum(row[2] == side for row in own.hidden) for side in SIDES.values()]
    names = ("manchots Adélie", "manchots papous")
    rows = zip(names, wrong, counts, strict=True)
    return Trained(
        name="Perceptron à deux entrées",
        purpose="Comprendre comment trois nombres peuvent trier, et comment on les règle.",
        data="Manchots de l’archipel Palmer : longueur et épaisseur du bec (voir la carte des "
        "données). 80 pour apprendre, d’autres pour juger.",
        rows="manchots",
        groups={name: (count - missed, count) for name, missed, count in rows},
        # A lesson: two products, two sums, a comparison, and as much to correct.
        operations=10 * max(1, read_lessons(raw)),
        octets=3 * 8,
        not_for=(
            "reconnaître une autre espèce, ou un autre oiseau",
            "décider quoi que ce soit au sujet d’une personne",
        ),
        limits=("Deux mesures seulement, deux espèces, une seule île ou presque par espèce.",),
    )


def problems(own: Birds, place: Place) -> Iterable[Problem]:
    """What ``mooc check`` says: one measure is never enough, whatever its threshold."""
    alone = [(w, 0, b) for w in (20, -20) for b in range(-HIGHEST, HIGHEST + 1)]
    alone += [(0, w, b) for w in (60, -60) for b in range(-HIGHEST, HIGHEST + 1)]
    if any(sum(errors(weights, own.hidden)) <= own.most_errors for weights in alone):
        message = "une seule mesure suffit : il n’y a rien à découvrir"
        return [Problem(str(place.folder / "lab.toml"), 1, message, code="lab")]
    return []


KIND = LabKind(
    name="perceptron",
    title="Perceptron à deux entrées",
    parse=parse,
    fields=lambda own: FIELDS,
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options={
        "start": LabOption("trois entiers", "les poids de départ"),
        "most_errors": LabOption("entier", "erreurs permises sur les manchots cachés"),
    },
    tries=("lecon",),
    trained=trained,
    check=problems,
)
