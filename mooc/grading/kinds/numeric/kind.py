"""A number, with a tolerance and remarks on expected mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mooc.content.directive import Directive, DirectiveSpec, Option
from mooc.content.options import BLOCK_ID, TEXT
from mooc.content.scope import Scope
from mooc.grading.kind import Kind
from mooc.grading.kinds.numeric.number import LIMIT, NotANumber, parse_number, strip_unit
from mooc.grading.kinds.numeric.rule import Range, parse_range, range_words
from mooc.grading.question import Choice, read_choices, read_list, read_question
from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of a number in a range; ``range`` is None for any other number.

    ``words`` says the range with its unit, as it is shown once the answer is known.
    """

    range: Range | None
    correct: bool
    feedback: str
    misconception: str | None
    words: str = ""

    def remark(self) -> Feedback:
        """The remark, on the whole answer."""
        return Feedback("", self.feedback, self.correct, self.misconception)


@dataclass(frozen=True, slots=True)
class NumericSpec:
    """``rules`` are tried in order: right ones first, the one for any other number last."""

    context: str
    legend: str
    unit: str
    rules: tuple[Rule, ...]


def parse(directive: Directive, scope: Scope) -> NumericSpec | None:
    """The spec, or None when the block has errors."""
    before = len(scope.problems)
    listing = read_list(directive, scope)
    if listing is None:
        return None
    question = read_question(listing.before, directive, scope)
    choices = read_choices(listing, scope)
    unit = directive.options["unit"]
    rules = [rule for choice in choices if (rule := _rule(choice, unit, scope)) is not None]
    rights = [rule for rule in rules if rule.correct]
    others = [rule for rule in rules if rule.range is None]
    if choices and not any(choice.correct for choice in choices):
        scope.error(listing.line, "aucune réponse juste", "ajoutez [x] 12 ± 0,5", "right-missing")
    if len(others) != 1:
        hint = "ajoutez « - [ ] * » et son commentaire, une seule fois"
        scope.error(listing.line, "il manque le cas de tout autre nombre", hint, "other-missing")
    _reachable(choices, rights, scope)
    if any(problem.severity == "error" for problem in scope.problems[before:]):
        return None
    wrongs = [rule for rule in rules if not rule.correct and rule.range is not None]
    ordered = (*rights, *wrongs, *others)
    return NumericSpec(question.context, question.legend, unit, ordered)


def _rule(choice: Choice, unit: str, scope: Scope) -> Rule | None:
    if choice.text in ("*", r"\*"):
        if choice.correct:
            scope.error(choice.line, "« * » ne peut pas être juste", "", "other-right")
        return Rule(None, False, choice.feedback, choice.misconception)
    try:
        found = parse_range(choice.text)
    except NotANumber as error:
        hint = "écrivez 12, 12 ± 0,5, 20..30, ou *"
        scope.error(choice.line, f"réponse illisible : {error}", hint, "number")
        return None
    words = range_words(choice.text, unit)
    return Rule(found, choice.correct, choice.feedback, choice.misconception, words)


def _reachable(choices: tuple[Choice, ...], rights: list[Rule], scope: Scope) -> None:
    """A wrong range inside a right one would never be used."""
    for choice in choices:
        if choice.correct or choice.text in ("*", r"\*"):
            continue
        try:
            wrong = parse_range(choice.text)
        except NotANumber:
            continue
        if any(right.range and wrong.within(right.range) for right in rights):
            message = "réponse fausse à l’intérieur d’une réponse juste"
            scope.error(choice.line, message, "", "answer-unreachable")


def grade(spec: NumericSpec, raw: Answer) -> Verdict:
    """1 in a right range, else 0; a wrong answer also gets the remark of the right one."""
    text = only(raw, "answer")
    try:
        value = parse_number(strip_unit(text, spec.unit))
    except NotANumber as error:
        raise BadAnswer(_with_unit(str(error), spec)) from None
    rule = next(rule for rule in spec.rules if rule.range is None or rule.range.holds(value))
    right = spec.rules[0]
    remarks = (rule.remark(),) if rule.correct else (rule.remark(), right.remark())
    return Verdict(float(rule.correct), remarks, details={"expected": right.words})


def _with_unit(message: str, spec: NumericSpec) -> str:
    return f"{message} L’unité est\u00a0: {spec.unit}." if spec.unit else message


def public(spec: NumericSpec) -> Mapping[str, Any]:
    """The question and its unit."""
    return {"context": spec.context, "legend": spec.legend, "unit": spec.unit}


def solution(spec: NumericSpec) -> Answer:
    """An end of the first right range that is a number one can type."""
    found = spec.rules[0].range
    assert found is not None
    return {"answer": [str(found.low if found.low > -LIMIT else found.high)]}


def mistakes(spec: NumericSpec) -> tuple[Answer, ...]:
    """An end of each mistake expected, then a number that is none of them."""
    ends = [rule.range for rule in spec.rules if rule.range is not None and not rule.correct]
    expected = [str(r.low if r.low > -LIMIT else r.high) for r in ends]
    held = [rule.range for rule in spec.rules if rule.range is not None]
    others = (Decimal(n) for n in (7, 41, 977, -3))
    other = next((str(n) for n in others if not any(r.holds(n) for r in held)), "")
    return tuple({"answer": [text]} for text in (*expected, other) if text)


DIRECTIVE = DirectiveSpec(
    name="numeric",
    kind="numeric",
    help="Réponse en chiffres. La virgule et le point conviennent, l’unité peut être écrite.",
    build=parse,
    options={
        "id": BLOCK_ID,
        "unit": Option(TEXT, "Unité affichée à côté du champ, par exemple %.", default=""),
    },
    body_help=(
        "La question, puis une liste : `- [x] 12 ± 0,5` (juste), `- [ ] 20..30` (erreur attendue), "
        "`- [ ] *` (tout autre nombre). Sous chacune, un paragraphe décalé qui l’explique."
    ),
)
KIND = Kind("numeric", "Réponse en chiffres", grade, public, DIRECTIVE, solution, mistakes)
