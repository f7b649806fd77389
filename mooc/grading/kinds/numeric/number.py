"""Numbers as French people write them: ``1 234,5``, ``-3``, ``12 %``."""

from __future__ import annotations

import re
from decimal import Decimal

SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
MAX_LENGTH = 40
LIMIT = Decimal("1e15")


class NotANumber(ValueError):
    """Why a text is not a number that can be graded (French)."""


def parse_number(text: str) -> Decimal:
    """A finite decimal number below 10¹⁵. Raises ``NotANumber``."""
    packed = SPACES.sub("", text.strip()).replace("−", "-").replace("–", "-")
    if not packed:
        raise NotANumber("Il faut écrire un nombre.")
    if len(packed) > MAX_LENGTH:
        raise NotANumber("Ce nombre est trop long.")
    if not NUMBER.fullmatch(packed):
        raise NotANumber("Il faut un nombre en chiffres, par exemple 12,5.")
    value = Decimal(packed.replace(",", "."))
    if abs(value) >= LIMIT:
        raise NotANumber("Ce nombre est trop grand.")
    return value


def strip_unit(text: str, unit: str) -> str:
    """The text without the unit at its end, whatever its case, spaces and plural."""
    packed, short = SPACES.sub("", text), SPACES.sub("", unit).casefold()
    for ending in (short, short.removesuffix("s")):
        if ending and packed.casefold().endswith(ending):
            return packed[: len(packed) - len(ending)]
    return packed


def format_number(value: Decimal) -> str:
    """``1234.50`` → ``1 234,5`` (narrow no-break space between thousands)."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = f"{int(digits or '0'):,}".replace(",", "\u202f")
    return f"{sign}{groups},{fraction}" if fraction else f"{sign}{groups}"
