"""The two trials that can be measured here: sorting an office's e-mails, forecasting a shop's week.

Synthetic and seeded. Nothing here is loaded by the site: ``measure.py`` writes what it finds.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

SEED = "curseur-energie 1"
TRAIN, TEST = 600, 200
WEEKS, JUDGED = 208, 52
CLOSE = 0.15  # a forecast is good within 15 %

TOPICS = ("hébergement", "transport", "visite", "objet perdu")
WORDS = {
    "hébergement": (
        "chambre", "gîte", "camping", "hôtel", "nuit", "arrhes", "lit", "draps", "emplacement",
        "loger", "dormir", "couchage",
    ),
    "transport": (
        "bus", "navette", "train", "ligne", "arrêt", "correspondance", "gare", "quai", "trajet",
        "ticket", "car", "ter",
    ),
    "visite": (
        "musée", "guide", "calanque", "exposition", "château", "entrée", "groupe", "randonnée",
        "cave", "atelier", "monument", "audioguide",
    ),
    "objet perdu": (
        "oublié", "perdu", "sac", "téléphone", "clés", "veste", "retrouvé", "laissé", "carte",
        "parapluie", "lunettes", "doudou",
    ),
}  # fmt: skip
# Words that say little: they are in every sort of e-mail.
PLAIN = (
    "bonjour", "merci", "samedi", "heure", "famille", "possible", "prix", "matin", "réponse",
    "enfants", "demain", "accueil", "ouvert", "tarif", "cordialement", "renseignement",
)  # fmt: skip
# What someone writes by hand in an hour: the first words that come to mind.
RULE = {
    "hébergement": ("chambre", "hôtel", "camping", "gîte"),
    "transport": ("bus", "train", "navette", "gare"),
    "visite": ("musée", "guide", "exposition", "château"),
    "objet perdu": ("perdu", "oublié", "sac", "clés"),
}


def emails() -> list[tuple[str, str]]:
    """(words, topic): one to three words of it, at most one of another, some that say nothing."""
    chance = random.Random(SEED)  # noqa: S311 - a public, repeatable draw
    found = []
    for _ in range(TRAIN + TEST):
        topic = chance.choice(TOPICS)
        other = chance.choice([name for name in TOPICS if name != topic])
        words = chance.sample(WORDS[topic], chance.choice((1, 2, 2, 3)))
        words += chance.sample(WORDS[other], chance.choice((0, 0, 1)))
        words += chance.sample(PLAIN, 4)
        chance.shuffle(words)
        found.append((" ".join(words), topic))
    return found


def by_rule(text: str) -> str:
    """The topic with the most words of the hand-written list; visits when there is none."""
    words = text.split()
    counts = {topic: sum(word in words for word in known) for topic, known in RULE.items()}
    best = max(counts, key=lambda topic: counts[topic])
    return best if counts[best] else "visite"


def weeks() -> list[float]:
    """Loaves sold each week: a slow summer wave, some noise."""
    chance = random.Random(SEED + " semaines")  # noqa: S311 - a public, repeatable draw
    return [
        round(420 + 90 * math.sin(2 * math.pi * (week - 14) / 52) + chance.gauss(0, 24))
        for week in range(WEEKS)
    ]


def mean_of_four(history: Sequence[float]) -> float:
    """The rule: as many as the mean of the last four weeks."""
    return sum(history[-4:]) / 4


def good_weeks(sold: Sequence[float], forecast: Callable[[int], float]) -> int:
    """Weeks of the last year whose forecast is close enough."""
    judged = range(len(sold) - JUDGED, len(sold))
    return sum(abs(forecast(week) - sold[week]) <= CLOSE * sold[week] for week in judged)
