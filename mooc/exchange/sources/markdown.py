"""The Markdown of others → ours: what we do not read is told, and its words are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from mooc.exchange.sources.draft import Draft

FENCE = re.compile(r"(\s*(?:>\s?)*)(`{3,}|~{3,})(.*)")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
DEFINES = re.compile(r"^\s*(?:<!--+\s*)?(?:(?:script|import|link|onload)\s*:|@\w)", re.MULTILINE)
DROPPED = re.compile(
    r"<(script|style|iframe|object|svg|video|audio|template)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
CODE = re.compile(r"(`+)(?:.+?)(?<!`)\1(?!`)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
LINK = re.compile(r"(?<!\\)\[([^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(\s+\"[^\"]*\")?\)")
FOOTNOTE = re.compile(r"\[\^[^\]]+\](?:\([^)]*\))?(:?)")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(\s[^<>]*)?/?>")
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
ROLE = re.compile(r"\{([A-Za-z][\w-]*)\}(?=`)")
LANGUAGES = re.compile(r"[A-Za-z][\w+-]*")
# They only arrange: nothing is lost with them.
LAYOUT = {"div", "section", "span", "p", "center", "article", "font", "br", "wbr", "small"}
OUTER = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a Markdown text; ``code`` when it is inside a fence, or one of its two ends."""

    text: str
    number: int
    code: bool


def lines_of(text: str, first: int) -> Iterator[Line]:
    """The lines of a text whose first one has number ``first``, code told from prose."""
    closing = ""
    for number, content in enumerate(text.split("\n"), first):
        match = FENCE.fullmatch(content)
        if closing:
            yield Line(content, number, True)
            if match and match[2].startswith(closing) and not match[3].strip():
                closing = ""
        elif match:
            closing = match[2]
            yield Line(f"{match[1]}{match[2]}{_language(match[3])}", number, True)
        else:
            yield Line(content, number, False)


def ours(
    text: str,
    line: int,
    draft: Draft,
    more: Callable[[str, int, Draft], str] = lambda content, _line, _draft: content,
) -> str:
    """The same text without what our pages cannot hold. ``more`` cleans a line of prose first."""
    text = _without_blocks(text, line, draft)
    found = [
        entry.text if entry.code else _prose(more(entry.text, entry.number, draft), entry, draft)
        for entry in lines_of(text, line)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip("\n")


def _language(info: str) -> str:
    """The language of a code fence, without what a tool of the source made of it."""
    match = LANGUAGES.match(info.strip())
    return f" {match[0]}" if match else ""


def without_comments(text: str, line: int, draft: Draft) -> str:
    """The text without its comments, each line where it was. One that defines something is told."""

    def drop(first: int, match: re.Match[str]) -> str:
        if DEFINES.search(match[0]):
            at = first + match.string.count("\n", 0, match.start())
            draft.lose(at, "définition dans un commentaire")
        return "\n" * match[0].count("\n")

    return _outside_code(text, line, COMMENT, drop)


def _without_blocks(text: str, line: int, draft: Draft) -> str:
    """Scripts and frames are told, and gone with what they hold; every line keeps its number."""

    def drop(first: int, match: re.Match[str]) -> str:
        at = first + match.string.count("\n", 0, match.start())
        draft.lose(at, f"balise <{match[1].lower()}> et son contenu")
        return "\n" * match[0].count("\n")

    return _outside_code(without_comments(text, line, draft), line, DROPPED, drop)


def _outside_code(
    text: str, line: int, pattern: re.Pattern[str], drop: Callable[[int, re.Match[str]], str]
) -> str:
    if "<" not in text:
        return text
    parts: list[str] = []
    for code, group in groupby(lines_of(text, line), key=lambda entry: entry.code):
        run = list(group)
        first = run[0].number
        joined = "\n".join(entry.text for entry in run)
        parts.append(joined if code else pattern.sub(partial(drop, first), joined))
    return "\n".join(parts)


def _prose(content: str, entry: Line, draft: Draft) -> str:
    """A line of prose; the code inside it is not looked at."""
    out: list[str] = []
    end = 0
    for match in CODE.finditer(content):
        out += [_inline(content[end : match.start()], entry.number, draft), match[0]]
        end = match.end()
    out.append(_inline(content[end:], entry.number, draft))
    made = "".join(out)
    return re.sub(r"^(\s*):::", r"\1\\:::", made)


def _inline(content: str, number: int, draft: Draft) -> str:
    def image(match: re.Match[str]) -> str:
        draft.lose(number, f"image ({(match[1] or match[2].partition(' ')[0])[:60]})")
        return ""

    def link(match: re.Match[str]) -> str:
        if match[2].lower().startswith(OUTER):
            return match[0]
        draft.lose(number, f"lien vers {match[2][:60]}")
        return match[1]

    def footnote(match: re.Match[str]) -> str:
        draft.lose(number, f"note de bas de page {match[0][:40]}")
        return ""

    def tag(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name == "br":
            return " "
        if name not in MARKS and name not in LAYOUT:
            draft.lose(number, f"balise <{name}>, son texte est gardé")
        return MARKS.get(name, "")

    if heading := HEADING.fullmatch(content):
        content = f"**{heading[1].strip('*_ ')}**"
    content = IMAGE.sub(image, content)
    content = FOOTNOTE.sub(footnote, content)
    content = LINK.sub(link, content)
    content = TAG.sub(tag, content)
    return ROLE.sub(r"\\{\1}", content)
