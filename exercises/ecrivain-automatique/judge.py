"""Guesses → verdict. Only the chosen words are read; the counts are the server's own."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only

from .reading import Guess, Role, Writer

# The strategy that the wrong guesses show: its title, and what it misses.
STRATEGIES: Final = {
    "good": (
        "À la place de la machine",
        "Vous avez répondu d’après les comptes, pas d’après le sens. C’est tout ce que fait un "
        "modèle de langage : des chances pour le mot suivant.",
    ),
    "by-ear": (
        "À l’oreille",
        "Vous avez choisi ce qui sonne juste aujourd’hui. La machine ne connaît que ce qu’elle a "
        "lu : un mot jamais vu après ce début n’a, pour elle, aucune chance.",
    ),
    "last-word": (
        "Le nez sur le dernier mot",
        "Vous avez choisi la suite du dernier mot seul. Réglez la machine sur deux mots en "
        "arrière : le mot d’avant change les chances.",
    ),
    "met": (
        "Vu, mais pas le plus souvent",
        "Vos mots suivent bien ces débuts dans le livre. Un autre les suit plus souvent : c’est la "
        "première ligne du tableau.",
    ),
    "mixed": (
        "Un peu de tout",
        "Tapez chaque début dans la machine, avec les sept lettres et deux mots en arrière : le "
        "tableau range les suites, de la plus fréquente à la plus rare.",
    ),
}
NAMED_BY: Final = {"never-met": "by-ear", "last-word": "last-word", "met": "met"}


def grade(own: Writer, raw: Answer) -> Verdict:
    """How many guesses are the likeliest word, and the way of guessing that the others show."""
    chosen = [(guess, _chosen(guess, raw)) for guess in own.guesses]
    roles = [guess.roles[word] for guess, word in chosen]
    right = roles.count("likeliest")
    named = strategy(own, roles)
    title, text = STRATEGIES[named]
    first = Feedback(
        "mots",
        f"<p><strong>{escape(title)}.</strong> {right} sur {len(roles)}. {escape(text)}</p>",
        named == "good",
    )
    return Verdict(
        score=right / len(roles),
        feedback=(first,),
        details={
            "strategy": named,
            "parts": len(roles),
            "passed": named == "good",
            "guesses": [_on_guess(guess, word) for guess, word in chosen],
        },
    )


def strategy(own: Writer, roles: list[Role]) -> str:
    """What the choices have in common: half of all the guesses or more, else « mixed »."""
    if roles.count("likeliest") >= own.goal:
        return "good"
    role, times = Counter(r for r in roles if r != "likeliest").most_common(1)[0]
    return NAMED_BY[role] if 2 * times >= len(roles) else "mixed"


def _chosen(guess: Guess, raw: Answer) -> str:
    word = only(raw, guess.field)
    if word not in guess.options:
        raise BadAnswer(f"Choisissez la suite de « {guess.before} ».", guess.field)
    return word


def _on_guess(guess: Guess, word: str) -> dict[str, Any]:
    """What the book says of one guess; it does not tell the likeliest word to who missed it."""
    times, total = guess.counts[word], guess.total
    if guess.roles[word] == "likeliest":
        told = f"{times} fois sur {total}, plus que tout autre mot."
    elif times:
        told = f"{times} fois sur {total}. Un autre mot revient plus souvent."
    else:
        told = "jamais dans les sept lettres."
    return {
        "before": guess.before,
        "word": word,
        "told": told,
        "right": guess.roles[word] == "likeliest",
    }
