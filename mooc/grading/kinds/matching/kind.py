"""Items to join to what they go with."""

from __future__ import annotations

import re
from html import unescape

from mooc.content.directive import Directive, DirectiveSpec
from mooc.content.listing import Item
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
from mooc.grading.verdict import Answer, Verdict


def parse(directive: Directive, scope: Scope) -> PlacingSpec | None:
    """The spec, or None when the block has errors."""
    before = len(scope.problems)
    listing = read_list(directive, scope)
    if listing is None:
        return None
    question = read_question(listing.before, directive, scope)
    placed: dict[str, Placed] = {}
    targets: dict[str, str] = {}
    written: list[Choice] = []
    for item in listing.items:
        left, right, tag = _sides(item, scope)
        if not right:
            continue
        value = option_id(directive.id, f"=> {right}")
        targets[value] = _plain(scope.inline(right, item.line))
        if not left:
            continue
        feedback = read_feedback(item, scope)
        written.append(Choice(left, True, feedback, tag, item.line))
        name = option_id(directive.id, left)
        placed[name] = Placed(name, scope.inline(left, item.line), value, feedback, tag)
    check_repeats(written, scope)
    if len(written) < 2 or len(targets) < 2:
        hint = "il faut au moins deux éléments et deux choix"
        scope.error(listing.line, "trop peu à relier", hint, "answers-few")
    if any(problem.severity == "error" for problem in scope.problems[before:]):
        return None
    return PlacingSpec(
        question.context,
        question.legend,
        tuple(placed[name] for name in shuffled(directive.id, tuple(placed))),
        tuple((value, targets[value]) for value in shuffled(directive.id, tuple(targets))),
    )


def _sides(item: Item, scope: Scope) -> tuple[str, str, str | None]:
    """(left, right, misconception). An empty left is a choice that nothing goes with."""
    text, tag = read_tag(item.label, item.line, scope)
    left, arrow, right = text.partition("=>")
    if not arrow or not right.strip():
        hint = "écrivez « gauche => droite »"
        scope.error(item.line, "ligne sans flèche", hint, "matching-arrow")
        return "", "", None
    return left.strip(), right.strip(), tag


def _plain(html: str) -> str:
    """A choice of a list cannot hold markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def grade(spec: PlacingSpec, raw: Answer) -> Verdict:
    """The share of items joined to what they go with."""
    return grade_placing(spec, read_placing(spec, raw, "Une réponse est à choisir à chaque ligne."))


DIRECTIVE = DirectiveSpec(
    name="matching",
    kind="matching",
    help="Éléments à relier : à chacun, ce qui lui correspond.",
    build=parse,
    options={"id": BLOCK_ID},
    body_help=(
        "La question, puis une liste de `- gauche => droite`. Deux éléments peuvent avoir la même "
        "droite ; `- => droite` ajoute un choix qui ne va avec rien. Sous chacune, un paragraphe "
        "décalé qui l’explique."
    ),
)
KIND = Kind("matching", "Éléments à relier", grade, public, DIRECTIVE, solution, mistakes)
