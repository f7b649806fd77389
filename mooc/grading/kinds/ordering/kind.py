"""Items to put in order."""

from __future__ import annotations

from mooc.content.directive import Directive, DirectiveSpec
from mooc.content.options import BLOCK_ID
from mooc.content.scope import Scope
from mooc.grading.kind import Kind, option_id, shuffled
from mooc.grading.placing import (
    Placed,
    PlacingSpec,
    grade_placing,
    mistakes,
    public,
    read_placing,
    solution,
)
from mooc.grading.question import (
    Choice,
    check_repeats,
    read_feedback,
    read_list,
    read_question,
    read_tag,
)
from mooc.grading.verdict import Answer, BadAnswer, Verdict

LEAST = 3


def parse(directive: Directive, scope: Scope) -> PlacingSpec | None:
    """The spec, or None when the block has errors. The source gives the right order."""
    before = len(scope.problems)
    listing = read_list(directive, scope, ordered=True)
    if listing is None:
        return None
    question = read_question(listing.before, directive, scope)
    steps: list[Choice] = []
    for item in listing.items:
        text, tag = read_tag(item.label, item.line, scope)
        if not text:
            scope.error(item.line, "étape vide", "", "answer-empty")
        steps.append(Choice(text, True, read_feedback(item, scope), tag, item.line))
    check_repeats(steps, scope)
    if len(steps) < LEAST:
        scope.error(listing.line, f"moins de {LEAST} étapes à ranger", "", "answers-few")
    if any(problem.severity == "error" for problem in scope.problems[before:]):
        return None
    placed = {}
    for position, step in enumerate(steps, 1):
        name = option_id(directive.id, step.text)
        label = scope.inline(step.text, step.line)
        placed[name] = Placed(name, label, str(position), step.feedback, step.misconception)
    names = shuffled(directive.id, tuple(placed))
    # Mixed by chance as it should be: the answer would be on the screen.
    names = (*names[1:], names[0]) if names == tuple(placed) else names
    items = tuple(placed[name] for name in names)
    targets = tuple((str(n), str(n)) for n in range(1, len(items) + 1))
    return PlacingSpec(question.context, question.legend, items, targets)


def grade(spec: PlacingSpec, raw: Answer) -> Verdict:
    """The share of items at their place. Two items cannot share a place."""
    given = read_placing(spec, raw, "Chaque élément doit avoir une place.")
    taken: set[str] = set()
    for item, position in given.items():
        if position in taken:
            raise BadAnswer(f"Deux éléments ont la place {position}.", f"answer-{item}")
        taken.add(position)
    return grade_placing(spec, given)


DIRECTIVE = DirectiveSpec(
    name="ordering",
    kind="ordering",
    help="Éléments à remettre dans l’ordre. Ils sont montrés mêlés, toujours de la même façon.",
    build=parse,
    options={"id": BLOCK_ID},
    body_help=(
        "La question, puis une liste numérotée dans le bon ordre. Sous chaque élément, un "
        "paragraphe décalé qui dit pourquoi il est là."
    ),
)
KIND = Kind("ordering", "Remise en ordre", grade, public, DIRECTIVE, solution, mistakes)
