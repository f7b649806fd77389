"""A paragraph → sentences → words, as a French reader cuts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A full stop, then a capital, a figure or an opening quotation; what closes goes with the end.
END = re.compile(r"[.!?…]+(?:\s*[»”)\]])*(?=\s+(?:[«“(\[—–]\s*)?[A-ZÀ-ÖØ-ÞŒ0-9])")
# « M. Roux », « art. 3 », « J. Dupont » : this full stop ends nothing.
SHORT = re.compile(r"(?:\b(?:MM?|Mmes?|Mlles?|Drs?|Me|St|Ste|art|p|pp|cf|vol|fig|n°|env|[A-Z]))\.$")
# Between spaces in French, and no words.
MARKS = frozenset("« » : ; ! ? … – — - = + × ÷ → ± % € / | => * ( ) .".split())
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")


class Sentence(NamedTuple):
    """A sentence, the line where it begins, and how many words it has, figures included."""

    text: str
    line: int
    words: int

    @property
    def start(self) -> str:
        """Its first words, to find it again."""
        words = self.text.split()
        return " ".join(words[:5]) + ("…" if len(words) > 5 else "")


def count_words(text: str) -> int:
    """How many words, figures included."""
    return len([token for token in text.split() if token not in MARKS])


def count_sentences(text: str) -> int:
    """How many sentences: as many as ``split`` finds in a text that has a word."""
    return 1 + sum(1 for _ in _ends(text))


def split(text: str, line: int) -> Iterator[Sentence]:
    """The sentences of a paragraph that begins on ``line``. Its end always ends one."""
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        words = count_words(piece)
        if words:
            before = start + len(piece) - len(piece.lstrip())
            yield Sentence(piece.strip(), line + text.count("\n", 0, before), words)
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in END.finditer(text):
        if not (match[0] == "." and SHORT.search(text, max(0, match.start() - 6), match.end())):
            yield match.end()


def unquoted(text: str) -> str:
    """The text with what is between quotation marks left empty; offsets do not move."""
    if "«" not in text and "“" not in text and '"' not in text:
        return text
    return QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
