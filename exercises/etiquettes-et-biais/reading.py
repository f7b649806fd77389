"""What the lab is made of: parts of messages, the panel's bias, goals. From ``lab.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.lab import BadLab, LabOption, Place

from .messages import PAIRS, Parts, parts_of

DRAWS = 40


@dataclass(frozen=True, slots=True)
class Lab:
    """``gap`` and ``found`` are goals, in % points and in %; ``words`` are explained to readers."""

    parts: Parts
    words: Mapping[str, str]
    wrong: int
    reviews: int
    gap: int
    found: int


OPTIONS = {
    "openers": LabOption("paires", "débuts : `[français courant, parler marseillais]`"),
    "subjects": LabOption("textes", "de quoi l’on parle, le même dans les deux"),
    "friendly": LabOption("paires", "jugements amicaux"),
    "friendly_ends": LabOption("paires", "fins amicales"),
    "hurtful": LabOption("paires", "jugements blessants"),
    "hurtful_ends": LabOption("paires", "fins blessantes"),
    "words": LabOption("table", "le lexique : un mot, son sens"),
    "wrong": LabOption("entier", "messages amicaux que le panel signale à tort, sur cinq"),
    "reviews": LabOption("entier", "étiquettes du panel que l’on peut faire relire"),
    "gap": LabOption("entier", "écart de fausses alertes, au plus, en points"),
    "found": LabOption("entier", "messages blessants repérés, au moins, en %"),
}


def parse(table: Mapping[str, Any], place: Place) -> Lab:
    """The lab's keys; BadLab when a list is too short or a pair is not one."""
    for name in ("openers", "friendly", "friendly_ends", "hurtful", "hurtful_ends"):
        if len(table[name]) < PAIRS or any(len(pair) != 2 for pair in table[name]):
            raise BadLab(f"« {name} » : au moins {PAIRS} paires", name)
    if len(table["subjects"]) < PAIRS:
        raise BadLab(f"« subjects » : au moins {PAIRS} textes", "subjects")
    if not 0 < table["wrong"] <= PAIRS or not table["wrong"] <= table["reviews"] <= 2 * PAIRS:
        raise BadLab("« wrong » : de 1 à 5, et pas plus que « reviews »", "wrong")
    numbers = {key: int(table[key]) for key in ("wrong", "reviews", "gap", "found")}
    return Lab(parts_of(table), dict(table["words"]), **numbers)
