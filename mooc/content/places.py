"""What a place of the directory may be, and where: words shared by the block that leads to the
directory and by the room that shows it. Another region changes DEPARTMENTS and the map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceType:
    """A kind of entry: one, and several (the title of a choice)."""

    one: str
    several: str


@dataclass(frozen=True, slots=True)
class Department:
    """A département: its name, and « dans … »."""

    name: str
    within: str


TYPES: Mapping[str, PlaceType] = {
    "lieu": PlaceType("lieu", "Lieux"),
    "formation": PlaceType("formation", "Formations"),
    "aide": PlaceType("aide", "Aides"),
    "programme": PlaceType("programme", "Programmes"),
    "reseau": PlaceType("réseau", "Réseaux"),
    "evenement": PlaceType("événement", "Événements"),
    "donnees": PlaceType("données", "Données"),
}
DEPARTMENTS: Mapping[str, Department] = {
    "04": Department("Alpes-de-Haute-Provence", "dans les Alpes-de-Haute-Provence"),
    "05": Department("Hautes-Alpes", "dans les Hautes-Alpes"),
    "06": Department("Alpes-Maritimes", "dans les Alpes-Maritimes"),
    "13": Department("Bouches-du-Rhône", "dans les Bouches-du-Rhône"),
    "83": Department("Var", "dans le Var"),
    "84": Department("Vaucluse", "dans le Vaucluse"),
}
# The value of the address for what is offered everywhere.
REGION = "region"
