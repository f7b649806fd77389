"""What the bench shows: the map, the notebook, the outing looked at, the five points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mooc.grading.verdict import Answer, BadAnswer, only

from .draw import DRAWS, LETTERS
from .given import (
    GUESSES,
    HIGHEST_WAVES,
    HIGHEST_WIND,
    MOST_ADDED,
    Bench,
    read_added,
    read_bench,
    write_added,
)
from .model import CELL, HIGHEST_K, HIGHEST_SCALE, Row, answers, missed, nearest, runs

if TYPE_CHECKING:
    from .lab import Notebook

# Neighbours written in full under the map; the others are counted.
LISTED = 9
KINDS = {True: "bonne", False: "mauvaise"}


def view(own: Notebook, fields: Answer) -> Mapping[str, Any]:
    """The bench of *fields*, after the button that was pressed, if any."""
    bench = _pressed(own, read_bench(fields, own.start), fields)
    rows = (*own.rows, *bench.added)
    recited = len(own.rows) - len(missed(own.rows, bench.k, bench.scale, hiding=False))
    tested = "epreuve" in fields
    wrong = missed(own.rows, bench.k, bench.scale) if tested else ()
    asked = own.asked(bench.draw)
    lines = answers(rows, bench.k, bench.scale)
    return {
        "bench": bench,
        "limits": {"k": HIGHEST_K, "scale": HIGHEST_SCALE, "wind": HIGHEST_WIND,
                   "waves": HIGHEST_WAVES, "added": MOST_ADDED},
        "size": len(own.rows),
        "goal": own.goal,
        "hidden": len(own.hidden),
        "recited": recited,
        "guessed": len(own.rows) - len(wrong) if tested else None,
        "rings": wrong,
        "map": path(lines),
        "map_table": [_map_row(j, line) for j, line in reversed(list(enumerate(lines)))],
        "points": [(*at(wind, waves), KINDS[good], "") for wind, waves, good in own.rows]
        + [(*at(*p), "", letter) for p, letter in zip(asked.points, LETTERS, strict=True)],
        "added_points": [(*at(wind, waves), good) for wind, waves, good in bench.added],
        "added": write_added(bench.added),
        "look": look(rows, bench),
        "asked": asked,
        "letters": list(zip(LETTERS, GUESSES, asked.points, strict=True)),
        "next_draw": bench.draw % DRAWS + 1,
        "table": [(n, wind, waves, KINDS[good])
                  for n, (wind, waves, good) in enumerate(own.rows, start=1)],
        "data": {"rows": own.rows, "goal": own.goal, "points": asked.points,
                 "mostAdded": MOST_ADDED},
    }  # fmt: skip


def _pressed(own: Notebook, bench: Bench, fields: Answer) -> Bench:
    """The bench after « regarder », « ajouter » or « effacer »."""
    wind, waves, added = bench.wind, bench.waves, bench.added
    letter, kind = only(fields, "regarder"), only(fields, "ajouter")
    if letter and letter in LETTERS:
        wind, waves = own.asked(bench.draw).points[LETTERS.index(letter)]
    if kind in KINDS.values():
        if len(added) >= MOST_ADDED:
            raise BadAnswer(f"Pas plus de {MOST_ADDED} points ajoutés.", "ajouts")
        added = read_added(write_added((*added, (wind, waves, kind == KINDS[True]))))
    if "effacer" in fields:
        added = ()
    return Bench(bench.k, bench.scale, wind, waves, added, bench.draw)


def look(rows: tuple[Row, ...], bench: Bench) -> Mapping[str, Any]:
    """The neighbours of the outing looked at: the first ones, the vote, the lines to draw."""
    found = [rows[n] for n in nearest(rows, bench.wind, bench.waves, bench.k, bench.scale)]
    good = sum(row[2] for row in found)
    return {
        "at": at(bench.wind, bench.waves),
        "ends": [at(wind, waves) for wind, waves, _ in found],
        "listed": [sentence(row) for row in found[:LISTED]],
        "vote": vote(good, len(found), LISTED),
    }


def sentence(row: Row) -> str:
    """A neighbour in words; ``web/lab.js`` writes the same."""
    return f"vent {row[0]} km/h, vagues {row[1]} cm : {KINDS[row[2]]}"


def vote(good: int, k: int, listed: int) -> str:
    """The vote in words; ``web/lab.js`` writes the same."""
    more = f"… et {k - listed} autres. " if k > listed else ""
    told = KINDS[2 * good > k]
    return f"{more}Le vote : {good} pour « bonne », {k - good} pour « mauvaise ». Réponse : {told}."


def at(wind: int, waves: int) -> tuple[float, float]:
    """Where an outing stands on the plot."""
    return 100 * wind / HIGHEST_WIND, 100 * waves / HIGHEST_WAVES


def path(lines: tuple[tuple[bool, ...], ...]) -> str:
    """The « good » cells of the map as one path; the picture's y goes down."""
    wide, high = 100 // len(lines[0]), 100 // len(lines)
    return "".join(
        f"M{wide * first} {100 - high * (j + 1)}h{wide * (end - first)}v{high}"
        f"h-{wide * (end - first)}z"
        for j, line in enumerate(lines)
        for first, end in runs(line)
    )


def _map_row(j: int, line: tuple[bool, ...]) -> tuple[str, str]:
    found = [f"de {CELL[0] * first} à {CELL[0] * end}" for first, end in runs(line)]
    return f"{CELL[1] * j} à {CELL[1] * (j + 1)}", ", ".join(found) or "jamais"
