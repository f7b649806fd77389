"""From the model's pieces back to French: spaces, capitals, names. Twin: ``web/spelling.js``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from .ngram import PARAGRAPH, surfaces

ENDS: Final = frozenset({".", "!", "?", "…", PARAGRAPH})
OPENERS: Final = frozenset({"«", "—"})
_TIGHT_BEFORE = frozenset({",", ".", "…", ")"})
_NARROW_BEFORE = frozenset({";", "!", "?"})


def forms(text: str) -> dict[str, str]:
    """How to write names: pieces that keep their capital in the middle of a sentence."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    before = PARAGRAPH
    for piece in surfaces(text):
        inside = before not in ENDS and before not in OPENERS
        if piece != piece.lower() and inside:
            capital[piece] += 1
        elif piece == piece.lower():
            small[piece] += 1
        before = piece
    return {
        piece.lower(): piece
        for piece, _ in sorted(capital.items(), key=lambda item: (item[1], item[0]))
        if not small[piece.lower()]
    }


MARKS: Final[Mapping[str, str]] = {
    ",": "virgule",
    ".": "point",
    "…": "points de suspension",
    "!": "point d’exclamation",
    "?": "point d’interrogation",
    ";": "point-virgule",
    ":": "deux-points",
    "«": "guillemet ouvrant",
    "»": "guillemet fermant",
    "—": "tiret",
    "(": "parenthèse ouvrante",
    ")": "parenthèse fermante",
    PARAGRAPH: "à la ligne",
}


def strokes(pieces: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """What each piece adds to the text: its space before, its capital."""
    found: list[str] = []
    before, first, start = PARAGRAPH, True, True
    for piece in pieces:
        if piece == PARAGRAPH:
            found.append("\n")
        else:
            found.append(_gap(before, piece, start) + _written(piece, first, names))
        start = piece == PARAGRAPH
        # A dash opens a reply at the start of a line only.
        first = piece in ENDS or piece == "«" or (piece == "—" and first)
        before = piece
    return found


def spelt(pieces: Sequence[str], names: Mapping[str, str]) -> str:
    """*pieces* as a French reader expects them.

    >>> spelt(["l’", "âne", "dort", "!"], {})
    'L’âne dort\\u202f!'
    """
    return "".join(strokes(pieces, names))


def _gap(before: str, piece: str, start: bool) -> str:
    if start or before.endswith("’") or before == "(":
        return ""
    if piece in _TIGHT_BEFORE:
        return ""
    if piece in _NARROW_BEFORE:
        return "\u202f"
    return "\u00a0" if piece in {":", "»"} or before == "«" else " "


def _written(piece: str, first: bool, names: Mapping[str, str]) -> str:
    return names.get(piece) or (piece[0].upper() + piece[1:] if first else piece)
