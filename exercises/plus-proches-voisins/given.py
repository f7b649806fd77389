"""What the form gave, read or explained."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mooc.grading.verdict import Answer, BadAnswer, only

from .draw import DRAWS, LETTERS
from .model import HIGHEST_K, HIGHEST_SCALE, Row

GUESSES = tuple(f"point_{n}" for n in range(1, len(LETTERS) + 1))
FIELDS = ("k", "echelle", "vent", "vagues", "ajouts", "tirage", *GUESSES)
HIGHEST_WIND, HIGHEST_WAVES = 50, 160
FIRST_LOOK = (20, 60)
MOST_ADDED = 12
ADDED = re.compile(r"(\d{1,2}),(\d{1,3}),([bm])")


@dataclass(frozen=True, slots=True)
class Bench:
    """The setting, the outing looked at, the points added, the draw."""

    k: int
    scale: int
    wind: int
    waves: int
    added: tuple[Row, ...]
    draw: int


def read_bench(raw: Answer, start: tuple[int, int]) -> Bench:
    """The bench of *raw*; what is absent is as at the start, what is unreadable is named."""
    k = whole(raw, "k", 1, HIGHEST_K, start[0])
    if k % 2 == 0:
        raise BadAnswer("Choisis un nombre impair de voisins : le vote a toujours un gagnant.", "k")
    return Bench(
        k=k,
        scale=whole(raw, "echelle", 0, HIGHEST_SCALE, start[1]),
        wind=whole(raw, "vent", 0, HIGHEST_WIND, FIRST_LOOK[0]),
        waves=whole(raw, "vagues", 0, HIGHEST_WAVES, FIRST_LOOK[1]),
        added=read_added(only(raw, "ajouts")),
        draw=whole(raw, "tirage", 1, DRAWS, 1),
    )


def read_guesses(raw: Answer) -> tuple[bool, ...]:
    """What was answered for the five points."""
    found = [only(raw, name) for name in GUESSES]
    for name, letter, guess in zip(GUESSES, LETTERS, found, strict=True):
        if guess not in {"bonne", "mauvaise"}:
            raise BadAnswer(f"Que disent les voisins du point {letter} ? Choisis.", name)
    return tuple(guess == "bonne" for guess in found)


def read_added(text: str) -> tuple[Row, ...]:
    """« 20,40,b;31,90,m » as rows."""
    parts = [part for part in text.split(";") if part]
    found = [ADDED.fullmatch(part) for part in parts]
    if len(parts) > MOST_ADDED or not all(found):
        raise BadAnswer(f"Les points ajoutés sont illisibles, ou plus de {MOST_ADDED}.", "ajouts")
    rows = tuple((int(m[1]), int(m[2]), m[3] == "b") for m in found if m)
    if any(wind > HIGHEST_WIND or waves > HIGHEST_WAVES for wind, waves, _ in rows):
        raise BadAnswer("Un point ajouté sort de la carte.", "ajouts")
    return rows


def write_added(rows: tuple[Row, ...]) -> str:
    """The field that :func:`read_added` reads."""
    return ";".join(f"{wind},{waves},{'b' if good else 'm'}" for wind, waves, good in rows)


def whole(raw: Answer, name: str, low: int, high: int, otherwise: int) -> int:
    """A whole number of the form, or *otherwise* when the field is not there at all."""
    if name not in raw:
        return otherwise
    text = only(raw, name).strip()
    if not re.fullmatch(r"[0-9]{1,4}", text) or not low <= int(text) <= high:
        raise BadAnswer(f"Écris un nombre entier de {low} à {high}.", name)
    return int(text)
