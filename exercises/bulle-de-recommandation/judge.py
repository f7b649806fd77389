"""Settings and clicks → verdict: the eight rounds are played again here."""

from __future__ import annotations

from html import escape
from typing import Final

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict

from .bench import Given, diversity, given, kept, rounds_of
from .reading import Lab
from .recommender import LAST, PLACES, ROUNDS

MUCH: Final = 4  # places for discovery from which too much is the first reason

STRATEGIES: Final = {
    "good": (
        "La bulle est ouverte",
        "Le système te propose ce que tu aimes, et il te laisse de quoi changer d’avis. Personne "
        "n’a changé tes goûts : tu as changé un réglage.",
    ),
    "bubble": (
        "Dans la bulle",
        "Aucune place pour la découverte : chaque clic a resserré les propositions. Au dernier "
        "tour il reste {themes} sur six. Ce n’est pas toi qui n’aimes que cela, c’est le "
        "système qui ne montre plus rien d’autre.",
    ),
    "at-random": (
        "Tout au hasard",
        "Avec {explore} places sur six pour la découverte, le système n’écoute presque plus tes "
        "clics. C’est varié, mais {liked} titres seulement te plaisent sur {of}.",
    ),
    "short-memory": (
        "Le dernier clic décide",
        "Tu as laissé {places} à la découverte, mais avec une mémoire de {memory} % le "
        "système oublie tout sauf ton dernier clic. Donne-lui plus de mémoire, ou plus de "
        "découverte.",
    ),
    "half-open": (
        "La bulle est entrouverte",
        "Avec {places} pour la découverte, la diversité est de {index} sur 100 : il en "
        "faut {goal}. Essaie une place de plus, ou clique sur tes deux thèmes à tour de rôle.",
    ),
    "off-taste": (
        "Varié, mais à côté",
        "La diversité y est, pas l’intérêt : {liked} titres te plaisent sur {of}. Tes clics "
        "ont-ils suivi tes deux thèmes préférés ?",
    ),
}


def grade(lab: Lab, raw: Answer) -> Verdict:
    """Passed when the last four rounds are diverse and still liked."""
    now = given(lab, raw)
    if len(now.clicks) < ROUNDS:
        left = counted(ROUNDS - len(now.clicks), "tour")
        raise BadAnswer(f"Il reste {left} à jouer avant d’envoyer.", "clics")
    rounds = rounds_of(lab, now)
    index, liked = diversity(rounds), kept(rounds, now.liked)
    met = (index >= lab.index, liked >= lab.liked)
    named = strategy(now, met)
    title, text = STRATEGIES[named]
    words = {
        "themes": counted(sum(map(bool, rounds[-1].counts)), "thème"),
        "places": counted(now.settings.explore, "place"),
        "explore": now.settings.explore,
        "memory": now.settings.memory,
        "index": index,
        "goal": lab.index,
        "liked": liked,
        "of": PLACES * LAST,
    }
    told = f"<p><strong>{escape(title)}.</strong> {escape(text.format(**words))}</p>"
    return Verdict(
        score=sum(met) / 2,
        feedback=(
            Feedback("reglages", told, named == "good"),
            _goal("diversite", f"Diversité : {index} sur 100, il faut {lab.index}.", met[0]),
            _goal("interet", f"Ce qui te plaît : {liked} titres sur 24, il en faut {lab.liked}.",
                  met[1]),
        ),
        details={"strategy": named, "parts": 2, "index": index, "liked": liked},
    )  # fmt: skip


def strategy(now: Given, met: tuple[bool, bool]) -> str:
    """What the settings and clicks did; the first reason found is the one worth saying."""
    index, liked = met
    if index and liked:
        return "good"
    if not index:
        if not now.settings.explore:
            return "bubble"
        return "short-memory" if now.settings.memory < 20 else "half-open"
    return "at-random" if now.settings.explore >= MUCH else "off-taste"


def counted(number: int, name: str) -> str:
    """« 1 place », « 2 places »."""
    return f"{number} {name}{'s' if number > 1 else ''}"


def _goal(target: str, text: str, met: bool) -> Feedback:
    return Feedback(target, f"<p>{escape(text)}</p>", met)
