"""Formulas that cannot be read: they show as code, and their author is told."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.markdown.formula import mathml
from mooc.content.passes.view import View, inlines


def run(tokens: Sequence[Token], view: View) -> None:
    for _parent, child, line in inlines(tokens, view):
        if child.type.startswith("math_inline"):
            _check(child, line, view)
    for token in tokens:
        if token.type == "math_block":
            _check(token, view.at(token), view)


def _check(token: Token, line: int, view: View) -> None:
    display = "inline" if token.type == "math_inline" else "block"
    if mathml(token.content, display) is None:
        hint = "vérifiez le LaTeX ; un prix en dollars s’écrit \\$"
        view.scope.error(line, f"formule illisible : {token.content[:40]}", hint, "formula")
