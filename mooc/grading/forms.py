"""The inside of a question's form, as HTML, before and after an answer.

The room has a Jinja environment of its own, so that a form can be tested without a web
framework. A framework may give its own: ``loader()`` serves the templates under ``kinds/``.
"""

from __future__ import annotations

from functools import cache

from jinja2 import BaseLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from mooc.content.model import Block
from mooc.grading.kind import KINDS_FOLDER
from mooc.grading.kinds import KINDS
from mooc.grading.verdict import Answer, BadAnswer, Verdict, values


def loader() -> BaseLoader:
    """``kinds/<name>/form.html`` and ``kinds/<name>/feedback.html``."""
    return PrefixLoader({"kinds": FileSystemLoader(KINDS_FOLDER)})


@cache
def _environment() -> Environment:
    env = Environment(
        loader=loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["_"] = str
    return env


def render_form(
    block: Block,
    answer: Answer | None = None,
    verdict: Verdict | None = None,
    error: BadAnswer | None = None,
    env: Environment | None = None,
) -> str:
    """The inside of the form of a question: verdict first, then the fields.

    ``env`` is another environment that knows ``kinds/`` (for its ``_``, the translation).
    Nothing of what is right is in it before a verdict.
    """
    kind = KINDS[block.kind]
    context = {
        "block": block,
        "public": kind.public(block.spec),
        "answer": _fields(answer),
        "verdict": verdict,
        "error": error,
    }
    env = env or _environment()
    form = env.get_template(f"kinds/{kind.name}/form.html").render(context)
    if verdict is None:
        return form
    return env.get_template(f"kinds/{kind.name}/feedback.html").render(context) + form


def _fields(answer: Answer | None) -> dict[str, str | tuple[str, ...]]:
    """The fields of an answer: a text when there is one value, else all of them."""
    found: dict[str, str | tuple[str, ...]] = {}
    for name in answer or {}:
        try:
            given = values(answer or {}, name)
        except BadAnswer:
            continue
        found[str(name)] = given[0] if len(given) == 1 else given
    return found
