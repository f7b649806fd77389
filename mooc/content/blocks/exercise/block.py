"""An exercise of exercises/, opened in the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mooc.content.directive import Directive, DirectiveSpec, Option
from mooc.content.options import BLOCK_ID, ID, choice
from mooc.content.problem import nearest
from mooc.content.scope import Scope

Tier = Literal["lab", "cell"]


@dataclass(frozen=True, slots=True)
class ExerciseRef:
    """Which exercise, and which tier of it opens first."""

    slug: str
    tier: Tier

    @property
    def item_id(self) -> str:
        """The id under which its progress is kept, wherever the exercise appears."""
        return f"exercise.{self.slug}.{'lab' if self.tier == 'lab' else 'python'}"


def build(directive: Directive, scope: Scope) -> ExerciseRef | None:
    """The reference, or None when no such exercise exists."""
    slug = directive.argument
    known = scope.site.exercises
    if not ID.fullmatch(slug) or (known is not None and slug not in known):
        hint = nearest(slug, known or ())
        scope.error(directive.line, f"exercice inconnu : {slug[:60]}", hint, "exercise-unknown")
        return None
    return ExerciseRef(slug, directive.options["tier"])


DIRECTIVE = DirectiveSpec(
    name="exercise",
    kind="exercise",
    help="Exercice du dossier `exercises/`, ouvert dans la page.",
    build=build,
    options={
        "id": BLOCK_ID,
        "tier": Option(
            choice("lab", "cell"),
            "`lab` ouvre le labo sans code ; `cell` ouvre la cellule Python.",
            default="lab",
        ),
    },
    argument="required",
    argument_help="le nom de son dossier",
    body="none",
    folder="exercise",
)
