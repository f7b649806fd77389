"""What is wrong in a file, said to its author: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem. ``line`` counts from 1; ``message`` and ``hint`` are French."""

    path: str
    line: int
    message: str
    hint: str = ""
    severity: Severity = "error"
    code: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        note = "" if self.severity == "error" else "avertissement : "
        return f"{self.path}:{self.line}: {note}{self.message}{hint}"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint naming the closest known word, or the list of all when none is close."""
    words = sorted(known)
    close = get_close_matches(name[:80], words, n=1, cutoff=0.6)
    if close:
        return f"vouliez-vous dire « {close[0]} » ?"
    if 0 < len(words) <= 12:
        return "connus : " + ", ".join(words)
    return ""
