"""What the lab is made of, read from ``lab.toml`` and its two files of numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.lab import BadLab, LabOption, Place

from .model import Group, Words, groups, load

LAST_DRAW = 200


@dataclass(frozen=True, slots=True)
class Atlas:
    """The lab's own part; ``places`` are where each word stands on the drawing."""

    words: Words
    places: Mapping[str, tuple[int, int]]
    landmarks: tuple[str, ...]
    start: str
    compared: str
    shown: int
    many: int
    goal: int

    def groups(self, draw: int) -> tuple[Group, ...]:
        """The groups of a draw."""
        return groups(self.words, draw, self.many)


OPTIONS = {
    "start": LabOption("mot", "le mot montré d’abord"),
    "compared": LabOption("mot", "celui auquel on le compare d’abord"),
    "shown": LabOption("entier", "combien de voisins sont montrés"),
    "groups": LabOption("entier", "combien de groupes de quatre mots"),
    "goal": LabOption("entier", "combien d’intrus il faut trouver"),
    "landmarks": LabOption("liste de mots", "les repères écrits sur le dessin"),
}


def parse(table: Mapping[str, Any], place: Place) -> Atlas:
    """The lab's keys, and the numbers of the words."""
    words = load(place.folder / "vecteurs.json")
    raw = json.loads((place.folder / "positions.json").read_text(encoding="utf-8"))
    if set(raw) != set(words.vectors):
        raise BadLab("positions.json : relancez layout.py, les mots ne sont plus les mêmes")
    for word in (table["start"], table["compared"], *table["landmarks"]):
        if word not in words.vectors:
            raise BadLab(f"« {word} » n’est pas un mot de la carte", "landmarks")
    if not 0 < table["goal"] <= table["groups"]:
        raise BadLab("« goal » : pas plus que de groupes", "goal")
    return Atlas(
        words=words,
        places={word: (x, y) for word, (x, y) in raw.items()},
        landmarks=tuple(table["landmarks"]),
        start=table["start"],
        compared=table["compared"],
        shown=table["shown"],
        many=table["groups"],
        goal=table["goal"],
    )
