"""The list that ends a question's body: what comes before it, and its items with their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from mooc.content.markdown import parser

# A marker and words that begin no block of their own; what may open a block that hides a marker.
PLAIN_ITEM = re.compile(r"(?:-|\d{1,9}\.) (?!\d{1,9}[.)]|\[[^\]]*\]:)(?=[^\W_]|[\[«({]|=>)")
UNSURE = re.compile(r" *(?:[-*+>`~|<#]|\d{1,9}[.)]|    )")
FENCED = re.compile(r"\t|^ *(?::::|```|~~~|\$\$)", re.MULTILINE)
MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its first paragraph (``label``) and the Markdown after it (``rest``)."""

    label: str
    line: int
    rest: str
    rest_line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A body cut at its last list. ``after`` is the line of text found below the list, or 0."""

    before: str
    items: tuple[Item, ...]
    ordered: bool
    after: int
    line: int


def split_list(body: str, line: int) -> Listing | None:
    """Cut a body at its last top-level list; None when it has none. ``line``: of the first line."""
    return _regular(body, line) or _parsed(body, line)


def _regular(body: str, line: int) -> Listing | None:
    """The same without the parser, for the one form that nearly all lists of answers have: markers
    of one kind in the first column, each after a blank line or a whole item, what follows indented,
    nothing after. None for any other."""
    lines = body.split("\n")
    start = next((n for n, text in enumerate(lines) if PLAIN_ITEM.match(text)), None)
    if start is None or FENCED.search(body) or (start and lines[start - 1].strip()):
        return None
    if any(UNSURE.match(text) for text in lines[:start]):
        return None
    ordered = lines[start][0] != "-"
    starts: list[int] = []
    for number in range(start, len(lines)):
        text = lines[number]
        match = PLAIN_ITEM.match(text)
        if match is not None and (text[0] != "-") == ordered:
            starts.append(number)
            width = match.end()
        elif text.strip() and (number == starts[-1] + 1 or text[:width].strip()):
            return None
    spans = pairwise([*starts, len(lines)])
    items = tuple(_cut(lines, first, last, 1, line) for first, last in spans)
    return Listing("\n".join(lines[:start]).rstrip(), items, ordered, 0, line + start)


def _parsed(body: str, line: int) -> Listing | None:
    md, tokens = parser(), list[Token]()
    # Blocks alone: the words of each item are read later, by those who know what they mean.
    md.block.parse(body, md, {}, tokens)
    opens = [
        t for t in tokens if t.level == 0 and t.type in ("bullet_list_open", "ordered_list_open")
    ]
    if not opens:
        return None
    opening = opens[-1]
    start, end = _span(opening)
    lines = body.split("\n")
    after = next((n for n in range(end, len(lines)) if lines[n].strip()), None)
    items = [
        _item(token, following, lines, line)
        for token, following in pairwise(tokens)
        if token.type == "list_item_open" and token.level == 1 and _span(token)[0] >= start
    ]
    return Listing(
        before="\n".join(lines[:start]).rstrip(),
        items=tuple(items),
        ordered=opening.type == "ordered_list_open",
        after=0 if after is None else line + after,
        line=line + start,
    )


def _span(token: Token) -> tuple[int, int]:
    assert token.map is not None
    return token.map[0], token.map[1]


def _item(token: Token, following: Token, lines: list[str], line: int) -> Item:
    start, end = _span(token)
    label_end = _span(following)[1] if following.type == "paragraph_open" else start + 1
    return _cut(lines, start, end, max(1, label_end - start), line)


def _cut(lines: list[str], start: int, end: int, count: int, line: int) -> Item:
    """The item of those lines, whose label has ``count`` of them."""
    marker = MARKER.match(lines[start])
    width = marker.end() if marker else 0
    text = [lines[start][width:], *(_dedent(content, width) for content in lines[start + 1 : end])]
    rest = count
    while rest < len(text) and not text[rest].strip():
        rest += 1
    label = " ".join(part.strip() for part in text[:count])
    return Item(label.strip(), line + start, "\n".join(text[rest:]).rstrip(), line + start + rest)


def _dedent(content: str, width: int) -> str:
    lead = len(content) - len(content.lstrip(" "))
    return content[min(lead, width) :]
