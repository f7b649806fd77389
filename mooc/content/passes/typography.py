"""French typography: the curly apostrophe, and spaces that do not break before ; : ! ? % »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from mooc.content.passes.view import View, inlines

NARROW, WIDE = "\u202f", "\u00a0"
RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r" (?=[;!?»%€])"), NARROW),
    (re.compile(r" (?=:(\s|$))"), WIDE),
    (re.compile(r"(?<=«) "), NARROW),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
)


def french(text: str) -> str:
    """The text as a French printer would set it. Doing it twice changes nothing."""
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


def run(tokens: Sequence[Token], view: View) -> None:
    for _parent, child, _line in inlines(tokens, view):
        if child.type == "text":
            child.content = french(child.content)
