"""Headings: one order, and an address for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.model import Heading
from mooc.content.passes.view import View, plain
from mooc.content.scope import Scope

# Ids that the layout of the site uses.
RESERVED = frozenset({"main", "contenu", "content", "menu", "nav", "mots", "sommaire", "titre"})


def slug(text: str) -> str:
    """An address made of a heading: ``Où est l’erreur ?`` → ``ou-est-l-erreur``."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    # The apostrophe is no letter: NFKD drops ’ altogether, so it is made a space first.
    if "’" in text:
        return slug(text.replace("’", " "))
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:60].strip("-") or "section"


def run(tokens: Sequence[Token], view: View) -> None:
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            _heading(token, tokens[index + 1], tokens[index + 2], view)


def _heading(token: Token, inline: Token, close: Token, view: View) -> None:
    scope, line, level = view.scope, view.at(token), int(token.tag[1])
    if not view.top or token.level > 0:
        scope.error(line, "titre dans un bloc ou une liste", "sortez-le du bloc", "heading-nested")
        token.tag = close.tag = "p"
        return
    before = scope.headings[-1].level if scope.headings else 1
    if level == 1:
        message = "titre de niveau 1 : c’est celui de la page, donné par « title: »"
        scope.error(line, message, "écrivez ## pour une partie", "heading-jump")
        level, token.tag, close.tag = 2, "h2", "h2"
    elif level > before + 1:
        message = f"titre de niveau {level} sous un titre de niveau {before}"
        scope.error(line, message, f"écrivez {'#' * (before + 1)}", "heading-jump")
    text = plain(inline.children or ())
    if not text:
        scope.error(line, "titre vide", "", "heading-empty")
    anchor = _free(slug(text), scope)
    token.attrSet("id", anchor)
    scope.headings.append(Heading(level, anchor, text, line))


def _free(wanted: str, scope: Scope) -> str:
    """The wanted id, or the first numbered one that nothing uses."""
    number = scope.anchors.get(wanted, 1)
    name = wanted
    while name in scope.anchors or name in scope.ids or name in RESERVED:
        number += 1
        name = f"{wanted}-{number}"
    scope.anchors[wanted] = number
    scope.anchors.setdefault(name, 1)
    return name
