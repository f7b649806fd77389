"""Text that unfolds: the browser's own ``details``."""

from __future__ import annotations

from mooc.content.blocks.templates import fill, safe
from mooc.content.directive import Directive, DirectiveSpec
from mooc.content.scope import Scope


def build(directive: Directive, scope: Scope) -> str:
    """HTML of the fold-out."""
    title = scope.inline(directive.argument, directive.line)
    body = scope.markdown(directive.body, directive.body_line)
    return fill("dropdown/block.html", title=safe(title), body=safe(body))


DIRECTIVE = DirectiveSpec(
    name="dropdown",
    help="Texte replié, que l’on ouvre d’un clic. N’y mettez rien d’indispensable.",
    build=build,
    argument="required",
    argument_help="le titre, qui dit ce que l’on trouvera",
    body_help="Du texte en Markdown.",
    folder="dropdown",
)
