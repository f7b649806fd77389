"""An n-gram model of words: counts, nothing else. The page trains the same one in JavaScript.

``web/model.js`` is its twin: same pieces, same counts, same order of ties, same draws (a test
compares both).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 3  # pieces that the model may look back
COPY: Final = 5  # words in a row that make a passage copied word for word
PARAGRAPH: Final = "¶"
_MASK = 0xFFFFFFFF

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
# « M. » is one piece; an elided word keeps its apostrophe (« l’ », « qu’ »).
_PIECE = re.compile(
    rf"M\.(?=[ \u00a0\u202f][A-ZÀ-ÖØ-Þ])|[{_LETTER}0-9]+(?:-[{_LETTER}0-9]+)*’?|[.,;:!?…()«»—]|\n"
)
_WORD = re.compile(rf"[{_LETTER}0-9]")


def surfaces(text: str) -> list[str]:
    """The words and marks of *text* as they are written; the end of a line is ``¶``."""
    found = _PIECE.findall(text.replace("'", "’"))
    return [PARAGRAPH if piece == "\n" else piece for piece in found]


def pieces(text: str) -> list[str]:
    """What the model reads: the pieces of *text* in small letters.

    >>> pieces("L’âne dort.")
    ['l’', 'âne', 'dort', '.']
    """
    return [piece.lower() for piece in surfaces(text)]


def is_word(piece: str) -> bool:
    """False for a mark of punctuation or the end of a paragraph."""
    return _WORD.match(piece) is not None


@dataclass(frozen=True, slots=True)
class Model:
    """What was read, and where each piece stands in it. The page keeps counts of every context;
    here they are counted when asked, which gives the same and keeps the server small."""

    text: Sequence[str]
    places: Mapping[str, Sequence[int]]
    alone: Mapping[str, int]

    def following(self, before: Sequence[str], back: int) -> tuple[Mapping[str, int], int]:
        """How many times each piece followed *before*, and how many pieces back were really used.

        A context never met says nothing: the model then looks back one piece less.
        """
        for used in range(min(back, len(before), LONGEST), 0, -1):
            found = self.after(before[len(before) - used :])
            if found:
                return found, used
        return self.alone, 0

    def after(self, context: Sequence[str]) -> Mapping[str, int]:
        """How many times each piece followed *context*, taken whole; empty when it never came."""
        length, context = len(context), list(context)
        places = self.places.get(context[-1], ())
        return Counter(
            self.text[at + 1]
            for at in places
            if at + 1 < len(self.text)
            and at + 1 >= length
            and self.text[at + 1 - length : at + 1] == context
        )


def train(text: Sequence[str]) -> Model:
    """Note where each piece of *text* stands: what follows a context is then counted."""
    places: dict[str, list[int]] = {}
    for at, piece in enumerate(text):
        places.setdefault(piece, []).append(at)
    return Model(list(text), places, {piece: len(found) for piece, found in places.items()})


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The likeliest first; equal counts in the order of their characters."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def odds(counts: Mapping[str, int], temperature: float) -> list[tuple[str, float]]:
    """The odds of each piece, the likeliest first. At 0 the first takes all; at 1 these are the
    shares of the counts; above, the rare ones catch up."""
    order = ranked(counts)
    if temperature <= 0:
        return [(piece, float(at == 0)) for at, (piece, _) in enumerate(order)]
    most = order[0][1]
    weights = [(count / most) ** (1 / temperature) for _, count in order]
    total = sum(weights)
    return [(piece, weight / total) for (piece, _), weight in zip(order, weights, strict=True)]


def chance(seed: int, at: int) -> float:
    """A number from 0 to 1 that looks drawn by chance, for the piece number *at* of a text. The
    page draws the same: same *seed*, same text."""
    state = (seed * 0x9E3779B1 + (at + 1) * 0x6D2B79F5) & _MASK
    mixed = ((state ^ (state >> 15)) * (state | 1)) & _MASK
    mixed ^= (mixed + ((mixed ^ (mixed >> 7)) * (mixed | 61))) & _MASK
    return ((mixed ^ (mixed >> 14)) & _MASK) / 2**32


def write(
    model: Model, start: Sequence[str], more: int, back: int, temperature: float, seed: int
) -> list[str]:
    """*start*, and *more* words drawn one after the other from the odds.

    Marks come besides, but not for ever: a text of marks alone stops too.
    """
    text, last = list(start), len(start) + 4 * more
    while more > 0 and len(text) < last:
        counts, _ = model.following(text, back)
        text.append(pick(odds(counts, temperature), chance(seed, len(text))))
        more -= is_word(text[-1])
    return text


def pick(choices: Sequence[tuple[str, float]], left: float) -> str:
    """The piece on which a chance falls when the odds are laid end to end."""
    for piece, share in choices:
        left -= share
        if left < 0:
            return piece
    return choices[-1][0]


def copied(written: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """The passages of *written* found word for word in *read*: (first word, how many words).

    Marks do not count. From the left, each passage is the longest one possible, of ``COPY`` words
    or more.
    """
    words = [piece for piece in read if is_word(piece)]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - COPY + 1):
        places.setdefault(tuple(words[at : at + COPY]), []).append(at)
    mine = [piece for piece in written if is_word(piece)]
    found: list[tuple[int, int]] = []
    at = 0
    while at <= len(mine) - COPY:
        here = places.get(tuple(mine[at : at + COPY]), [])
        length = max((_alike(mine[at:], words[place:]) for place in here), default=0)
        if length:
            found.append((at, length))
        at += length or 1
    return found


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces both begin with."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
