"""A picture of 8 × 8 squares: drawn, and told in words row by row."""

from __future__ import annotations

from collections.abc import Sequence

SIDE = 8
SHADES = 4
DARK = 6  # ink from which a square is told as written


def shades(picture: Sequence[int]) -> list[tuple[int, str]]:
    """(shade from 1 to 4, SVG path of its squares), lightest first; empty shades are left out."""
    paths: dict[int, list[str]] = {}
    for y in range(SIDE):
        row = [shade(value) for value in picture[y * SIDE : (y + 1) * SIDE]]
        for start, end in _runs(row):
            width = end - start
            paths.setdefault(row[start], []).append(f"M{start} {y}h{width}v1h-{width}z")
    return [(level, "".join(paths[level])) for level in sorted(paths) if level]


def shade(value: float) -> int:
    """0 for paper, then 1 to 4; the same as in web/lab.js."""
    return min(SHADES, int((value + 3) // 4))


def rows(picture: Sequence[float]) -> list[str]:
    """Each row's written columns: « 3 à 5 », « 2, 6 » or « rien »."""
    return [_row(picture[y * SIDE : (y + 1) * SIDE]) for y in range(SIDE)]


def told(picture: Sequence[float]) -> str:
    """The picture as a sentence, for who does not see it."""
    parts = [f"ligne {n} : {row}" for n, row in enumerate(rows(picture), start=1)]
    return "Colonnes noircies, de haut en bas. " + " ; ".join(parts) + "."


def _row(values: Sequence[float]) -> str:
    written = [value >= DARK for value in values]
    spans = [(start, end) for start, end in _runs(written) if written[start]]
    if not spans:
        return "rien"
    return ", ".join(
        str(start + 1) if end == start + 1 else f"{start + 1} à {end}" for start, end in spans
    )


def _runs(values: Sequence[object]) -> list[tuple[int, int]]:
    """(first, after the last) of each run of equal values."""
    edges = [n for n in range(1, len(values)) if values[n] != values[n - 1]]
    return list(zip([0, *edges], [*edges, len(values)], strict=True))
