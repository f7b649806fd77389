"""Text without any markup, as most of what is written: its words are known without the parser.

The parser finds the same, many times slower; a test holds both equal on every text of the courses
and on texts drawn at random.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LETTER = "0-9A-Za-zÀ-ÖØ-öø-ɏ"
# Begins with a letter, a figure that opens no list, or an opening mark; holds no sign of Markdown.
LINE = re.compile(
    rf"(?!\d{{1,9}}[.)])[{LETTER}«(][{LETTER} ,.;:?!%()«»’'…–—/€°\u00a0\u202f-]*"
    r"(?<![ \u00a0\u202f])"
)
# What an inline rule begins with, or a line end that is more than one.
MARKUP = re.compile(r"[\\`~*_\[<&{$\x00]| \n|\n ")


# An address that is written as it must be.
ADDRESS = re.compile(r"(?:page:|exercice:|/|#|https://[a-z0-9.-]+(?:/|\Z))[\w/#=.-]*", re.ASCII)


def install(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "short_paragraph", _paragraph)
    md.core.ruler.at("inline", _inline)
    normalize = md.normalizeLink

    def address(url: str) -> str:
        return url if ADDRESS.fullmatch(url) else normalize(url)

    md.normalizeLink = address  # type: ignore[method-assign]


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a paragraph of one such line, which no other rule can claim."""
    if silent or state.is_code_block(start):
        return False
    if start + 1 < end and not state.isEmpty(start + 1):
        return False
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not LINE.fullmatch(text):
        return False
    state.line = start + 1
    state.push("paragraph_open", "p", 1).map = [start, start + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = text, [start, start + 1], []
    state.push("paragraph_close", "p", -1)
    return True


def _inline(state: StateCore) -> None:
    """Core rule: the inline parser, for paragraphs that need it."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if MARKUP.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children += _words(token.content)


def _words(text: str) -> list[Token]:
    found: list[Token] = []
    for line in text.split("\n"):
        found += [Token("softbreak", "br", 0)] if found else []
        found.append(Token("text", "", 0, content=line))
    return found


def paragraphs(text: str) -> list[str] | None:
    """The paragraphs, their lines kept; None when something in the text may be markup."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line:
            found.append([])
        elif LINE.fullmatch(line):
            found[-1].append(line)
        else:
            return None
    return ["\n".join(lines) for lines in found if lines]
