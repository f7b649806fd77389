"""A few words around what was found, with the words marked."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup, escape

from mooc.find.words import WORD, fold, stem

AROUND = 90
LENGTH = 260


def excerpt(text: str, matched: Collection[str]) -> Markup:
    """At most ``LENGTH`` characters of *text* from the place with most words found, escaped."""
    places = [m.span() for m in WORD.finditer(text) if is_found(m[0], matched)]
    start = 0
    if places:
        best = max(places, key=lambda p: sum(p[0] <= a < p[0] + LENGTH - AROUND for a, _ in places))
        start = max(0, best[0] - AROUND)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = text.rfind(" ", start, end)
        end = end if end > start else min(len(text), start + LENGTH)
    return Markup("{}{}{}").format(
        "… " if start else "", mark(text[start:end], matched), " …" if end < len(text) else ""
    )


def mark(text: str, matched: Collection[str]) -> Markup:
    """*text*, escaped, each word found inside ``<mark>``."""
    made, last = [], 0
    for match in WORD.finditer(text):
        if is_found(match[0], matched):
            made.append(escape(text[last : match.start()]))
            made.append(Markup("<mark>{}</mark>").format(match[0]))
            last = match.end()
    return Markup("").join([*made, escape(text[last:])])


def is_found(word: str, matched: Collection[str]) -> bool:
    """Whether a word of a text is one that was looked for, or shares its stem."""
    plain = fold(word)
    if plain in matched or stem(word) in matched or stem(plain) in matched:
        return True
    return any(len(one) >= 4 and plain.startswith(one) for one in matched)
