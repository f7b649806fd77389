"""What the page shows: odds of the next word, a text, and what of it is copied. Nothing hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, only

from .ngram import LONGEST, copied, is_word, odds, pieces, write
from .reading import Reading, Writer
from .spelling import MARKS, spelt, strokes

ROWS: Final = 8
LONGEST_START: Final = 300
HOTTEST: Final = 20
LAST_DRAW: Final = 999


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set on the bench; ``heat`` is ten times the temperature."""

    reading: Reading
    start: str
    back: int
    heat: int
    draw: int

    @property
    def temperature(self) -> float:
        """1: the odds of the book; 0: always the likeliest."""
        return self.heat / 10


def view(own: Writer, fields: Answer) -> dict[str, Any]:
    """The bench under *fields*; a button of the bench (``tries``) moves one of them first."""
    now = _pressed(own, settings(own, fields), fields)
    before = pieces(now.start)
    written = _written(own, now)
    found = copied(written, now.reading.model.text)
    counts, used = now.reading.model.following(before, now.back)
    return {
        "data": {
            "words": own.words,
            "readings": {r.id: r.file for r in own.readings.values()},
        },
        "settings": now,
        "readings": [(r.id, label(r)) for r in own.readings.values()],
        "rows": _rows(counts, now),
        "seen": sum(counts.values()),
        "others": max(0, len(counts) - ROWS),
        "context": inside(before[len(before) - used :], now.reading.names) if used else "",
        "segments": segments(written, len(before), found, now.reading.names),
        "passages": passages(written, found, now.reading.names),
        "words": sum(map(is_word, written)),
        "copied": sum(length for _, length in found),
        "guesses": [
            {"field": g.field, "before": g.before, "options": g.options} for g in own.guesses
        ],
    }


def inside(some: Sequence[str], names: Mapping[str, str]) -> str:
    """*some* pieces as they read in the middle of a sentence, without a capital."""
    return spelt([",", *some], names)[1:].strip()


def label(reading: Reading) -> str:
    """A text as the learner chooses it: its words, and what it weighs."""
    words = f"{reading.words:,}".replace(",", "\u202f")
    return f"{reading.title} ({words} mots, {reading.kb}\u00a0Ko)"


def settings(own: Writer, fields: Answer) -> Settings:
    """The fields of the bench, or its first state; BadAnswer for what cannot be read."""
    reading = own.readings.get(only(fields, "lu") or next(iter(own.readings)))
    if reading is None:
        raise BadAnswer("Choisissez ce que la machine a lu.", "lu")
    start = only(fields, "debut") if "debut" in fields else own.start
    if len(start) > LONGEST_START:
        raise BadAnswer(f"Un début de {LONGEST_START} signes au plus.", "debut")
    return Settings(
        reading,
        start,
        _whole(fields, "regard", 2, 1, LONGEST),
        _whole(fields, "temperature", 10, 0, HOTTEST),
        _whole(fields, "tirage", 1, 1, LAST_DRAW),
    )


def _whole(fields: Answer, name: str, otherwise: int, low: int, high: int) -> int:
    given = only(fields, name).strip() or str(otherwise)
    if not given.isascii() or not given.isdigit() or not low <= int(given[:6]) <= high:
        raise BadAnswer(f"Un nombre entier de {low} à {high}.", name)
    return int(given)


def _pressed(own: Writer, now: Settings, fields: Answer) -> Settings:
    """The settings after the button that was pressed: a word more, or another draw."""
    before = pieces(now.start)
    word = only(fields, "choisir")
    if word in now.reading.model.alone:
        before.append(word)
    elif "ajouter" in fields:
        before = next_word(_written(own, now), len(before))
    draw = now.draw % LAST_DRAW + 1 if "autre" in fields else now.draw
    start = now.start
    if "choisir" in fields or "ajouter" in fields:
        start = spelt(_kept(before, now.reading.names), now.reading.names)
    return Settings(now.reading, start, now.back, now.heat, draw)


def next_word(written: Sequence[str], start: int) -> list[str]:
    """The first *start* pieces, and those up to the next word."""
    end = next((n for n in range(start, len(written)) if is_word(written[n])), len(written) - 1)
    return list(written[: end + 1])


def _kept(before: list[str], names: Mapping[str, str]) -> list[str]:
    """The end of a text that became too long for its field."""
    while len(spelt(before, names)) > LONGEST_START:
        before = before[1:]
    return before


def _written(own: Writer, now: Settings) -> list[str]:
    start = pieces(now.start)
    return write(now.reading.model, start, own.words, now.back, now.temperature, now.draw)


def _rows(counts: Mapping[str, int], now: Settings) -> list[dict[str, Any]]:
    return [
        {
            "piece": piece,
            "word": now.reading.names.get(piece, piece),
            "mark": MARKS.get(piece, ""),
            "count": counts[piece],
            "share": round(100 * share, 1),
        }
        for piece, share in odds(counts, now.temperature)[:ROWS]
    ]


def segments(
    written: Sequence[str], start: int, found: Sequence[tuple[int, int]], names: Mapping[str, str]
) -> list[tuple[str, bool, bool]]:
    """(text, given at the start, copied): runs of pieces alike, in order."""
    marked = _marked(written, found)
    runs: list[tuple[str, bool, bool]] = []
    for at, stroke in enumerate(strokes(written, names)):
        mine, copy = at < start, marked[at]
        if runs and runs[-1][1:] == (mine, copy):
            runs[-1] = (runs[-1][0] + stroke, mine, copy)
        else:
            runs.append((stroke, mine, copy))
    return runs


def _marked(written: Sequence[str], found: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each piece is inside a copied passage; its marks go with it."""
    words = [at for at, piece in enumerate(written) if is_word(piece)]
    marked = [False] * len(written)
    for first, length in found:
        for at in range(words[first], words[first + length - 1] + 1):
            marked[at] = True
    return marked


def passages(
    written: Sequence[str], found: Sequence[tuple[int, int]], names: Mapping[str, str]
) -> list[tuple[str, int]]:
    """Each copied passage as it reads, with its number of words."""
    words = [at for at, piece in enumerate(written) if is_word(piece)]
    drawn = strokes(written, names)
    return [
        ("".join(drawn[words[first] : words[first + length - 1] + 1]).strip(), length)
        for first, length in found
    ]
