"""Roles: ``{term}`mot` ``. Each becomes HTML, or a problem with the nearest name."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.passes.view import View, inlines
from mooc.content.problem import nearest


def run(tokens: Sequence[Token], view: View) -> None:
    from mooc.content.roles import ROLES

    for _parent, child, line in inlines(tokens, view):
        if child.type != "role":
            continue
        name = child.meta["name"]
        role = ROLES.get(name)
        if role is not None:
            child.type, child.content = "html_inline", role.build(child.content, line, view.scope)
            continue
        if name == "misconception":
            message, hint = "idée fausse hors d’une réponse", "mettez-la à la fin de la réponse"
        else:
            message, hint = f"rôle inconnu : {{{name}}}", nearest(name, ROLES)
        view.scope.error(line, message, hint, "role-unknown")
        child.type = "text"
