"""A page where there is nothing to do."""

from __future__ import annotations

from collections.abc import Iterator

from mooc.content.advice.rule import Context, Rule, warn
from mooc.content.model import Page
from mooc.content.problem import Problem


def run(page: Page, context: Context) -> Iterator[Problem]:
    tries = any(opening.name == "try" for opening in context.prose.openings)
    if not page.blocks and not tries:
        hint = "posez une question, ouvrez un exercice, ou proposez un essai (:::{try})"
        yield warn(page, 1, "rien à faire dans cette page", hint, RULE.name)


RULE = Rule(
    name="nothing-to-do",
    title="Quelque chose à faire",
    help="Une page a au moins une question, un exercice ou un essai (`:::{try}`). On apprend en "
    "faisant.",
    run=run,
    roles=frozenset(("page", "placement", "final")),
)
