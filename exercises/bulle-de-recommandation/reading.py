"""What the lab is made of: themes and their titles, and the two goals. Read from ``lab.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.lab import BadLab, LabOption, Place

from .recommender import LAST, PLACES


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and its invented titles."""

    id: str
    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lab:
    """``index``: mean diversity to reach; ``liked``: titles of one's favourite themes to keep."""

    themes: tuple[Theme, ...]
    index: int
    liked: int

    @property
    def titles(self) -> int:
        """How many titles each theme has."""
        return len(self.themes[0].titles)


OPTIONS = {
    "themes": LabOption("tables", "six thèmes : `id`, `name`, `titles` (autant pour chacun)"),
    "goals": LabOption("table", "`index` : diversité, sur 100 ; `liked` : titres aimés"),
}


def parse(table: Mapping[str, Any], place: Place) -> Lab:
    """The lab's keys; BadLab when a theme does not fit."""
    themes = tuple(Theme(t["id"], t["name"], tuple(t["titles"])) for t in table["themes"])
    if len(themes) != PLACES or len({t.id for t in themes}) != PLACES:
        raise BadLab(f"« themes » : {PLACES} thèmes différents", "themes")
    if len({len(t.titles) for t in themes}) != 1:
        raise BadLab("« themes » : le même nombre de titres dans chacun", "themes")
    titles = [title for theme in themes for title in theme.titles]
    if len(set(titles)) != len(titles):
        raise BadLab("« themes » : un titre est répété", "themes")
    goals = table["goals"]
    if not (0 < goals["index"] < 100 and 0 < goals["liked"] <= LAST * PLACES):
        raise BadLab("« goals » : un indice de 1 à 99, des titres de 1 à 24", "goals")
    return Lab(themes, goals["index"], goals["liked"])
