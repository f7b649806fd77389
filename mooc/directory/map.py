"""The map's shapes, read once from departements.svg (tools/directory_map.py draws it)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from defusedxml.ElementTree import parse

FILE = Path(__file__).parent / "departements.svg"


@dataclass(frozen=True, slots=True)
class Shape:
    """A département's outline, the lines of its label, and where the number above them stands."""

    code: str
    path: str
    x: int
    y: int
    label: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """All shapes in one ``viewBox``."""

    box: str
    shapes: tuple[Shape, ...]


@cache
def read_map() -> Map:
    """The map of the region."""
    root = parse(FILE).getroot()
    shapes = tuple(
        Shape(
            code=path.get("id")[1:],
            path=path.get("d"),
            x=int(path.get("data-x")),
            y=int(path.get("data-y")),
            label=tuple(path.get("data-label").split("|")),
        )
        for path in root.iter("{http://www.w3.org/2000/svg}path")
    )
    return Map(root.get("viewBox"), shapes)
