"""« Petits chiffres »: label handwritten digits; a model of means is trained on these labels.

Fields: ``tirage`` (which thirty digits) and ``c1`` to ``c30`` (3, 5, 8 or nothing). The server
trains the model again on them and tries it on digits that the page never had.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mooc.grading.lab import BadLab, LabKind, LabOption, Place, Play

from .bench import Lab, view
from .data import FILE, read
from .judge import grade
from .trained import trained

FEW = 5


def parse(table: Mapping[str, Any], place: Place) -> Lab:
    """The goal, and the digits of the folder."""
    goal = table["goal"]
    if type(goal) is not int or not 34 < goal < 100:
        raise BadLab("« goal » : un pourcentage de 35 à 99", "goal")
    if not (place.folder / FILE).is_file():
        raise BadLab(f"le fichier {FILE} manque ; build_data.py l’écrit", "goal")
    return Lab(read(place.folder), goal)


def plays(own: Lab) -> tuple[Play, ...]:
    """Five labels, one label for all, a digit forgotten and labels at random fail; thirty pass."""
    right = own.data.pool.some(own.data.draws[0]).names
    first, *_, last = own.data.classes
    turned = dict(zip(own.data.classes, (*own.data.classes[1:], first), strict=True))
    return (
        _play(own, "cinq étiquettes", right[:FEW], "too-few"),
        _play(own, "toujours la même", (first,) * len(right), "all-same"),
        _play(own, "un chiffre oublié", tuple(n if n != last else "" for n in right),
              "class-missing"),
        _play(own, "étiquettes de travers",
              tuple(n if place % 2 else turned[n] for place, n in enumerate(right)),
              "wrong-labels"),
        _play(own, "trente étiquettes justes", right, "good"),
    )  # fmt: skip


def _play(own: Lab, name: str, labels: tuple[str, ...], told: str) -> Play:
    fields = {field: [label] for field, label in zip(own.names, labels, strict=False) if label}
    return Play(name, {"tirage": ["1"], **fields}, told == "good", told)


KIND = LabKind(
    name="petits-chiffres",
    title="Petits chiffres",
    parse=parse,
    fields=lambda own: ("tirage", *own.names),
    view=view,
    grade=grade,
    plays=plays,
    trained=trained,
    folder=Path(__file__).parent,
    options={"goal": LabOption("entier", "la part de chiffres cachés à reconnaître, en %")},
)
