"""A tool for each need → verdict: it must meet the need, and no tool that meets it may use less."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10
from typing import Final

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict

from .bench import RESULTS, chosen, given, trial
from .cost import Tool, energy_text, figure
from .reading import Lab, Need

STRATEGIES: Final = {
    "good": (
        "Juste assez grand",
        "Chaque besoin est tenu, et aucun outil essayé ne le tient avec moins d’énergie. Vous "
        "avez regardé l’essai avant la taille.",
    ),
    "biggest": (
        "Le plus grand partout",
        "Le plus grand modèle n’est le bon choix que lorsque les autres ne suffisent pas. Pour "
        "prévoir des ventes, une règle d’une ligne fait le travail.",
    ),
    "one-tool": (
        "Le même outil pour tout",
        "« {tool} » pour les quatre besoins : ils ne demandent pourtant pas la même chose. "
        "Reprenez-les un par un, en partant du moins gourmand.",
    ),
    "too-small": (
        "Trop petit pour le besoin",
        "Le moins gourmand n’est pas une économie s’il ne fait pas le travail. Besoins qui ne sont "
        "pas tenus : {unmet} sur 4.",
    ),
    "oversized": (
        "Plus grand que nécessaire",
        "Rien ne manque, mais un outil essayé suffirait avec moins d’énergie. Choix trop grands : "
        "{over} sur 4. Descendez d’un outil à la fois et lisez le résultat de l’essai.",
    ),
    "mixed": (
        "Ici trop petit, là trop grand",
        "Choix qui ne suffisent pas : {unmet} sur 4 ; choix trop grands : {over} sur 4. Partez du "
        "plus petit outil et montez jusqu’au premier qui tient le seuil.",
    ),
}


def grade(lab: Lab, raw: Answer) -> Verdict:
    """Passed when each need has its least greedy sufficient tool."""
    given(lab, raw)  # the bench is kept with the answer: it must be readable
    picks: list[Tool] = []
    for need in lab.needs:
        tool = chosen(lab, need, raw)
        if tool is None:
            raise BadAnswer(f"Choisissez un outil pour « {need.name} ».", need.field)
        picks.append(tool)
    pairs = list(zip(lab.needs, picks, strict=True))
    right = [tool == lab.best(need) for need, tool in pairs]
    named = strategy(lab, picks)
    title, text = STRATEGIES[named]
    short = sum(falls_short(need, tool) for need, tool in pairs)
    words = text.format(tool=picks[0].name, unmet=short, over=len(right) - sum(right) - short)
    told = f"<p><strong>{escape(title)}.</strong> {escape(words)}</p>"
    misconception = "plus-grand-mieux" if named in {"biggest", "oversized"} else None
    return Verdict(
        score=sum(right) / len(right),
        feedback=(
            Feedback("choix", told, named == "good", misconception),
            *(_on(lab, need, tool) for need, tool in pairs),
        ),
        details={"strategy": named, "parts": len(right)},
    )


def strategy(lab: Lab, picks: Sequence[Tool]) -> str:
    """What the four choices have in common."""
    pairs = list(zip(lab.needs, picks, strict=True))
    if all(tool == lab.best(need) for need, tool in pairs):
        return "good"
    if len(set(picks)) == 1:
        return "biggest" if picks[0] == lab.tools[-1] else "one-tool"
    if not any(falls_short(need, tool) for need, tool in pairs):
        return "oversized"
    over = [t for need, t in pairs if t != lab.best(need) and not falls_short(need, t)]
    return "mixed" if over else "too-small"


def falls_short(need: Need, tool: Tool) -> bool:
    """Whether the trial says that the work is not done; an untried tool is given the doubt."""
    return need.result(tool.id) in {"short", "cannot"}


def _on(lab: Lab, need: Need, tool: Tool) -> Feedback:
    """What was chosen for a need, and how much more than enough it uses."""
    best = lab.best(need)
    result = need.result(tool.id)
    told = f"{need.name} : {tool.name[0].lower()}{tool.name[1:]}. "
    if tool == best:
        text = f"{_capital(trial(need, tool))}. En un an, {energy_text(need.energy(tool))}."
    elif falls_short(need, tool):
        text = f"{_capital(trial(need, tool))}. Il fallait {need.least} sur {need.of}."
    else:
        text = f"{_capital(RESULTS[result])}, mais {_more(need, tool, best)}"
    return Feedback(need.field, f"<p>{escape(told + text)}</p>", tool == best)


def _more(need: Need, tool: Tool, best: Tool) -> str:
    """How much more at least: the low end of one against the high end of the other.

    What is counted is not the same in a data centre and on a device: only the power of ten is said.
    """
    least = need.energy(tool).low / need.energy(best).high
    if bool(tool.billions) == bool(best.billions):
        if least < 1.5:
            return "un outil moins gourmand suffit."
        return f"au moins {figure(least)} fois l’énergie d’un outil qui suffit."
    ten = figure(10.0 ** floor(log10(least)))
    return (
        f"plus de {ten} fois l’énergie d’un outil qui suffit (les périmètres diffèrent : "
        "lisez l’ordre de grandeur, pas le chiffre)."
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
