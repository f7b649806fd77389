"""Three weights → verdict, on birds that were never shown."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only

from .model import HIGHEST, Weights, errors, points

if TYPE_CHECKING:
    from .lab import Birds

WEIGHTS = ("poids_longueur", "poids_epaisseur", "seuil")
FIELDS = (*WEIGHTS, "lecons")
MOST_LESSONS = 99_999


def read_weights(raw: Answer) -> Weights:
    """The three weights, or BadAnswer naming the one that cannot be read."""
    first, second, bias = (_whole(raw, name) for name in WEIGHTS)
    return first, second, bias


def read_lessons(raw: Answer) -> int:
    """How many lessons were taken; none when the field is absent."""
    text = only(raw, "lecons").strip() or "0"
    if not re.fullmatch(r"[0-9]{1,5}", text):
        raise BadAnswer("Le nombre de leçons est un entier.", "lecons")
    return int(text)


def _whole(raw: Answer, name: str) -> int:
    text = only(raw, name).strip().replace("−", "-")
    if not re.fullmatch(r"[-+]?[0-9]{1,3}", text) or abs(int(text)) > HIGHEST:
        raise BadAnswer(f"Écris un nombre entier de −{HIGHEST} à {HIGHEST}.", name)
    return int(text)


def grade(own: Birds, raw: Answer) -> Verdict:
    """Judge the line on the hidden birds; the lessons are kept and not judged."""
    weights = read_weights(raw)
    read_lessons(raw)
    missed = sum(errors(weights, own.hidden))
    named = strategy(own, weights)
    words = {
        "hidden": len(own.hidden),
        "missed": missed,
        "most": own.most_errors,
        "shown": len(own.shown),
        "wrong": sum(errors(weights, own.shown)),
        "wrongs": _counted(sum(errors(weights, own.shown))),
    }
    title, text = TEXTS[named]
    html = f"<p><strong>{escape(title)}.</strong> {escape(text.format(**words))}</p>"
    return Verdict(
        score=float(named == "good"),
        feedback=(Feedback("poids", html, named == "good", MISCONCEPTIONS.get(named)),),
        details={"strategy": named, "hidden_errors": missed, "parts": 1},
    )


def strategy(own: Birds, weights: Weights) -> str:
    """Name what these weights do; the order of the rules is part of their meaning."""
    if sum(errors(weights, own.hidden)) <= own.most_errors:
        return "good"
    signs = {points(weights, row) > 0 for row in own.shown}
    wrong = sum(errors(weights, own.shown))
    if len(signs) == 1:
        return "one-side"
    if 2 * wrong > len(own.shown):
        return "swapped"
    if 0 in weights[:2]:
        return "one-measure"
    return "unfinished" if wrong > 1 else "narrow"


def _counted(errors: int) -> str:
    return "une erreur" if errors == 1 else f"{errors or 'aucune'} erreur{'s' * (errors > 1)}"


MISCONCEPTIONS = {"narrow": "apprendre-par-coeur"}

# Strategy → (title, text): plain French with the numbers at hand.
TEXTS = {
    "good": (
        "Une ligne qui tient",
        "Mal classés : {missed} sur {hidden} manchots que tu n’as jamais vus ({most} au plus). "
        "Ta ligne dit quelque chose des becs en général, pas seulement de tes {shown} exemples.",
    ),
    "one-side": (
        "La même réponse pour tous",
        "Tous les manchots sont du même côté de la ligne : {missed} erreurs sur {hidden} manchots "
        "cachés. Le troisième nombre déplace la ligne ; rapproche-le de zéro.",
    ),
    "swapped": (
        "Les côtés sont inversés",
        "Ta ligne se trompe plus souvent qu’elle n’a raison : {missed} erreurs sur {hidden} "
        "manchots cachés. Change le signe des poids, ou demande cent leçons.",
    ),
    "one-measure": (
        "Une seule mesure",
        "Avec un poids à zéro, la ligne est toute droite : le perceptron ne regarde qu’une mesure. "
        "Il se trompe {missed} fois sur {hidden} ({most} au plus). Penche la ligne : donne un "
        "poids aux deux mesures.",
    ),
    "unfinished": (
        "Elle n’a pas fini d’apprendre",
        "Il reste {wrongs} sur les {shown} manchots montrés, et {missed} sur les {hidden} cachés "
        "({most} au plus). Continue : règle les poids, ou donne d’autres leçons.",
    ),
    "narrow": (
        "Juste ici, moins juste ailleurs",
        "Sur les {shown} manchots montrés : {wrongs}. Sur les {hidden} cachés : {missed} "
        "({most} au plus). Ta ligne passe trop près d’un des deux groupes : éloigne-la, au milieu.",
    ),
}
