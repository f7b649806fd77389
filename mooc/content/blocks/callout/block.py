"""Boxes beside the thread of the text. One shape, five meanings, told by a word."""

from __future__ import annotations

from mooc.content.blocks.templates import fill, safe
from mooc.content.directive import Directive, DirectiveSpec
from mooc.content.scope import Scope

LABELS = {
    "note": ("À noter", "Une précision utile, que l’on peut sauter."),
    "tip": ("Conseil", "Un geste pratique."),
    "warning": ("Attention", "Un risque ou une erreur fréquente."),
    "example": ("Exemple", "Une scène, un cas concret."),
    "try": ("À essayer", "Quelque chose à faire tout de suite."),
}


def build(directive: Directive, scope: Scope) -> str:
    """HTML of the box; its own title follows the word that says its meaning."""
    title = scope.inline(directive.argument, directive.line) if directive.argument else ""
    body = scope.markdown(directive.body, directive.body_line)
    label = LABELS[directive.name][0]
    return fill(
        "callout/block.html", name=directive.name, label=label, title=safe(title), body=safe(body)
    )


DIRECTIVES = tuple(
    DirectiveSpec(
        name=name,
        help=f"Encadré « {label} ». {use}",
        build=build,
        argument="optional",
        argument_help="un titre",
        body_help="Du texte en Markdown.",
        folder="callout",
    )
    for name, (label, use) in LABELS.items()
)
