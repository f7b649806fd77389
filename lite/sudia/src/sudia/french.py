"""Numbers and lists as French readers expect them."""

from __future__ import annotations

import re

NARROW = "\u202f"  # narrow no-break space, before % ; ! ? and between thousands
WIDE = "\u00a0"  # no-break space, before : and inside « »


def number(value: float, digits: int = 0) -> str:
    """1234.5 -> "1 234,5" with a narrow no-break space."""
    return f"{value:,.{digits}f}".replace(",", NARROW).replace(".", ",")


def significant(value: float) -> str:
    """About two significant digits: 0.0123 -> "0,012", 837.4 -> "840"."""
    if value == 0:
        return "0"
    rounded = float(f"{value:.2g}")
    digits = 0 if abs(rounded) >= 10 else 1
    while digits < 9 and float(f"{rounded:.{digits}f}") != rounded:
        digits += 1
    return number(rounded, digits)


def percent(value: float | None, digits: int = 0) -> str:
    """0.834 -> "83 %"; None -> "non mesurable"."""
    if value is None:
        return "non mesurable"
    return f"{number(100 * value, digits)}{NARROW}%"


def points(value: float | None, digits: int = 0) -> str:
    """A gap of shares: 0.12 -> "12 points"; None -> "non mesurable"."""
    if value is None:
        return "non mesurable"
    text = number(100 * value, digits)
    return f"{text} point" if abs(100 * value) < 1.5 and digits == 0 else f"{text} points"


def interval(low: float | None, high: float | None) -> str:
    """[80 ; 86], in hundredths; empty when nothing was measured."""
    if low is None or high is None:
        return ""
    return f"[{number(100 * low)}{NARROW}; {number(100 * high)}]"


def trimmed(value: float, digits: int = 3) -> str:
    """At most that many digits, without useless zeros: 12.0 -> "12", 14.5 -> "14,5"."""
    text = number(value, digits)
    return text.rstrip("0").rstrip(",") if digits else text


def sentence(text: str) -> str:
    """The text with its first letter as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def typeset(text: str) -> str:
    """Spaces that do not break before : ; ! ? » % and after «, as French prints them."""
    text = re.sub(r" (?=[;!?%](?:\s|$|[).»]))", NARROW, text)
    return re.sub(r" (?=[:»](?:\W|$))|(?<=«) ", WIDE, text)


def rounded_interval(low: float | None, high: float | None, digits: int = 1) -> str:
    """[12,3 ; 14], in the unit of the measure; empty when nothing was measured."""
    if low is None or high is None:
        return ""
    return f"[{trimmed(low, digits)}{NARROW}; {trimmed(high, digits)}]"
