"""The workshop: any text, its pieces, and what they would cost at a price that one sets.

``web/bench.js`` is its twin: same labels, same sums (a test compares both).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, only

from .model import Vocabulary, normalise

TEXT, PRICE, TIMES, EXAMPLE = "texte", "prix", "fois", "exemple"
LONGEST: Final = 300  # signs of the text
SHOWN: Final = 200  # pieces that are shown one by one
BOUNDS: Final[Mapping[str, tuple[int, int, int]]] = {  # lowest, highest, at first
    PRICE: (1, 60, 5),  # euros for a million pieces
    TIMES: (1, 5000, 100),  # texts a day
}
EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {
    "conte": ("un conte", "La mule trotte vers le moulin, le soir, sous les étoiles."),
    "capitales": (
        "en capitales",
        "LA MULE TROTTE VERS LE MOULIN, LE SOIR, SOUS LES ÉTOILES.",
    ),
    "anglais": ("en anglais", "The mule trots to the mill at night, under the stars."),
    "arabe": ("en arabe", "تعود البغلة إلى الطاحونة مساءً تحت النجوم."),
    "nombres": ("des nombres", "12 sacs de blé à 38,50 € font 462 €."),
    "dessins": ("des dessins", "🌊 🐟 🍋"),
}
SIGNS: Final = {" ": "␣", "\n": "↵", "\t": "⇥"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Cents a year: at half the price, at the price, at twice the price."""

    low: int
    middle: int
    high: int


def view(vocabulary: Vocabulary, fields: Answer) -> dict[str, Any]:
    """What the workshop shows for these fields; BadAnswer when a number cannot be read."""
    text = _text(fields)
    price, times = (_whole(fields, name) for name in (PRICE, TIMES))
    pieces = vocabulary.pieces(text)
    cost = cost_of(len(pieces), price, times)
    return {
        "text": text,
        "longest": LONGEST,
        "examples": [(name, label) for name, (label, _) in EXAMPLES.items()],
        "bounds": BOUNDS,
        "price": price,
        "times": times,
        "labels": [label(piece) for piece in pieces[:SHOWN]],
        "count": len(pieces),
        "more": max(0, len(pieces) - SHOWN),
        "words": len(re.findall(r"[^ \t\n]+", normalise(text))),
        "signs": len(normalise(text)),
        "cost": tuple(map(euros, (cost.low, cost.middle, cost.high))),
    }


def label(piece: bytes) -> str:
    """A piece as it is shown: « ␣moulin », or « octet D9 » for a part of a letter."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return f"octet{'s' * (len(piece) > 1)} {piece.hex(' ').upper()}"
    return "".join(SIGNS.get(sign, sign) for sign in text)


def told(pieces: Sequence[bytes]) -> str:
    """How a text was cut, in one line: parts of letters are counted rather than named."""
    labels = [label(piece) for piece in pieces]
    groups = groupby(labels, key=lambda name: name.startswith("octet"))
    parts: list[str] = []
    for is_byte, names in groups:
        found = list(names)
        parts += [_bytes(len(found))] if is_byte else found
    return " | ".join(parts)


def _bytes(count: int) -> str:
    return "[1 octet]" if count == 1 else f"[{count} octets]"


def cost_of(pieces: int, price: int, times: int) -> Cost:
    """*times* texts of *pieces* a day for a year, at *price* euros for a million pieces."""
    sent = pieces * price * times * 365  # millionths of a euro
    return Cost(_nearest(sent, 20_000), _nearest(sent, 10_000), _nearest(sent, 5_000))


def euros(cents: int) -> str:
    """``123456`` → ``1 234,56 €``, with spaces that do not break."""
    whole = f"{cents // 100:,}".replace(",", "\u202f")
    return f"{whole},{cents % 100:02d}\u202f€"


def _nearest(amount: int, unit: int) -> int:
    return (2 * amount + unit) // (2 * unit)


def _text(fields: Answer) -> str:
    wanted = only(fields, EXAMPLE)
    if wanted in EXAMPLES:
        return EXAMPLES[wanted][1]
    if TEXT not in fields:
        return EXAMPLES["conte"][1]
    text = only(fields, TEXT)
    if len(text) > LONGEST:
        raise BadAnswer(f"Ce texte est trop long : {LONGEST} signes au plus.", TEXT)
    return text


def _whole(fields: Answer, name: str) -> int:
    low, high, first = BOUNDS[name]
    given = only(fields, name).strip()
    if not given:
        return first
    if not (given.isascii() and given.isdigit() and low <= int(given[:9]) <= high):
        raise BadAnswer(f"Écrivez un nombre entier de {low} à {high}.", name)
    return int(given)
