"""A few words, compared with the answers and mistakes that the author expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.content.directive import Directive, DirectiveSpec
from mooc.content.options import BLOCK_ID
from mooc.content.scope import Scope
from mooc.grading.kind import Kind
from mooc.grading.kinds.short_text.text import MAX_LENGTH, matches, normalise
from mooc.grading.question import Choice, read_choices, read_list, read_question
from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only


@dataclass(frozen=True, slots=True)
class Expected:
    """Variants of one answer, normalised; none of them for any other text.

    ``words`` is the first one as its author wrote it.
    """

    variants: tuple[str, ...]
    correct: bool
    feedback: str
    misconception: str | None
    words: str = ""

    def holds(self, text: str) -> bool:
        """Whether the normalised text is this answer."""
        return not self.variants or any(matches(variant, text) for variant in self.variants)

    def remark(self) -> Feedback:
        """The remark, on the whole answer."""
        return Feedback("", self.feedback, self.correct, self.misconception)


@dataclass(frozen=True, slots=True)
class ShortTextSpec:
    """``answers`` are tried in order: right ones first, any other text last."""

    context: str
    legend: str
    model: str
    answers: tuple[Expected, ...]


def parse(directive: Directive, scope: Scope) -> ShortTextSpec | None:
    """The spec, or None when the block has errors."""
    before = len(scope.problems)
    listing = read_list(directive, scope)
    if listing is None:
        return None
    question = read_question(listing.before, directive, scope)
    choices = read_choices(listing, scope)
    answers = [_expected(choice, scope) for choice in choices]
    rights = [answer for answer in answers if answer.correct]
    others = [answer for answer in answers if not answer.variants]
    if not rights:
        scope.error(listing.line, "aucune réponse juste", "ajoutez [x] réponse", "right-missing")
    if len(others) != 1:
        hint = "ajoutez « - [ ] * » et son commentaire, une seule fois"
        scope.error(listing.line, "il manque le cas de toute autre réponse", hint, "other-missing")
    if any(problem.severity == "error" for problem in scope.problems[before:]):
        return None
    wrongs = [answer for answer in answers if answer.variants and not answer.correct]
    ordered = (*rights, *wrongs, *others)
    return ShortTextSpec(question.context, question.legend, rights[0].words, ordered)


def _expected(choice: Choice, scope: Scope) -> Expected:
    if choice.text in ("*", r"\*"):
        if choice.correct:
            scope.error(choice.line, "« * » ne peut pas être juste", "", "other-right")
        return Expected((), False, choice.feedback, choice.misconception)
    variants = tuple(normalise(part) for part in choice.text.split("|"))
    if not all(variant.strip("* ") for variant in variants):
        hint = "séparez les variantes par |"
        scope.error(choice.line, "variante vide", hint, "variant-empty")
    if choice.correct and "*" in choice.text.partition("|")[0]:
        hint = "la première variante est montrée comme réponse attendue : écrivez-la en entier"
        scope.error(choice.line, "étoile dans la réponse modèle", hint, "variant-star")
    words = choice.text.partition("|")[0].strip()
    return Expected(variants, choice.correct, choice.feedback, choice.misconception, words)


def grade(spec: ShortTextSpec, raw: Answer) -> Verdict:
    """1 for a right variant, else 0; a wrong answer also gets the remark of the right one."""
    text = only(raw, "answer").strip()
    if len(text) > MAX_LENGTH:
        raise BadAnswer(f"La réponse tient en {MAX_LENGTH} caractères au plus.")
    plain = normalise(text.replace("*", " "))
    if not plain:
        raise BadAnswer("Il faut écrire une réponse.")
    found = next(answer for answer in spec.answers if answer.holds(plain))
    right = spec.answers[0]
    remarks = (found.remark(),) if found.correct else (found.remark(), right.remark())
    return Verdict(float(found.correct), remarks, details={"expected": spec.model})


def public(spec: ShortTextSpec) -> Mapping[str, Any]:
    """The question."""
    return {"context": spec.context, "legend": spec.legend}


def solution(spec: ShortTextSpec) -> Answer:
    """The model answer."""
    return {"answer": [spec.model]}


def mistakes(spec: ShortTextSpec) -> tuple[Answer, ...]:
    """Each mistake expected that can be typed as it is, then words that nobody expects."""
    wrongs = [v for a in spec.answers if not a.correct for v in a.variants if "*" not in v]
    return tuple({"answer": [text]} for text in (*wrongs, "je ne sais pas du tout"))


DIRECTIVE = DirectiveSpec(
    name="short-text",
    kind="short_text",
    help="Réponse en quelques mots. Majuscules, accents, pluriels et articles ne comptent pas.",
    build=parse,
    options={"id": BLOCK_ID},
    body_help=(
        "La question, puis une liste : `- [x] réponse | variante` (juste), `- [ ] autre` (erreur "
        "attendue), `- [ ] *` (tout le reste). Dans une variante, `*` remplace des mots. Sous "
        "chacune, un paragraphe décalé qui l’explique."
    ),
)
KIND = Kind("short_text", "Réponse courte", grade, public, DIRECTIVE, solution, mistakes)
