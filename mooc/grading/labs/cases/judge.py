"""Counts: which answers are right, how many of each class, whether the goal is met."""

from __future__ import annotations

from dataclasses import dataclass

from mooc.grading.labs.cases.given import Given, as_number
from mooc.grading.labs.cases.model import Case, Sorting, Strategy

# Of twelve answers, how many must follow a naive way for the verdict to name it.
FOLLOWS = 10


@dataclass(frozen=True, slots=True)
class Count:
    """One class: how many the learner put there, how many belong there, how many are both.

    A case with two right answers belongs to the one given when it is right, else to its first.
    """

    id: str
    given: int
    right: int
    both: int


@dataclass(frozen=True, slots=True)
class Result:
    """``marked``, ``present`` and ``found`` are of the target class, 0 when there is none."""

    hits: tuple[bool, ...]
    counts: tuple[Count, ...]
    met: bool
    marked: int
    present: int
    found: int

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(self.hits)


def is_right(own: Sorting, case: Case, answer: str) -> bool:
    """True for an accepted class, or for a number within the tolerance."""
    if own.answer == "class":
        return answer in case.right
    assert case.value is not None
    accepted = max(own.tolerance * case.value / 100, own.tolerance_min)
    return abs(as_number(answer) - case.value) <= accepted


def judge(own: Sorting, given: Given) -> Result:
    """Everything that the verdict says, from plain counts."""
    pairs = tuple(zip(given.cases, given.answers, strict=True))
    hits = tuple(is_right(own, case, answer) for case, answer in pairs)
    counts = tuple(_count(k.id, pairs) for k in own.classes)
    target = next((c for c in counts if c.id == own.goal.target), Count("", 0, 0, 0))
    return Result(
        hits=hits,
        counts=counts,
        met=sum(hits) >= own.goal.right and _precise(own, target) and _recalls(own, target),
        marked=target.given,
        present=target.right,
        found=target.both,
    )


def _count(class_id: str, pairs: tuple[tuple[Case, str], ...]) -> Count:
    belongs = [
        (answer if answer in case.right else case.right[0]) == class_id for case, answer in pairs
    ]
    marked = [answer == class_id for _case, answer in pairs]
    both = sum(m and b for m, b in zip(marked, belongs, strict=True))
    return Count(class_id, sum(marked), sum(belongs), both)


def _precise(own: Sorting, target: Count) -> bool:
    """Nothing marked cannot be measured, and does not do."""
    if not own.goal.precision:
        return True
    return target.given > 0 and 100 * target.both >= own.goal.precision * target.given


def _recalls(own: Sorting, target: Count) -> bool:
    return 100 * target.both >= own.goal.recall * target.right


def followed(own: Sorting, given: Given) -> Strategy | None:
    """The naive way that these answers follow most closely, if any."""
    scored = [(agreement(own, way, given), -n, way) for n, way in enumerate(own.strategies)]
    best = max(scored, default=None, key=lambda item: item[:2])
    return best[2] if best and best[0] >= FOLLOWS else None


def agreement(own: Sorting, way: Strategy, given: Given) -> int:
    """How many answers are those of the naive way."""
    pairs = zip(given.cases, given.answers, strict=True)
    return sum(_same(own, way.answers(case), answer) for case, answer in pairs)


def _same(own: Sorting, one: str, other: str) -> bool:
    if own.answer == "class":
        return one == other
    return as_number(one) == as_number(other)


def missing(own: Sorting, result: Result) -> str:
    """Why the goal is not met: ``too-few`` or ``too-many`` of the target, else ``mixed``."""
    target = next((c for c in result.counts if c.id == own.goal.target), None)
    if target is None:
        return "mixed"
    precise, recalls = _precise(own, target), _recalls(own, target)
    if precise and not recalls:
        return "too-few"
    return "too-many" if recalls and not precise else "mixed"
