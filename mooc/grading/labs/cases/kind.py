"""Kind ``cases``: twelve short cases drawn from ``cases.toml``, judged by a class or a number.

Raw fields: ``tirage`` (the draw, from 1), ``cas_1`` to ``cas_12`` (a class, or a number), and
``choix_<id>`` for each question asked after them. Cases are named by their place in the draw, so
that nothing of the file is in the page before an answer but their text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mooc.content.problem import Problem
from mooc.grading.lab import LabKind, Place
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.case_file import NAME
from mooc.grading.labs.cases.fields import OPTIONS
from mooc.grading.labs.cases.lab_file import parse
from mooc.grading.labs.cases.model import SIZE, Sorting, field_of
from mooc.grading.labs.cases.plays import naive, plays, won
from mooc.grading.labs.cases.verdict import GOOD, grade
from mooc.grading.labs.cases.view import view

FEWEST = 40


def fields(own: Sorting) -> tuple[str, ...]:
    """Every field of the form."""
    places = (field_of(place) for place in range(1, SIZE + 1))
    return (draw.FIELD, *places, *(ask.field for ask in own.asks))


def check(own: Sorting, place: Place) -> Iterator[Problem]:
    """Enough cases; and in each draw of a round the right answers pass, the naive ways do not."""
    path = str(place.folder / NAME)
    if len(own.cases) < FEWEST:
        message = f"{len(own.cases)} cas : il en faut {FEWEST} au moins"
        yield Problem(path, 1, message, "ajoutez des [[cases]]", code="cases")
    lab = str(place.folder / "lab.toml")
    for number in range(1, draw.rounds(own) + 1):
        if grade(own, won(own, number)).details["strategy"] != GOOD:
            yield Problem(lab, 1, f"tirage {number} : les bonnes réponses échouent", code="cases")
        for way in own.strategies:
            told = grade(own, naive(own, number, way)).details["strategy"]
            if told != way.id:
                message = f"tirage {number} : « {way.id} » est reçu comme « {told} »"
                hint = "cette façon naïve doit échouer et ne ressembler à aucune autre"
                yield Problem(lab, 1, message, hint, code="cases")


KIND = LabKind(
    name="cases",
    title="Cas à trier",
    parse=parse,
    fields=fields,
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options=OPTIONS,
    check=check,
)
