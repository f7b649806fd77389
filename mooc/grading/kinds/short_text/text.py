"""Comparing short texts as a kind reader would: without accents, case, plurals or articles."""

from __future__ import annotations

import re
import unicodedata

ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux"})
MAX_LENGTH = 200


def normalise(text: str) -> str:
    """``Les Données `` → ``donnee``. Doing it twice changes nothing."""
    spread = unicodedata.normalize("NFKD", text[: MAX_LENGTH * 4]).casefold()
    spread = spread.replace("œ", "oe").replace("æ", "ae")
    spread = unicodedata.normalize("NFKD", spread)
    letters = "".join(char for char in spread if not unicodedata.combining(char))
    words = re.sub(r"[^\w*]|_", " ", letters).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words.pop(0)
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    while len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    return word


def matches(pattern: str, text: str) -> bool:
    """Whether a normalised text fits a normalised pattern, where ``*`` stands for anything.

    Linear: each piece between stars is sought once, from the left.
    """
    first, *rest = pattern.split("*")
    if not rest:
        return first == text
    *middle, last = rest
    if not text.startswith(first) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return text.endswith(last)
