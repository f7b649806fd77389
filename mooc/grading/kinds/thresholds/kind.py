"""Kind ``thresholds``: two thresholds for two groups, judged on people never shown.

Raw fields: ``seuil_1`` and ``seuil_2`` (whole numbers 0-100), ``critere`` (an option of the
question), ``cout`` (whole number), ``raison`` (free text, kept and not graded). Nothing that the
page computed is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any
from unicodedata import category

from mooc.grading.kind import Kind
from mooc.grading.kinds.thresholds import strategy
from mooc.grading.kinds.thresholds.metrics import (
    Goals,
    Outcome,
    Reached,
    accepted,
    chance,
    gap_tenths,
    reached,
)
from mooc.grading.kinds.thresholds.spec import Spec, both
from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only

LONGEST_REASON = 600
# Each goal and each part of the question weighs the same.
PARTS = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A whole answer, read: two thresholds, the option chosen, the cost counted, the reason."""

    first: int
    second: int
    criterion: str
    cost: int
    reason: str


def parse_answer(spec: Spec, raw: Answer) -> Given:
    """Read the form's fields, or raise :class:`BadAnswer` naming the field."""
    first, second = (threshold(raw, name) for name in ("seuil_1", "seuil_2"))
    criterion = _one(raw, "critere")
    if criterion not in {option.id for option in spec.question.options}:
        raise BadAnswer("Choisissez une réponse à la première question.", "critere")
    cost = _one(raw, "cout")
    if not re.fullmatch(r"[-−]?[0-9]{1,4}", cost):
        raise BadAnswer("Écrivez un nombre de personnes, en chiffres : 12 par exemple.", "cout")
    reason = _one(raw, "raison")
    if len(reason) > LONGEST_REASON:
        raise BadAnswer(f"Raccourcissez votre raison : {LONGEST_REASON} signes au plus.", "raison")
    return Given(first, second, criterion, int(cost.replace("−", "-")), reason)


def threshold(raw: Answer, name: str) -> int:
    """A threshold of the form: a whole number from 0 to 100."""
    text = _one(raw, name)
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > 100:
        raise BadAnswer("Un seuil est un nombre entier de 0 à 100.", name)
    return int(text)


def _one(raw: Answer, name: str) -> str:
    """The one value of a field, without control characters."""
    kept = (c for c in only(raw, name) if c == "\n" or category(c) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def grade(spec: Spec, raw: Answer) -> Verdict:
    """Judge thresholds on the hidden people, and the question on the practice set."""
    answer = parse_answer(spec, raw)
    one, two, total = both(spec.hidden, answer.first, answer.second)
    met = reached(one, two, spec.goals.loosened(spec.margins))
    cost = extra_missed(spec, answer.first)
    right = (
        met.budget,
        met.reach,
        met.gap,
        answer.criterion == spec.question.right,
        answer.cost == cost,
    )
    named = strategy.name(spec, answer.first, answer.second)
    return Verdict(
        score=sum(right) / PARTS,
        feedback=(
            _on_strategy(spec, answer, named),
            _on_criterion(spec, answer),
            _on_cost(spec, answer, cost),
        ),
        trust="server",
        details={
            "thresholds": [answer.first, answer.second],
            "strategy": named,
            "goals": _goals(met, spec, one, two, total),
            "reason": answer.reason,
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


def _on_criterion(spec: Spec, answer: Given) -> Feedback:
    option = next(o for o in spec.question.options if o.id == answer.criterion)
    return Feedback(
        target="critere",
        html=f"<p>{escape(option.feedback)}</p>",
        correct=option.id == spec.question.right,
        misconception=option.misconception,
    )


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


def solution(spec: Spec) -> Answer:
    """A raw answer that earns full marks: the smallest gap among the settings within the goals."""
    pairs = ((first, second) for first in range(101) for second in range(101))
    within = [p for p in pairs if reached(*spec.under(*p)[:2], spec.goals).all]
    first, second = min(within, key=lambda p: (gap_tenths(*spec.under(*p)[:2]) or 0, p))
    return {
        "seuil_1": [str(first)],
        "seuil_2": [str(second)],
        "critere": [spec.question.right],
        "cout": [str(extra_missed(spec, first))],
    }


def public(spec: Spec) -> dict[str, Any]:
    """What the page may show before an answer: no hidden person, no right answer."""
    return {
        "exercise": spec.exercise,
        "title": spec.title,
        "aim": spec.aim,
        "minutes": spec.minutes,
        "story": spec.story,
        "data": spec.data,
        "caution": spec.caution,
        "teacher": spec.teacher,
        "groups": [{"id": g.id, "name": g.name, "place": g.place} for g in spec.groups],
        "practice": spec.practice,
        "goals": spec.goals,
        "margins": spec.margins,
        "aids": spec.aids,
        "single": spec.single,
        "hidden_size": sum(len(g.in_need) + len(g.others) for g in spec.hidden),
        "longest_reason": LONGEST_REASON,
        "question": {
            "text": spec.question.text,
            "options": [{"id": o.id, "text": o.text} for o in spec.question.options],
        },
    }


KIND = Kind("thresholds", "Deux seuils", grade, public, None, solution)
