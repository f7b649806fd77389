"""Numbered public draws: draw 7 of a lab's version is the same twelve cases for everyone.

Each class has as many cases as the others, give or take one. Draws go in rounds: within a round
every case of the file is met once at least, in an order that changes with the round.
"""

from __future__ import annotations

import hashlib
import re
from math import ceil

from mooc.grading.labs.cases.model import LAST_DRAW, SIZE, Case, Sorting
from mooc.grading.verdict import Answer, BadAnswer, only

FIELD = "tirage"


def number_of(raw: Answer) -> int:
    """The draw that a form or an address names; 1 when it names none."""
    text = only(raw, FIELD).strip()
    if not text:
        return 1
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise BadAnswer(f"Le tirage est un nombre de 1 à {LAST_DRAW}.", FIELD)
    return int(text)


def following(number: int) -> int:
    """The draw to offer after *number*."""
    return number % LAST_DRAW + 1


def draw(own: Sorting, number: int) -> tuple[Case, ...]:
    """The cases of draw *number*, from 1."""
    turn, place = divmod(number - 1, rounds(own))
    first = number - place
    chosen: list[Case] = []
    for index, pile in enumerate(piles(own)):
        order = _shuffled(own, f"round {turn}", pile)
        start = sum(_share(own, index, earlier) for earlier in range(first, number))
        taken = range(start, start + _share(own, index, number))
        chosen += [order[i % len(order)] for i in taken]
    return _shuffled(own, f"draw {number}", tuple(chosen))


def rounds(own: Sorting) -> int:
    """Draws in a round: after so many, every case has been met."""
    found = piles(own)
    smallest = SIZE // len(found)
    return max(ceil(len(pile) / smallest) for pile in found)


def piles(own: Sorting) -> tuple[tuple[Case, ...], ...]:
    """Cases by class, in the order of the classes (one pile when the answer is a number)."""
    if own.answer == "number":
        return (own.cases,)
    return tuple(tuple(c for c in own.cases if c.right[0] == k.id) for k in own.classes)


def largest_share(classes: int) -> int:
    """The most cases that one class may need in a draw."""
    return ceil(SIZE / classes)


def _share(own: Sorting, index: int, number: int) -> int:
    """How many cases a class gives to a draw; what is left over goes round the classes."""
    count = len(piles(own))
    each, left = divmod(SIZE, count)
    return each + ((index - number * left) % count < left)


def _shuffled(own: Sorting, what: str, cases: tuple[Case, ...]) -> tuple[Case, ...]:
    def rank(case: Case) -> bytes:
        key = "\n".join((own.slug, str(own.version), what, case.id))
        return hashlib.sha256(key.encode()).digest()

    return tuple(sorted(cases, key=rank))
