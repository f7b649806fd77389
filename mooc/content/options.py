"""The types of options, each with its French name and its reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from mooc.content.directive import Option, OptionType, Refused

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
MAX_VALUE = 500


def read_text(raw: str) -> str:
    if not raw:
        raise Refused("ne peut pas être vide")
    if len(raw) > MAX_VALUE:
        raise Refused(f"dépasse {MAX_VALUE} caractères")
    return raw


def read_id(raw: str) -> str:
    if not ID.fullmatch(raw):
        raise Refused("s’écrit avec des minuscules sans accent, des chiffres et des tirets")
    return raw


def read_date(raw: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
        raise Refused("s’écrit AAAA-MM-JJ")
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise Refused("n’est pas une date du calendrier") from None


def read_partial_date(raw: str) -> str:
    """A year, a month or a day, kept as written: sources rarely say more."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", raw):
        raise Refused("s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ")
    read_date((raw + "-01-01")[:10])
    return raw


def read_url(raw: str) -> str:
    try:
        parts = urlsplit(raw)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("https", "http") or not host or re.search(r"[\s<>\"\\]", raw):
        raise Refused("doit être une adresse complète qui commence par https://")
    return raw


def read_number(raw: str) -> int:
    if not re.fullmatch(r"\d{1,6}", raw):
        raise Refused("doit être un nombre entier")
    return int(raw)


def choice(*words: str) -> OptionType:
    """One of a few words."""

    def read(raw: str) -> str:
        if raw not in words:
            raise Refused("doit être : " + " ou ".join(words))
        return raw

    return OptionType(" ou ".join(f"`{word}`" for word in words), read)


def _type(name: str, read: Callable[[str], object]) -> OptionType:
    return OptionType(name, read)


TEXT = _type("texte", read_text)
IDENTIFIER = _type("identifiant", read_id)
DATE = _type("date AAAA-MM-JJ", read_date)
PARTIAL_DATE = _type("AAAA, AAAA-MM ou AAAA-MM-JJ", read_partial_date)
URL = _type("adresse https://", read_url)
NUMBER = _type("nombre entier", read_number)

BLOCK_ID = Option(
    IDENTIFIER,
    "Identifiant du bloc, unique sur tout le site. Ne le changez plus : la progression y tient.",
    required=True,
)
