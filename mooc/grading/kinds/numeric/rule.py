"""A range of numbers as an author writes it: ``12``, ``12 ± 0,5``, ``20..30``, ``..5``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mooc.grading.kinds.numeric.number import LIMIT, NotANumber, format_number, parse_number

AROUND = re.compile(r"(.+?)\s*(?:±|\+/-|\+-)\s*(.+)")


@dataclass(frozen=True, slots=True)
class Range:
    """Both ends are included."""

    low: Decimal
    high: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the value is in the range."""
        return self.low <= value <= self.high

    def within(self, other: Range) -> bool:
        """Whether the whole range is in the other."""
        return other.low <= self.low and self.high <= other.high


def range_words(text: str, unit: str) -> str:
    """A range in words: ``15 %, à 0,5 près``; ``entre 20 et 30 %``. Raises ``NotANumber``."""
    tail = f"\u202f{unit}" if unit else ""
    found = parse_range(text)
    low, high = format_number(found.low), format_number(found.high)
    if match := AROUND.fullmatch(text.strip()):
        middle, spread = (format_number(parse_number(part)) for part in match.groups())
        return f"{middle}{tail}, à {spread} près"
    if found.low == found.high:
        return low + tail
    if found.low == -LIMIT:
        return f"{high}{tail} ou moins"
    if found.high == LIMIT:
        return f"{low}{tail} ou plus"
    return f"entre {low} et {high}{tail}"


def parse_range(text: str) -> Range:
    """The range. Raises ``NotANumber``."""
    if ".." in text:
        low, _, high = text.partition("..")
        if not low.strip() and not high.strip():
            raise NotANumber("intervalle sans bornes")
        found = Range(
            parse_number(low) if low.strip() else -LIMIT,
            parse_number(high) if high.strip() else LIMIT,
        )
    elif match := AROUND.fullmatch(text.strip()):
        middle, spread = parse_number(match[1]), parse_number(match[2])
        found = Range(middle - spread, middle + spread)
    else:
        value = parse_number(text)
        found = Range(value, value)
    if found.low > found.high:
        raise NotANumber("intervalle à l’envers")
    return found
