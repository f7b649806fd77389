"""A setting and five guesses → verdict, on the notebook alone (added points are the map's only)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict

from .draw import LETTERS, Asked
from .given import Bench, read_bench, read_guesses
from .model import answer, missed

if TYPE_CHECKING:
    from .lab import Notebook

PARTS = 2
TOO_MANY = 25
RAW_SCALE = 7


def grade(own: Notebook, raw: Answer) -> Verdict:
    """Judge k and the scale by leaving one out, then the five points by the asked neighbours."""
    for name in ("k", "echelle"):
        if name not in raw:
            raise BadAnswer("Choisis un nombre.", name)
    bench, guesses = read_bench(raw, own.start), read_guesses(raw)
    asked = own.asked(bench.draw)
    guessed = len(own.rows) - len(missed(own.rows, bench.k, bench.scale))
    right = _said(own, asked, asked.k, bench.scale)
    points = sum(a is b for a, b in zip(guesses, right, strict=True))
    kept, read = guessed >= own.goal, points == len(right)
    named = strategy(own, bench, guessed)
    if kept and not read:
        nearest = _said(own, asked, 1, bench.scale)
        named = "read-nearest" if guesses == nearest else "misread"
    return Verdict(
        score=(kept + read) / PARTS,
        feedback=(
            _on_setting(own, bench, named, guessed, asked),
            _on_points(guesses, right, asked),
        ),
        details={"strategy": named, "guessed": guessed, "points": points, "parts": PARTS},
    )


def strategy(own: Notebook, bench: Bench, guessed: int) -> str:
    """Name the setting; the order of the rules is part of their meaning."""
    if guessed >= own.goal:
        return "good"
    if bench.k == 1:
        return "one-neighbour"
    if bench.scale == 0:
        return "one-measure"
    if bench.scale >= RAW_SCALE:
        return "waves-alone"
    if bench.k >= TOO_MANY:
        return "too-many"
    return "few" if bench.k == 3 else "near"


def _said(own: Notebook, asked: Asked, k: int, scale: int) -> tuple[bool, ...]:
    return tuple(answer(own.rows, wind, waves, k, scale) for wind, waves in asked.points)


def _on_setting(own: Notebook, bench: Bench, named: str, guessed: int, asked: Asked) -> Feedback:
    hidden = sum(
        answer(own.rows, wind, waves, bench.k, bench.scale) is good
        for wind, waves, good in own.hidden
    )
    title, text = TEXTS[named]
    words = {
        "k": bench.k, "guessed": guessed, "size": len(own.rows), "goal": own.goal,
        "hidden": hidden, "many": len(own.hidden), "asked": asked.k,
    }  # fmt: skip
    html = f"<p><strong>{escape(title)}.</strong> {escape((text + SAID).format(**words))}</p>"
    tag = "apprendre-par-coeur" if named == "one-neighbour" else None
    return Feedback("reglage", html, guessed >= own.goal, tag)


def _on_points(guesses: tuple[bool, ...], right: tuple[bool, ...], asked: Asked) -> Feedback:
    wrong = [letter for letter, a, b in zip(LETTERS, guesses, right, strict=True) if a is not b]
    if wrong:
        text = (
            f"Points à revoir : {', '.join(wrong)}. Regarde chacun d’eux, mets {asked.k} voisins, "
            "et compte les bonnes et les mauvaises sorties."
        )
    else:
        text = f"Les cinq points sont bien lus : c’est ce que votent leurs {asked.k} voisins."
    return Feedback("points", f"<p>{escape(text)}</p>", not wrong)


# Added to each text: what the hidden outings say.
SAID = " Sur {many} sorties jamais montrées, ton réglage en devine {hidden}."

# Strategy → (title, text): plain French with the numbers at hand.
TEXTS = {
    "good": (
        "Assez de voisins, pas trop",
        "Un par un, {guessed} sorties sur {size} sont devinées ({goal} demandées). Une faute du "
        "carnet ne l’emporte plus : ses voisins votent contre elle.",
    ),
    "read-nearest": (
        "Tu as regardé le plus proche, pas les {asked}",
        "Ton réglage tient : {guessed} sur {size}. Mais pour les cinq points, tu as répondu comme "
        "leur seul voisin le plus proche. La question parle de {asked} voisins.",
    ),
    "misread": (
        "Bon réglage, carte à relire",
        "Ton réglage tient : {guessed} sur {size}. Il reste à relire les cinq points avec {asked} "
        "voisins, pas avec {k}.",
    ),
    "one-neighbour": (
        "Un seul voisin récite",
        "Il retrouve tout le carnet, car chaque sortie est son propre voisin. Quand on la cache, "
        "il n’en devine que {guessed} sur {size} ({goal} demandées) : il recopie les fautes.",
    ),
    "few": (
        "Trop peu de voisins",
        "À trois, une faute du carnet garde un tiers des voix : {guessed} sorties devinées sur "
        "{size}, il en faut {goal}. Écoute quelques voisins de plus, ou change l’échelle.",
    ),
    "one-measure": (
        "Les vagues ne comptent pas",
        "Avec une échelle de zéro, la carte est faite de bandes verticales : deux sorties de même "
        "vent se ressemblent, même si la mer est forte. {guessed} sur {size}, il en faut {goal}.",
    ),
    "waves-alone": (
        "Les vagues écrasent le vent",
        "Un centimètre de vagues pèse presque autant qu’un kilomètre par heure de vent, alors que "
        "les vagues vont jusqu’à 160 et le vent jusqu’à 50. {guessed} sur {size}, il en faut "
        "{goal} : baisse l’échelle.",
    ),
    "too-many": (
        "Trop de voisins",
        "{k} voisins, c’est presque la moitié du carnet : le vote oublie les petits groupes. "
        "{guessed} sur {size}, il en faut {goal}. Baisse k.",
    ),
    "near": (
        "Presque",
        "Un par un, {guessed} sorties devinées sur {size}, il en faut {goal}. Change k ou "
        "l’échelle d’un cran, refais l’épreuve, et note tes essais.",
    ),
}
