"""French typography: the curly apostrophe, and spaces that do not break before ; : ! ? % »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.passes.view import View, inlines

NARROW, WIDE = "\u202f", "\u00a0"
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# One pass over the spaces: before a colon that ends a phrase, before ; ! ? » % €, after « and
# between thousands.
SPACE = re.compile(r" (?:(:)(?=\s|$)|(?=[;!?»%€])|(?<=« )|(?<=\d )(?=\d{3}(?!\d)))")


def french(text: str) -> str:
    """The text as a French printer would set it. Doing it twice changes nothing."""
    if "'" in text:
        text = APOSTROPHE.sub("’", text)
    return SPACE.sub(lambda found: f"{WIDE}:" if found[1] else NARROW, text)


def run(tokens: Sequence[Token], view: View) -> None:
    for _parent, child, _line in inlines(tokens, view):
        if child.type == "text":
            child.content = french(child.content)
