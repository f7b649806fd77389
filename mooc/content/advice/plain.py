"""Markdown → its words. Line ends stay where they are, so that an offset gives a line."""

from __future__ import annotations

import re
from html import unescape

ROLE = re.compile(r"\{([\w-]+)\}`([^`\n]+)`")
TARGET = re.compile(r"\s*<[^<>]*>$")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
FORMULA = re.compile(r"(?<![\\\w])\$(?=\S)[^$\n]+(?<![\\\s])\$(?!\w)")
LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*(?:\([^()\s]*\))?[^()\s]*(?:\s+\"[^\"]*\")?\)")
ADDRESS = re.compile(r"<?https?://[^\s<>»]+>?")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])", re.DOTALL)
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")


def typed(text: str) -> str:
    """The text with the spaces and the apostrophes of a keyboard made one of each."""
    for space in ("\u00a0", "\u202f", "\u2009", "\t"):
        text = text.replace(space, " ")
    return STRAIGHT.sub("’", text) if "'" in text else text


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """The words of a paragraph, and those among them that are emphasised or in {term}.

    What is no language (code, formulas, addresses) leaves an empty place.
    """
    marked: list[str] = []

    def role(match: re.Match[str]) -> str:
        if match[1] != "term":
            return ""
        marked.append(TARGET.sub("", match[2]))
        return marked[-1]

    def emphasis(match: re.Match[str]) -> str:
        marked.append(match[2])
        return match[2]

    if "`" in text:
        text = CODE.sub(" ", ROLE.sub(role, text))
    if "$" in text:
        text = FORMULA.sub(" ", text)
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "://" in text:
        text = ADDRESS.sub(" ", text)
    if "*" in text or "_" in text:
        text = EMPHASIS.sub(emphasis, text)
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = unescape(text)
    return text, tuple(marked)
