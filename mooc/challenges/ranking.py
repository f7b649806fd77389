"""Who stands where: accuracy within the fairness bound, equal places for equal values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What a board shows of one participant. ``within`` says that the gap is within the bound;
    energy (joules, from, to) and size (bytes) are what the participant declared."""

    name: str
    accuracy: float
    gap: float | None
    within: bool
    at: datetime
    joules: tuple[float, float] | None
    octets: int | None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """``rank`` is None beyond the fairness bound: shown, not ranked."""

    rank: int | None
    standing: Standing


def ranked(standings: Iterable[Standing]) -> tuple[Place, ...]:
    """Within the bound first, from the most to the least accurate; then those beyond it.

    Equals share a rank and stand in the order in which they got there. Neither energy nor size
    orders anything: they are declared, not measured.
    """
    ordered = sorted(standings, key=lambda s: (not s.within, -s.accuracy, s.at, s.name))
    places: list[Place] = []
    for number, standing in enumerate(ordered, start=1):
        same = places and places[-1].standing.accuracy == standing.accuracy
        rank = places[-1].rank if same and places[-1].standing.within else number
        places.append(Place(rank if standing.within else None, standing))
    return tuple(places)
