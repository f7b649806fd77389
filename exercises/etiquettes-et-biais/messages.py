"""Messages made of parts, each written twice: in everyday French and in the speech of Marseille.

The same draw of parts gives two messages with the same content: only the way of speaking differs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from .model import Model, flagged, weight

PAIRS = 5  # friendly pairs and hurtful pairs to label: 4 × 5 messages

Pair = tuple[str, str]
# The places of an opener, a subject, a judgement and an end.
Places = tuple[int, int, int, int]


GROUPS = ("français courant", "parler marseillais")


@dataclass(frozen=True, slots=True)
class Parts:
    """``judgements`` and ``ends`` are those of friendly messages, then of hurtful ones."""

    openers: tuple[Pair, ...]
    subjects: tuple[str, ...]
    judgements: tuple[tuple[Pair, ...], tuple[Pair, ...]]
    ends: tuple[tuple[Pair, ...], tuple[Pair, ...]]

    def columns(self, group: int, hurtful: int) -> tuple[tuple[str, ...], ...]:
        """The four columns of parts that make the messages of a group and a sort."""
        return (
            tuple(pair[group] for pair in self.openers),
            self.subjects,
            tuple(pair[group] for pair in self.judgements[hurtful]),
            tuple(pair[group] for pair in self.ends[hurtful]),
        )


@dataclass(frozen=True, slots=True)
class Message:
    """A message to label. ``hurtful`` and ``panel`` (did the panel flag it) are the lab's own."""

    text: str
    group: int
    hurtful: bool
    places: Places
    panel: bool


@dataclass(frozen=True, slots=True)
class Rates:
    """By group: friendly messages flagged by mistake and hurtful ones found, in tenths of %."""

    alarms: tuple[int, int]
    found: tuple[int, int]

    @property
    def gap(self) -> int:
        """Between the two groups' false alarms."""
        return abs(self.alarms[0] - self.alarms[1])


def parts_of(table: Mapping[str, Any]) -> Parts:
    """The parts of ``lab.toml``."""

    def pairs(name: str) -> tuple[Pair, ...]:
        return tuple((first, second) for first, second in table[name])

    return Parts(
        pairs("openers"),
        tuple(table["subjects"]),
        (pairs("friendly"), pairs("hurtful")),
        (pairs("friendly_ends"), pairs("hurtful_ends")),
    )


def draw(parts: Parts, number: int, missed: int) -> tuple[Message, ...]:
    """Twenty messages in a drawn order. The panel flags what is hurtful, and *missed* friendly
    messages of the second group besides: this is the bias put in."""
    chance = random.Random(f"etiquettes-et-biais {number}")  # noqa: S311 - public on purpose
    sorts = [[*zip(*_drawn(parts, hurtful, chance), strict=True)] for hurtful in (0, 1)]
    wrong = set(chance.sample(range(PAIRS), missed))
    found = [
        Message(
            text(parts, places, group, hurtful),
            group,
            bool(hurtful),
            places,
            bool(hurtful) or (group == 1 and n in wrong),
        )
        for hurtful, drawn in enumerate(sorts)
        for n, places in enumerate(drawn)
        for group in (0, 1)
    ]
    chance.shuffle(found)
    return tuple(found)


def _drawn(parts: Parts, hurtful: int, chance: random.Random) -> Iterator[list[int]]:
    """Places for five pairs, column by column: no part is used twice."""
    for column in parts.columns(0, hurtful):
        yield chance.sample(range(len(column)), PAIRS)


def text(parts: Parts, places: Places, group: int, hurtful: int) -> str:
    """The message of these places, as it reads."""
    columns = parts.columns(group, hurtful)
    opener, subject, judgement, end = (c[p] for c, p in zip(columns, places, strict=True))
    return f"{opener} {subject}, {judgement}, {end}."


def rates(parts: Parts, model: Model, labelled: Sequence[Message], half: int) -> Rates:
    """What *model* does on half of all messages (0: shown, 1: judged), without those labelled."""
    counts = {
        (group, hurtful): counted(parts, model, labelled, half, group, hurtful)
        for group in (0, 1)
        for hurtful in (0, 1)
    }
    tenths = {key: 1000 * flags // total for key, (flags, total) in counts.items()}
    return Rates((tenths[0, 0], tenths[1, 0]), (tenths[0, 1], tenths[1, 1]))


def counted(
    parts: Parts, model: Model, labelled: Sequence[Message], half: int, group: int, hurtful: int
) -> tuple[int, int]:
    """(flagged, all) among the messages of a group and a sort, without those labelled."""
    seen = {(m.hurtful, m.places) for m in labelled}
    columns = [[weight(model, part) for part in c] for c in parts.columns(group, hurtful)]
    flags = total = 0
    for places in product(*(range(len(column)) for column in columns)):
        if sum(places) % 2 != half or (bool(hurtful), places) in seen:
            continue
        total += 1
        flags += flagged(model, [c[p] for c, p in zip(columns, places, strict=True)])
    return flags, total
