"""What two thresholds do to two groups, counted in whole numbers.

Everything is an integer or a fraction of integers, so that the page's JavaScript
(``web/metrics.js``) finds the very same values: a test runs both.
"""

from __future__ import annotations

from dataclasses import dataclass

from mooc.grading.labs.thresholds.sample import Group


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of people in a group (or in several, added up) under a threshold.

    ``size`` requests, ``helped`` of them; ``in_need`` people, ``served`` of them; ``missed`` are in
    need and not helped; ``undue`` are helped without need.
    """

    size: int
    helped: int
    in_need: int
    served: int

    @property
    def missed(self) -> int:
        return self.in_need - self.served

    @property
    def undue(self) -> int:
        return self.helped - self.served

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.size + other.size,
            self.helped + other.helped,
            self.in_need + other.in_need,
            self.served + other.served,
        )


def outcome(group: Group, threshold: int) -> Outcome:
    """Who is helped when everyone with a score of *threshold* or more is."""
    served = sum(score >= threshold for score in group.in_need)
    undue = sum(score >= threshold for score in group.others)
    return Outcome(
        len(group.in_need) + len(group.others), served + undue, len(group.in_need), served
    )


def percent(part: int, whole: int) -> int | None:
    """``part / whole`` in percent, rounded half up; ``None`` when it cannot be measured."""
    return (200 * part + whole) // (2 * whole) if whole else None


def chance(of: Outcome) -> int | None:
    """Chance of being helped when in need (true positive rate), in percent."""
    return percent(of.served, of.in_need)


def accepted(of: Outcome) -> int | None:
    """Share of the requests that are accepted (selection rate), in percent."""
    return percent(of.helped, of.size)


def gap_tenths(first: Outcome, second: Outcome) -> int | None:
    """Gap between the chances of two groups, in tenths of a point, rounded up.

    Rounded up, so that a gap shown as 5.0 points is never more than 5 points.
    """
    whole = first.in_need * second.in_need
    if not whole:
        return None
    difference = abs(first.served * second.in_need - second.served * first.in_need)
    return -(-1000 * difference // whole)


@dataclass(frozen=True, slots=True)
class Goals:
    """What a setting must reach, in percent: aids at most, reach at least, gap at most."""

    budget: int
    reach: int
    gap: int

    def loosened(self, margins: Goals) -> Goals:
        """The same goals with *margins* given away, for people the learner has not seen."""
        return Goals(
            self.budget + margins.budget, self.reach - margins.reach, self.gap + margins.gap
        )


@dataclass(frozen=True, slots=True)
class Reached:
    """Which goals are met."""

    budget: bool
    reach: bool
    gap: bool

    @property
    def all(self) -> bool:
        return self.budget and self.reach and self.gap


def reached(first: Outcome, second: Outcome, goals: Goals) -> Reached:
    """Compare the outcomes of two groups with *goals*, without rounding."""
    total = first + second
    gap = gap_tenths(first, second)
    return Reached(
        budget=100 * total.helped <= goals.budget * total.size,
        reach=100 * total.served >= goals.reach * total.in_need,
        gap=gap is not None and gap <= 10 * goals.gap,
    )


WAYS = ("seuil", "part", "chance")


def aligned(first: Group, second: Group, threshold: int, way: str) -> int:
    """The threshold of *second* that makes it most like *first* under *threshold*.

    *way*: the same threshold, the same share of aids, or the same chance when in need. The
    highest threshold when several are as close.
    """
    if way == "seuil":
        return threshold
    here = outcome(first, threshold)

    def distance(candidate: int) -> int:
        there = outcome(second, candidate)
        if way == "part":
            return abs(here.helped * there.size - there.helped * here.size)
        return abs(here.served * there.in_need - there.served * here.in_need)

    return min(range(101), key=lambda t: (distance(t), -t))
