"""What the page shows: a word and its neighbours, two words compared, groups of a draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from mooc.grading.verdict import Answer, BadAnswer, only

from .atlas import LAST_DRAW, Atlas
from .model import Group, Words


def view(own: Atlas, fields: Answer) -> dict[str, Any]:
    """The bench under *fields*; ``voir`` is a neighbour that was pressed."""
    word = only(fields, "voir") or only(fields, "mot") or own.start
    if word not in own.words.vectors:
        raise BadAnswer("Choisissez un mot de la liste.", "mot")
    other = only(fields, "autre") or own.compared
    if other not in own.words.vectors:
        raise BadAnswer("Choisissez un mot de la liste.", "autre")
    number = draw_of(fields)
    near = own.words.neighbours(word, own.shown)
    return {
        "data": {"vectors": own.words.vectors, "shown": own.shown},
        "vocabulary": sorted(own.words.vectors, key=plain),
        "word": word,
        "other": other,
        "rows": [(w, hundred(likeness), signed(hundred(likeness))) for w, likeness in near],
        "near": {w for w, _ in near},
        "compared": signed(hundred(own.words.likeness(word, other))),
        "places": own.places,
        "landmarks": own.landmarks,
        "number": number,
        "next": number % LAST_DRAW + 1,
        "groups": [
            {"field": f"intrus-{n}", "words": group.words, "pairs": pairs(own.words, group)}
            for n, group in enumerate(own.groups(number), start=1)
        ],
    }


def draw_of(fields: Answer) -> int:
    """The number of the draw, 1 at first."""
    given = only(fields, "tirage").strip() or "1"
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:6]) <= LAST_DRAW:
        raise BadAnswer(f"Le tirage est un nombre de 1 à {LAST_DRAW}.", "tirage")
    return int(given)


def hundred(likeness: float) -> int:
    """A likeness as it is read, from -100 to 100."""
    return round(100 * likeness)


def signed(number: int) -> str:
    """A number with a true minus sign."""
    return str(number).replace("-", "−")


def pairs(words: Words, group: Group) -> list[tuple[str, str]]:
    """The likeness of each two words of a group."""
    return [
        (f"{one} et {other}", signed(hundred(words.likeness(one, other))))
        for one, other in combinations(group.words, 2)
    ]


_ACCENTS = str.maketrans("àâçèéêëîïôùûœ", "aaceeeeiiouuo")


def plain(word: str) -> str:
    """How a word is sorted: without its accents."""
    return word.translate(_ACCENTS)


def listed(words: Sequence[str]) -> str:
    """« a, b et c »."""
    return ", ".join(words[:-1]) + " et " + words[-1]
