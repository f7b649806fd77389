"""Inline rule: ``{name}`text` `` becomes one ``role`` token (``meta["name"]``, ``content``)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

ROLE = re.compile(r"\{([a-zA-Z][a-zA-Z0-9_-]{0,40})\}`([^`\n]{1,200})`")


def install(md: MarkdownIt) -> None:
    md.inline.ruler.before("backticks", "role", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    match = ROLE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.meta = {"name": match[1]}
        token.content = match[2].strip()
    state.pos = match.end()
    return True
