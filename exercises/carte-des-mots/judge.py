"""The odd words → verdict. The server draws the groups and measures them again."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only

from .atlas import Atlas
from .bench import draw_of, hundred, listed, signed
from .model import Group, odd_letters, odd_one

STRATEGIES: Final = {
    "good": (
        "D’après la carte",
        "Vous avez choisi le mot le plus loin des trois autres : c’est ainsi que la machine mesure "
        "le sens, par la compagnie des mots.",
    ),
    "by-letters": (
        "D’après les lettres",
        "Vos intrus sont ceux qui s’écrivent autrement. La machine n’a jamais regardé les lettres. "
        "Mesurez un groupe, et cherchez le mot dont toutes les ressemblances sont faibles.",
    ),
    "same-place": (
        "Toujours à la même place",
        "Vous avez choisi chaque fois le mot du même rang. L’ordre des mots est tiré au sort : "
        "il ne dit rien. Ouvrez « Mesurer ce groupe ».",
    ),
    "mixed": (
        "Pas encore tous",
        "Pour chaque groupe, ouvrez « Mesurer ce groupe » : trois paires se ressemblent, et les "
        "trois autres ont un mot en commun.",
    ),
}


def grade(own: Atlas, raw: Answer) -> Verdict:
    """How many odd words are found, and what the choices have in common."""
    drawn = own.groups(draw_of(raw))
    chosen = [_chosen(n, group, raw) for n, group in enumerate(drawn, start=1)]
    told = [_on_group(own, group, word) for group, word in zip(drawn, chosen, strict=True)]
    right = [found["right"] for found in told]
    named = strategy(own, drawn, chosen, sum(right))
    title, text = STRATEGIES[named]
    html = f"<p><strong>{escape(title)}.</strong> {sum(right)} sur {len(right)}. {escape(text)}</p>"
    return Verdict(
        score=sum(right) / len(right),
        feedback=(Feedback("intrus", html, named == "good"),),
        details={
            "strategy": named,
            "parts": len(right),
            "passed": named == "good",
            "groups": told,
        },
    )


def strategy(own: Atlas, drawn: tuple[Group, ...], chosen: list[str], right: int) -> str:
    """The way of choosing that the answers show."""
    if right >= own.goal:
        return "good"
    letters = sum(
        word == odd_letters(group.words) for word, group in zip(chosen, drawn, strict=True)
    )
    if letters >= own.goal:
        return "by-letters"
    places = {group.words.index(word) for word, group in zip(chosen, drawn, strict=True)}
    return "same-place" if len(places) == 1 else "mixed"


def _chosen(number: int, group: Group, raw: Answer) -> str:
    field = f"intrus-{number}"
    word = only(raw, field)
    if word not in group.words:
        raise BadAnswer(f"Choisissez l’intrus du groupe {number}.", field)
    return word


def _on_group(own: Atlas, group: Group, word: str) -> dict[str, Any]:
    """The mean likeness of the chosen word with the others; nothing more is told."""
    others = [other for other in group.words if other != word]
    mean = hundred(sum(own.words.likeness(word, other) for other in others) / len(others))
    return {
        "word": word,
        "others": listed(others),
        "mean": signed(mean),
        "right": word == odd_one(own.words, group.words),
    }
