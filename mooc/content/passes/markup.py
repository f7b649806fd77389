"""Markup that would show as is, or that ended where its author did not see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.passes.view import View, inlines

TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>")


def run(tokens: Sequence[Token], view: View) -> None:
    for token in tokens:
        if token.type == "directive_stray":
            view.scope.error(
                view.at(token),
                "« ::: » ferme un bloc qui n’est pas ouvert",
                "un bloc qui en contient un autre s’ouvre et se ferme avec plus de deux-points",
                "fence-stray",
            )
            token.type, token.content = "html_block", ""
        elif token.type == "fence" and token.info.lstrip().startswith("{"):
            view.scope.error(
                view.at(token),
                "un bloc s’écrit avec des deux-points, pas des accents graves",
                "remplacez ``` par :::",
                "fence-backticks",
            )
    for _parent, child, line in inlines(tokens, view):
        if child.type == "text" and TAG.search(child.content):
            view.scope.warning(
                line,
                "balise HTML dans le texte : elle s’affichera telle quelle",
                "écrivez en Markdown, ou entre accents graves si c’est du code",
                "raw-html",
            )
