"""One right answer among several."""

from __future__ import annotations

from mooc.content.directive import Directive, DirectiveSpec
from mooc.content.scope import Scope
from mooc.grading.choice import BODY_HELP, OPTIONS, ChoiceSpec, public
from mooc.grading.choice import parse as parse_choices
from mooc.grading.kind import Kind
from mooc.grading.verdict import Answer, BadAnswer, Verdict, only


def parse(directive: Directive, scope: Scope) -> ChoiceSpec | None:
    """The spec, or None when the block has errors."""
    spec = parse_choices(directive, scope)
    if spec is not None and sum(option.correct for option in spec.options) > 1:
        hint = "gardez-en une, ou écrivez :::{multiple-choice}"
        scope.error(directive.line, "plusieurs réponses justes", hint, "right-many")
        return None
    return spec


def grade(spec: ChoiceSpec, raw: Answer) -> Verdict:
    """1 for the right option, else 0; what is said of the option chosen, then of the right one."""
    wanted = only(raw, "answer")
    if not wanted:
        raise BadAnswer("Il faut choisir une réponse.")
    chosen = spec.option(wanted)
    if chosen is None:
        raise BadAnswer("Cette réponse n’est pas de cette question. Il faut en choisir une autre.")
    remarks = [chosen.remark()]
    remarks += [option.remark() for option in spec.options if option.correct and option != chosen]
    return Verdict(1.0 if chosen.correct else 0.0, tuple(remarks))


def solution(spec: ChoiceSpec) -> Answer:
    """The right answer."""
    return {"answer": [next(option.id for option in spec.options if option.correct)]}


def mistakes(spec: ChoiceSpec) -> tuple[Answer, ...]:
    """Each wrong option, alone."""
    return tuple({"answer": [option.id]} for option in spec.options if not option.correct)


DIRECTIVE = DirectiveSpec(
    name="single-choice",
    kind="single_choice",
    help="Question à choix unique : une seule réponse est juste.",
    build=parse,
    options=OPTIONS,
    body_help=BODY_HELP,
)
KIND = Kind("single_choice", "Choix unique", grade, public, DIRECTIVE, solution, mistakes)
