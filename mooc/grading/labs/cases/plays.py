"""Whole answers for the tests and for ``mooc check``: right ones, and each naive way."""

from __future__ import annotations

from collections.abc import Callable

from mooc.grading.lab import Play
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import Case, Sorting, Strategy, field_of
from mooc.grading.labs.cases.verdict import GOOD, SORTED
from mooc.grading.verdict import Answer


def plays(own: Sorting) -> tuple[Play, ...]:
    """The first draw won and played naively, and won in the second draw but for a question."""
    found = [Play("tout juste", won(own, 1), True, GOOD)]
    found += [Play(way.title, naive(own, 1, way), False, way.id) for way in own.strategies]
    for ask in own.asks:
        wrong = next(o.id for o in ask.question.options if o.id != ask.question.right)
        answer = {**won(own, 2), ask.field: [wrong]}
        found.append(Play(f"tri juste, question {ask.id} manquée", answer, False, SORTED))
    return tuple(found)


def won(own: Sorting, number: int) -> Answer:
    """The right answers of draw *number*."""
    return _answer(own, number, lambda case: case.right[0] if case.right else str(case.value))


def naive(own: Sorting, number: int, way: Strategy) -> Answer:
    """Draw *number* answered by a naive way; the questions after it are answered right."""
    return _answer(own, number, way.answers)


def _answer(own: Sorting, number: int, answers: Callable[[Case], str]) -> Answer:
    asked = {ask.field: [ask.question.right] for ask in own.asks}
    cases = enumerate(draw.draw(own, number), 1)
    return {
        draw.FIELD: [str(number)],
        **{field_of(place): [answers(case)] for place, case in cases},
        **asked,
    }
