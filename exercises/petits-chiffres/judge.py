"""Labels → verdict: the same model, trained again here, on digits that are never sent."""

from __future__ import annotations

from html import escape
from typing import Final

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict

from .bench import Given, Lab, given, learnt
from .model import right

FEW: Final = 15  # labels under which a failure is first a lack of examples
WRONG: Final = 3  # wrong labels from which they are the first reason

STRATEGIES: Final = {
    "good": (
        "De bons exemples, en nombre",
        "Tu as étiqueté assez de chiffres, et chacun avec soin. Le modèle n’a rien appris d’autre "
        "que tes étiquettes.",
    ),
    "all-same": (
        "Toujours la même étiquette",
        "Ton modèle n’a qu’une moyenne : il répond « {only} » à tout. Il a raison par chance, une "
        "fois sur trois environ. Donne-lui des exemples des trois chiffres.",
    ),
    "class-missing": (
        "Un chiffre oublié",
        "Ton modèle n’a jamais vu de {missing} : il ne peut pas le reconnaître. Ce qui n’est pas "
        "dans les exemples n’existe pas pour lui.",
    ),
    "wrong-labels": (
        "Des étiquettes fausses",
        "{wrong} étiquettes ne disent pas ce que la personne a voulu écrire. Le modèle ne sait "
        "pas qu’elles sont fausses : il les apprend comme les autres. Relis-les, plus bas.",
    ),
    "too-few": (
        "Trop peu d’exemples",
        "Avec {count} étiquettes, chaque moyenne ressemble trop à une seule écriture. D’autres "
        "personnes écrivent autrement. Continue d’étiqueter et regarde la courbe.",
    ),
    "almost": (
        "Presque",
        "Tu as {count} étiquettes et {wrong} fausse(s). Complète celles qui manquent, relis les "
        "chiffres les plus bizarres, puis envoie de nouveau.",
    ),
}


def grade(lab: Lab, raw: Answer) -> Verdict:
    """Passed when the model of these labels reaches the goal on the hidden digits."""
    now = given(lab, raw)
    if not now.labelled:
        raise BadAnswer("Étiquette au moins un chiffre avant d’envoyer.", lab.names[0])
    hidden = lab.data.hidden
    count = right(learnt(lab, now), hidden.pictures, hidden.names)
    passed = 100 * count >= lab.goal * len(hidden.names)
    named = strategy(lab, now, passed)
    share = 100 * count // len(hidden.names)
    return Verdict(
        score=1.0 if passed else min(0.9, share / lab.goal),
        feedback=(_first(lab, now, named), _judged(lab, count, share, passed), *_mistakes(now)),
        details={"strategy": named, "parts": 1, "right": count},
    )


def wrong(now: Given) -> list[int]:
    """Places whose label is not the digit that was written."""
    return [n for n in now.labelled if now.labels[n] != now.own.names[n]]


def strategy(lab: Lab, now: Given, passed: bool) -> str:
    """Why it went so; the first reason found is the one worth saying."""
    used = {now.labels[n] for n in now.labelled}
    if passed:
        return "good"
    if len(used) == 1:
        return "all-same"
    if len(used) < len(lab.data.classes):
        return "class-missing"
    if len(wrong(now)) >= WRONG:
        return "wrong-labels"
    return "too-few" if len(now.labelled) < FEW else "almost"


def _first(lab: Lab, now: Given, named: str) -> Feedback:
    title, text = STRATEGIES[named]
    used = [name for name in lab.data.classes if name in now.labels]
    words = {
        "only": used[0],
        "missing": next((n for n in lab.data.classes if n not in used), ""),
        "count": len(now.labelled),
        "wrong": len(wrong(now)),
    }
    html = f"<p><strong>{escape(title)}.</strong> {escape(text.format(**words))}</p>"
    return Feedback("etiquettes", html, named == "good")


def _judged(lab: Lab, count: int, share: int, passed: bool) -> Feedback:
    text = (
        f"Sur {len(lab.data.hidden.names)} chiffres que tu n’as pas vus, ton modèle en reconnaît "
        f"{count} : {share} %. Il en fallait {lab.goal} %."
    )
    return Feedback("caches", f"<p>{escape(text)}</p>", passed)


def _mistakes(now: Given) -> list[Feedback]:
    """The labels to read again, with what was written."""
    found = wrong(now)
    if not found:
        return []
    parts = [f"n° {n + 1} : un {now.own.names[n]}, pas un {now.labels[n]}" for n in found]
    text = "Ce que les personnes ont voulu écrire. " + " ; ".join(parts) + "."
    return [Feedback("fautes", f"<p>{escape(text)}</p>", None)]
