"""Images are figures: an image in a line of text has no credit and no licence."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.passes.view import View, inlines


def run(tokens: Sequence[Token], view: View) -> None:
    for _parent, child, line in inlines(tokens, view):
        if child.type != "image":
            continue
        view.scope.error(
            line,
            "image sans crédit ni licence",
            "écrivez un bloc :::{figure} avec :alt:, :credit: et :licence:",
            "image-bare",
        )
        child.type, child.content = "text", child.content
