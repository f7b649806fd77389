"""What the two-threshold lab shows: plots, results, goals, and one's last answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from mooc.content import Block
from mooc.grading import BadAnswer, Verdict
from mooc.grading.forms import render_form
from mooc.grading.kinds.thresholds.kind import KIND, grade, public
from mooc.grading.kinds.thresholds.metrics import (
    Outcome,
    Reached,
    accepted,
    chance,
    gap_tenths,
    reached,
)
from mooc.grading.kinds.thresholds.sample import Group
from mooc.grading.kinds.thresholds.spec import Spec

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


@dataclass(frozen=True, slots=True)
class LabView:
    """One lab on a page. ``results`` and ``form`` always belong to the thresholds shown."""

    slug: str
    public: Mapping[str, Any]
    thresholds: tuple[int, int]
    results: Results
    single_missed: tuple[int, int, int]
    plots: tuple[Plot, Plot]
    bands: tuple[tuple[str, int, int, int, int], ...]
    form: Markup
    attempts: int = 0
    passed: bool = False
    fresh: bool = False
    query_error: BadAnswer | None = None
    changed: bool = False


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


def build(
    spec: Spec,
    thresholds: tuple[int, int] | None = None,
    answer: Mapping[str, str] | None = None,
    error: BadAnswer | None = None,
    **rest: Any,
) -> LabView:
    """The lab at *thresholds* (by default the single one) with its form.

    *answer* is what was sent last: graded again, unless it was refused with *error*.
    """
    verdict = _verdict(spec, answer) if answer and not error else None
    first, second = thresholds or (spec.single, spec.single)
    one, two, total = spec.under(spec.single, spec.single)
    return LabView(
        slug=spec.exercise,
        public=public(spec),
        thresholds=(first, second),
        results=results(spec, first, second),
        single_missed=(one.missed, two.missed, total.missed),
        plots=(plot(spec.practice[0], first), plot(spec.practice[1], second)),
        bands=tuple(bands(spec.practice)),
        form=_form(spec, (first, second), answer, verdict, error),
        # The lab was edited since the answer was given; the progress stays.
        changed=bool(answer) and verdict is None and error is None,
        **rest,
    )


def _verdict(spec: Spec, answer: Mapping[str, str]) -> Verdict | None:
    try:
        return grade(spec, answer)
    except BadAnswer:
        return None


def _form(
    spec: Spec,
    thresholds: tuple[int, int],
    answer: Mapping[str, str] | None,
    verdict: Verdict | None,
    error: BadAnswer | None,
) -> Markup:
    """The kind's own form; its thresholds are those shown, but a refused one stays as typed."""
    block = Block(id="labo", kind=KIND.name, spec=spec, line=0, hash=spec.hash)
    shown = {f"seuil_{n}": str(value) for n, value in enumerate(thresholds, 1)}
    given = {**shown, **(answer or {}), **({} if error else shown)}
    # Made by our own templates, which escape what was typed.
    return Markup(render_form(block, given, verdict, error))  # noqa: S704


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
