"""Two thresholds → verdict, on people never shown.

Raw fields: ``seuil_1`` and ``seuil_2`` (whole numbers 0-100), ``cout`` (whole number), ``raison``
(free text, kept and not graded). Nothing that the page computed is read.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mooc.grading.labs.thresholds import strategy
from mooc.grading.labs.thresholds.given import Given, read_answer
from mooc.grading.labs.thresholds.metrics import (
    Goals,
    Outcome,
    Reached,
    accepted,
    chance,
    gap_tenths,
    reached,
)
from mooc.grading.labs.thresholds.spec import Spec, both
from mooc.grading.verdict import Answer, Feedback, Verdict

# Each goal and the cost weigh the same.
PARTS = 4


def grade(spec: Spec, raw: Answer) -> Verdict:
    """Judge thresholds on the hidden people, and the question on the practice set."""
    answer = read_answer(raw)
    one, two, total = both(spec.hidden, answer.first, answer.second)
    met = reached(one, two, spec.goals.loosened(spec.margins))
    cost = extra_missed(spec, answer.first)
    right = (
        met.budget,
        met.reach,
        met.gap,
        answer.cost == cost,
    )
    named = strategy.name(spec, answer.first, answer.second)
    return Verdict(
        score=sum(right) / PARTS,
        feedback=(
            _on_strategy(spec, answer, named),
            _on_cost(spec, answer, cost),
        ),
        trust="server",
        details={
            "thresholds": [answer.first, answer.second],
            "strategy": named,
            "goals": _goals(met, spec, one, two, total),
            "reason": answer.reason,
            "parts": PARTS,
        },
    )


def extra_missed(spec: Spec, first: int) -> int:
    """People in need of the first group missed under *first*, beyond the single threshold."""
    return spec.under(first, 0)[0].missed - spec.under(spec.single, 0)[0].missed


def _goals(
    met: Reached, spec: Spec, one: Outcome, two: Outcome, total: Outcome
) -> list[dict[str, Any]]:
    """What the hidden people gave, rounded to a point, beside what was asked."""
    asked: Goals = spec.goals.loosened(spec.margins)
    tenths = gap_tenths(one, two)
    gap = None if tenths is None else -(-tenths // 10)
    return [
        {"id": "budget", "value": accepted(total), "limit": asked.budget, "met": met.budget},
        {"id": "reach", "value": chance(total), "limit": asked.reach, "met": met.reach},
        {"id": "gap", "value": gap, "limit": asked.gap, "met": met.gap},
    ]


def _on_strategy(spec: Spec, answer: Given, named: str) -> Feedback:
    text = strategy.explain(named, spec, answer.first, answer.second)
    title = escape(strategy.TITLES[named])
    html = f"<p><strong>{title}.</strong> {escape(text)}</p>"
    return Feedback(target="seuils", html=html, correct=named == "good")


def _on_cost(spec: Spec, answer: Given, cost: int) -> Feedback:
    group = spec.groups[0]
    now = spec.under(answer.first, 0)[0].missed
    before = spec.under(spec.single, 0)[0].missed
    other_now = spec.under(0, answer.second)[1].missed
    other_before = spec.under(0, spec.single)[1].missed
    if answer.cost == cost:
        text = (
            f"C’est bien le prix : {now} personnes oubliées {group.place} au lieu de {before}. "
            f"{spec.groups[1].place.capitalize()}, elles sont {other_now} au lieu de "
            f"{other_before}."
        )
    else:
        text = (
            f"Relisez la ligne « Dans le besoin, oubliées », colonne « {group.name} » : {now} avec "
            f"vos seuils, {before} avec le seuil unique de {spec.single}. Faites la différence."
        )
    return Feedback(target="cout", html=f"<p>{escape(text)}</p>", correct=answer.cost == cost)
