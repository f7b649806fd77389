"""« Demander aux voisins »: k nearest neighbours on a notebook with copying mistakes.

Judged fields: ``k``, ``echelle``, and ``point_1`` to ``point_5``, what the asked number of
neighbours says of five drawn points (``tirage``). Kept and not judged: the outing looked at
(``vent``, ``vagues``) and the points added to the map (``ajouts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem
from mooc.grading.lab import LabKind, LabOption, Place, Play

from .draw import Asked, asked
from .generator import Outing, hidden, notebook
from .given import FIELDS, GUESSES
from .judge import grade
from .model import HIGHEST_K, HIGHEST_SCALE, answer, missed
from .trained import trained
from .view import view

GOOD_K, GOOD_SCALE = 9, 3


@dataclass(frozen=True, slots=True)
class Notebook:
    """The lab as read. ``hidden`` must never be sent."""

    rows: tuple[Outing, ...]
    hidden: tuple[Outing, ...]
    goal: int
    start: tuple[int, int]

    def asked(self, draw: int) -> Asked:
        """The five points of a draw, and for how many neighbours."""
        return asked(self.rows, draw)


def parse(table: Mapping[str, Any], place: Place) -> Notebook:
    """The drawn notebook, the hidden outings, the goal and the start."""
    version, size = int(table["version"]), int(table["hidden"])
    return Notebook(
        rows=notebook(str(table["seed"])),
        hidden=hidden(place.secret, place.slug, version, size),
        goal=int(table["goal"]),
        start=(int(table["start"]["k"]), int(table["start"]["scale"])),
    )


def play(name: str, own: Notebook, k: int, scale: int, read: int, told: str) -> Play:
    """A whole answer on the first draw; the points are read with *read* neighbours."""
    points = own.asked(1).points
    given = {"k": [str(k)], "echelle": [str(scale)], "tirage": ["1"]}
    for field, (wind, waves) in zip(GUESSES, points, strict=True):
        given[field] = ["bonne" if answer(own.rows, wind, waves, read, scale) else "mauvaise"]
    return Play(name, given, told == "good", told)


def plays(own: Notebook) -> tuple[Play, ...]:
    """The single neighbour fails, and so does the raw scale; nine neighbours, well read, pass."""
    k = own.asked(1).k
    return (
        play("un seul voisin", own, 1, GOOD_SCALE, 1, "one-neighbour"),
        play("sans échelle", own, GOOD_K, HIGHEST_SCALE, k, "waves-alone"),
        play("bon réglage, carte mal lue", own, GOOD_K, GOOD_SCALE, 1, "read-nearest"),
        play("neuf voisins", own, GOOD_K, GOOD_SCALE, k, "good"),
    )


def problems(own: Notebook, place: Place) -> Iterable[Problem]:
    """What ``mooc check`` says: no scale lets the single neighbour reach the goal."""
    best = max(len(own.rows) - len(missed(own.rows, 1, e)) for e in range(HIGHEST_SCALE + 1))
    if best >= own.goal:
        message = "un seul voisin suffit : il n’y a rien à découvrir"
        return [Problem(str(place.folder / "lab.toml"), 1, message, code="lab")]
    return []


KIND = LabKind(
    name="plus-proches-voisins",
    title=f"Plus proches voisins (1 à {HIGHEST_K})",
    parse=parse,
    fields=lambda own: FIELDS,
    view=view,
    grade=grade,
    plays=plays,
    trained=trained,
    folder=Path(__file__).parent,
    options={
        "seed": LabOption("texte", "la graine du carnet"),
        "goal": LabOption("entier", "sorties à deviner, chacune cachée à son tour"),
        "hidden": LabOption("entier", "combien de sorties cachées"),
        "start": LabOption("table", "le réglage de départ : `k` et `scale`"),
    },
    tries=("regarder", "ajouter", "effacer", "epreuve"),
    check=problems,
)
