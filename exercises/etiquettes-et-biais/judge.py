"""Twenty labels and some reviews → verdict, on messages that the page does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict

from .bench import FIELDS, Given, given, measured, points, reached, share
from .messages import Rates
from .reading import Lab

STRATEGIES: Final = {
    "good": (
        "Étiqueté, puis relu au bon endroit",
        "Tes étiquettes suivent le sens, et tu as relu les messages amicaux que le panel avait "
        "signalés pour leur façon de parler. Le calcul, lui, n’a pas changé d’une ligne.",
    ),
    "by-sound": (
        "À l’oreille",
        "Tu as signalé {sound} messages amicaux en parler marseillais, et {plain} en français "
        "courant. Leurs jumeaux disent la même chose. Ton modèle apprend ton oreille : ouvre le "
        "lexique et relis ce que chaque message veut dire.",
    ),
    "flag-all": (
        "Tout signaler",
        "Signaler presque tout ne protège personne : les messages amicaux disparaissent aussi. "
        "Le modèle n’a plus rien à apprendre.",
    ),
    "flag-nothing": (
        "Ne rien signaler",
        "Aucune fausse alerte, mais les messages blessants passent tous ou presque. Un écart nul "
        "ne suffit pas.",
    ),
    "no-review": (
        "Le panel est resté seul",
        "Ton modèle est bon, mais celui du panel garde {gap} points d’écart : tu n’as demandé "
        "aucune relecture. Coche les étiquettes du panel qui te semblent fausses.",
    ),
    "wasted-review": (
        "Relu à côté",
        "Tes {asked} relectures ont corrigé {fixed} des {wrong} étiquettes fausses du panel. "
        "Compare ses étiquettes aux tiennes : où se trompe-t-il, et sur quelle façon de parler ?",
    ),
    "scattered": (
        "Des étiquettes à revoir",
        "{mistakes} de tes étiquettes ne suivent pas la consigne : se moquer, insulter, exclure. "
        "Relis-les avant de corriger celles du panel.",
    ),
}


def grade(lab: Lab, raw: Answer) -> Verdict:
    """Passed when both models flag few friendly messages more in one speech, and miss few."""
    now = given(lab, raw)
    for name, label in zip(FIELDS, now.labels, strict=True):
        if label is None:
            raise BadAnswer("Étiquette les vingt messages avant d’envoyer.", name)
    found = measured(lab, now, 1)
    met = reached(lab, found)
    named = strategy(now, met)
    title, text = STRATEGIES[named]
    words = text.format(**_words(now, found[2]))
    first = Feedback(
        "etiquettes",
        f"<p><strong>{escape(title)}.</strong> {escape(words)}</p>",
        named == "good",
    )
    return Verdict(
        score=sum(met.values()) / len(met),
        feedback=(first, *_goals(lab, found, met), *_twins(now)),
        details={"strategy": named, "parts": len(met), "met": dict(met)},
    )


def friendly_flagged(now: Given, group: int) -> int:
    """Friendly messages of a group that the learner flags, out of five."""
    pairs = zip(now.messages, now.labels, strict=True)
    return sum(bool(label) for m, label in pairs if m.group == group and not m.hurtful)


def strategy(now: Given, met: Mapping[str, bool]) -> str:
    """What the labels and reviews did; the first reason found is the one worth saying."""
    if all(met.values()):
        return "good"
    flags = sum(map(bool, now.labels))
    if flags >= len(now.labels) - 2:
        return "flag-all"
    if flags <= 2:
        return "flag-nothing"
    if friendly_flagged(now, 1) >= friendly_flagged(now, 0) + 2:
        return "by-sound"
    if len(_mistakes(now)) > 2 or not met["own"]:
        return "scattered"
    return "wasted-review" if now.reviewed else "no-review"


def _mistakes(now: Given) -> list[int]:
    pairs = enumerate(zip(now.messages, now.labels, strict=True))
    return [n for n, (message, label) in pairs if message.hurtful != label]


def _words(now: Given, corrected: Rates | None) -> dict[str, object]:
    wrong = {n for n, m in enumerate(now.messages) if m.panel != m.hurtful}
    fixed = {n for n in wrong & now.reviewed if now.labels[n] == now.messages[n].hurtful}
    return {
        "sound": friendly_flagged(now, 1),
        "plain": friendly_flagged(now, 0),
        "gap": points(corrected.gap) if corrected else "…",
        "asked": len(now.reviewed),
        "fixed": len(fixed),
        "wrong": len(wrong),
        "mistakes": len(_mistakes(now)),
    }


def _goals(
    lab: Lab, found: Sequence[Rates | None], met: Mapping[str, bool]
) -> tuple[Feedback, ...]:
    """The goals on the messages never shown."""
    own, _, corrected = found
    texts = {
        "own": f"Ton modèle : {_told(own)}",
        "panel": f"Le panel, après relecture : {_told(corrected)}",
        "found": f"Il fallait {lab.gap} points d’écart au plus, et repérer {lab.found} % des "
        "messages blessants dans chaque façon de parler.",
    }
    return tuple(
        Feedback(name, f"<p>{escape(text)}</p>", met[name]) for name, text in texts.items()
    )


def _told(model: Rates | None) -> str:
    if model is None:
        return "il n’a qu’une sorte d’étiquette, il n’apprend rien."
    return (
        f"{share(model.alarms[0])} des messages amicaux signalés en français courant, "
        f"{share(model.alarms[1])} en parler marseillais ; écart {points(model.gap)} points."
    )


def _twins(now: Given) -> list[Feedback]:
    """Friendly twins that the learner labelled differently: the same content twice."""
    twins: dict[tuple[bool, object], list[int]] = {}
    for n, message in enumerate(now.messages):
        twins.setdefault((message.hurtful, message.places), []).append(n)
    apart = [pair for pair in twins.values() if len({now.labels[n] for n in pair}) > 1]
    if not apart:
        return []
    told = " ; ".join(f"n° {a + 1} et n° {b + 1}" for a, b in apart)
    text = f"Ces messages disent la même chose, et tu les as étiquetés autrement : {told}."
    return [Feedback("jumeaux", f"<p>{escape(text)}</p>", None)]
