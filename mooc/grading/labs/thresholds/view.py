"""What the two-threshold lab shows: plots, results, goals, for the practice set alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.labs.thresholds.given import LONGEST_REASON, threshold
from mooc.grading.labs.thresholds.metrics import (
    WAYS,
    Outcome,
    Reached,
    accepted,
    aligned,
    chance,
    gap_tenths,
    reached,
)
from mooc.grading.labs.thresholds.sample import Group
from mooc.grading.labs.thresholds.spec import Spec
from mooc.grading.verdict import Answer, only

UNIT = 10  # plot units for a point of score: the plot is 1000 wide
RADIUS = 9
STEP = 20  # between two dots of a stack
BAND = 5  # points of score in a row of the table of people


@dataclass(frozen=True, slots=True)
class Dot:
    """A person of the plot, in plot units."""

    x: int
    y: int
    score: int
    need: bool
    helped: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """The people of a group, stacked: in need above the axis, the others below."""

    dots: tuple[Dot, ...]
    height: int
    axis: int
    line: int


@dataclass(frozen=True, slots=True)
class Results:
    """What two thresholds give: by group, in all, and beside the goals."""

    groups: tuple[Outcome, Outcome]
    total: Outcome
    chances: tuple[int | None, ...]
    shares: tuple[int | None, ...]
    gap: int | None
    met: Reached


def view(spec: Spec, fields: Answer) -> Mapping[str, Any]:
    """The bench at the thresholds of *fields* (the single one otherwise); no hidden person in it.

    ``aligner`` first moves the second threshold to make that much equal.
    """
    first, second = thresholds_of(spec, fields)
    one, two, total = spec.under(spec.single, spec.single)
    return {
        "groups": [{"id": g.id, "name": g.name, "place": g.place} for g in spec.groups],
        "goals": spec.goals,
        "margins": spec.margins,
        "aids": spec.aids,
        "single": spec.single,
        "hidden_size": sum(len(g.in_need) + len(g.others) for g in spec.hidden),
        "longest_reason": LONGEST_REASON,
        "thresholds": (first, second),
        "results": results(spec, first, second),
        "single_missed": (one.missed, two.missed, total.missed),
        "plots": (plot(spec.practice[0], first), plot(spec.practice[1], second)),
        "bands": tuple(bands(spec.practice)),
        "data": {
            "budget": spec.goals.budget,
            "reach": spec.goals.reach,
            "gap": spec.goals.gap,
            "aids": spec.aids,
        },
    }


def thresholds_of(spec: Spec, fields: Answer) -> tuple[int, int]:
    """The two thresholds that *fields* ask for; BadAnswer names the one that cannot be read."""
    if not {"seuil_1", "seuil_2"} & set(fields):
        return spec.single, spec.single
    first, second = threshold(fields, "seuil_1"), threshold(fields, "seuil_2")
    way = only(fields, "aligner")
    return first, aligned(*spec.practice, first, way) if way in WAYS else second


def results(spec: Spec, first: int, second: int) -> Results:
    """Outcomes on the practice set; never on the hidden people."""
    one, two, total = spec.under(first, second)
    return Results(
        (one, two),
        total,
        tuple(chance(of) for of in (one, two, total)),
        tuple(accepted(of) for of in (one, two, total)),
        gap_tenths(one, two),
        reached(one, two, spec.goals),
    )


def plot(group: Group, threshold: int) -> Plot:
    """Stack a group's people so that no two dots touch."""
    need, others = list(_stacked(group.in_need)), list(_stacked(group.others))
    above = (max(level for _, level in need) + 1) * STEP + RADIUS
    below = (max(level for _, level in others) + 1) * STEP + RADIUS
    dots = [(score, above - (level + 1) * STEP + RADIUS // 2, True) for score, level in need]
    dots += [(score, above + (level + 1) * STEP - RADIUS // 2, False) for score, level in others]
    return Plot(
        tuple(Dot(score * UNIT, y, score, is_, score >= threshold) for score, y, is_ in dots),
        above + below,
        above,
        threshold * UNIT - UNIT // 2,
    )


def _stacked(scores: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(score, level) of each person, at the lowest level where there is room."""
    ends: list[int] = []
    for score in scores:
        free = (n for n, end in enumerate(ends) if score * UNIT - end >= STEP)
        level = next(free, len(ends))
        ends[level : level + 1] = [score * UNIT]
        yield score, level


def bands(sample: tuple[Group, Group]) -> Iterator[tuple[str, int, int, int, int]]:
    """The plot as a table: people by band of scores; group by group, in need then not."""
    columns = [scores for group in sample for scores in (group.in_need, group.others)]
    for low in range(0, 100, BAND):
        counts = [sum(low <= score < low + BAND for score in scores) for scores in columns]
        if any(counts):
            yield (f"{low} à {low + BAND - 1}", *counts)  # type: ignore[misc]
