"""What single and multiple choice share: options with an id, a label and a feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.content.directive import Directive, Option
from mooc.content.options import BLOCK_ID, choice
from mooc.content.scope import Scope
from mooc.grading.kind import option_id, shuffled
from mooc.grading.question import read_choices, read_list, read_question
from mooc.grading.verdict import Feedback

OPTIONS = {
    "id": BLOCK_ID,
    "order": Option(
        choice("mixed", "written"),
        "`mixed` mêle les réponses, toujours de la même façon ; `written` garde votre ordre.",
        default="mixed",
    ),
}
BODY_HELP = (
    "La question, puis une liste de réponses : `- [x]` juste, `- [ ]` fausse. Sous chacune, un "
    "paragraphe décalé qui l’explique. Une réponse fausse peut finir par "
    "{misconception}`nom`, pris dans misconceptions.toml."
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One option. ``label`` and ``feedback`` are safe HTML (inline, then blocks)."""

    id: str
    label: str
    correct: bool
    feedback: str
    misconception: str | None = None

    def remark(self) -> Feedback:
        """What is said of this option."""
        return Feedback(self.id, self.feedback, self.correct, self.misconception)


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """A question with options, in the order shown."""

    context: str
    legend: str
    options: tuple[Offered, ...]

    def option(self, wanted: str) -> Offered | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == wanted), None)


def parse(directive: Directive, scope: Scope) -> ChoiceSpec | None:
    """The spec, or None when no question can be made of it (problems say why)."""
    before = len(scope.problems)
    listing = read_list(directive, scope)
    if listing is None:
        return None
    question = read_question(listing.before, directive, scope)
    choices = read_choices(listing, scope)
    if len(listing.items) < 2:
        scope.error(listing.line, "une seule réponse proposée", "", "answers-few")
    if choices and not any(entry.correct for entry in choices):
        scope.error(listing.line, "aucune réponse juste", "cochez-en une : [x]", "right-missing")
    if choices and all(entry.correct for entry in choices):
        scope.error(listing.line, "aucune réponse fausse", "", "wrong-missing")
    made = {
        option_id(directive.id, entry.text): Offered(
            option_id(directive.id, entry.text),
            scope.inline(entry.text, entry.line),
            entry.correct,
            entry.feedback,
            entry.misconception,
        )
        for entry in choices
    }
    if any(problem.severity == "error" for problem in scope.problems[before:]):
        return None
    ids = tuple(made)
    if directive.options["order"] == "mixed":
        ids = shuffled(directive.id, ids)
    return ChoiceSpec(question.context, question.legend, tuple(made[name] for name in ids))


def public(spec: ChoiceSpec) -> Mapping[str, Any]:
    """The question and its options, without what is right or said of them."""
    options = [{"id": option.id, "label": option.label} for option in spec.options]
    return {"context": spec.context, "legend": spec.legend, "options": options}
