"""Likeness of two words: the cosine of their vectors. ``web/model.js`` is its twin."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import sqrt
from pathlib import Path

Vector = Sequence[int]
GROUP = 4
CLOSE, FAR = 0.6, 0.15  # likeness of the three, and of the odd one with each of them


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of the map, each with its vector, in the order of the alphabet."""

    vectors: Mapping[str, Vector]

    def likeness(self, one: str, other: str) -> float:
        """From -1 to 1: how much two words keep the same company."""
        return cosine(self.vectors[one], self.vectors[other])

    def neighbours(self, word: str, many: int) -> list[tuple[str, float]]:
        """The *many* words most like *word*, the closest first; ties in the order of the map."""
        others = [(other, self.likeness(word, other)) for other in self.vectors if other != word]
        return sorted(others, key=lambda pair: -pair[1])[:many]


@dataclass(frozen=True, slots=True)
class Group:
    """Four words; one of them is far from the three others."""

    words: tuple[str, ...]


def load(path: Path) -> Words:
    """The vectors of ``vecteurs.json``."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Words({word: tuple(vector) for word, *vector in rows})


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors; 0 when one of them is nothing but zeros."""
    product = sum(a * b for a, b in zip(one, other, strict=True))
    lengths = sqrt(sum(a * a for a in one) * sum(b * b for b in other))
    return product / lengths if lengths else 0.0


def odd_one(words: Words, group: Sequence[str]) -> str:
    """The word whose mean likeness with the others is the lowest."""
    return min(group, key=lambda word: sum(words.likeness(word, o) for o in group if o != word))


def odd_letters(group: Sequence[str]) -> str:
    """The word that is written least like the others."""
    return max(group, key=lambda word: (sum(unlike(word, o) for o in group if o != word), word))


def unlike(one: str, other: str) -> float:
    """How much of two words must be rewritten to change one into the other, from 0 to 1."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row[0] = row[0], at
        for to, target in enumerate(other, start=1):
            best = min(row[to] + 1, row[to - 1] + 1, last + (letter != target))
            last, row[to] = row[to], best
    return row[-1] / max(len(one), len(other), 1)


@lru_cache(maxsize=512)
def groups(words: Words, draw: int, many: int) -> tuple[Group, ...]:
    """The groups of draw number *draw*: always the same, no word twice.

    The odd one is chosen among the far words so that its letters do not give it away.
    """
    chance = random.Random(f"carte-des-mots {draw}")  # noqa: S311 - a game, no secret
    order = list(words.vectors)
    chance.shuffle(order)
    found: list[Group] = []
    used: set[str] = set()
    for word in order:
        group = _group(words, word, used, chance)
        if group:
            found.append(group)
            used |= set(group.words)
        if len(found) == many:
            break
    return tuple(found)


def _group(words: Words, word: str, used: set[str], chance: random.Random) -> Group | None:
    near = [other for other, _ in words.neighbours(word, 6) if other not in used]
    if word in used:
        return None
    trios = [
        (word, *pair)
        for pair in combinations(near, 2)
        if words.likeness(*pair) >= CLOSE
        and all(words.likeness(word, other) >= CLOSE for other in pair)
    ]
    chance.shuffle(trios)
    for trio in trios[:3]:
        far = [w for w in words.vectors if w not in used and _far(words, w, trio)]
        far.sort(key=lambda w: sum(unlike(w, other) for other in trio))
        for other in far[:4]:
            four = [*trio, other]
            if odd_letters(four) != other:
                chance.shuffle(four)
                return Group(tuple(four))
    return None


def _far(words: Words, word: str, trio: Sequence[str]) -> bool:
    return word not in trio and all(words.likeness(word, other) <= FAR for other in trio)
