"""Several right answers among several."""

from __future__ import annotations

from mooc.content.directive import DirectiveSpec
from mooc.grading.choice import BODY_HELP, OPTIONS, ChoiceSpec, parse, public
from mooc.grading.kind import Kind
from mooc.grading.verdict import Answer, BadAnswer, Verdict, values


def grade(spec: ChoiceSpec, raw: Answer) -> Verdict:
    """Right options ticked less wrong ones ticked, over the number of right ones, at least 0.

    Only the exact set earns 1. Remarks: every option ticked, and every right one missed.
    """
    ticked = frozenset(values(raw, "answer"))
    if not ticked:
        raise BadAnswer("Il faut cocher au moins une réponse.")
    if not ticked <= {option.id for option in spec.options}:
        raise BadAnswer("Une réponse cochée n’est pas de cette question. Il faut recommencer.")
    right = frozenset(option.id for option in spec.options if option.correct)
    score = max(0, len(ticked & right) - len(ticked - right)) / len(right)
    shown = (option for option in spec.options if option.id in ticked | right)
    return Verdict(score, tuple(option.remark() for option in shown))


def solution(spec: ChoiceSpec) -> Answer:
    """Every right option."""
    return {"answer": [option.id for option in spec.options if option.correct]}


def mistakes(spec: ChoiceSpec) -> tuple[Answer, ...]:
    """Each wrong option, alone."""
    return tuple({"answer": [option.id]} for option in spec.options if not option.correct)


DIRECTIVE = DirectiveSpec(
    name="multiple-choice",
    kind="multiple_choice",
    help="Question à choix multiples : une ou plusieurs réponses sont justes.",
    build=parse,
    options=OPTIONS,
    body_help=BODY_HELP,
)
KIND = Kind("multiple_choice", "Choix multiples", grade, public, DIRECTIVE, solution, mistakes)
