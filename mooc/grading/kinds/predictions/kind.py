"""Predictions on a hidden test → verdict.

Passing asks three things: right often enough, a gap small enough between groups, and one quantity
computed by the learner. The verdict reads 70 % of the rows; what is shown comes from the other
30 %, rounded to a point and steadied by the Ladder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.handed import Handed
from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.ladder import noise_of_gap, noise_of_share, steady
from mooc.grading.kinds.predictions.spec import Spec
from mooc.grading.verdict import Feedback, Verdict
from sudia import metrics
from sudia.french import number, percent, points

CRITERIA = ("accuracy", "gap", "quantity")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a learner was shown of a hand-in: shares rounded to a point, None: not measurable."""

    accuracy: float | None = None
    gap: float | None = None


NOTHING_SHOWN = Shown()


def grade(spec: Spec, hidden: Hidden, handed: Handed, before: Shown = NOTHING_SHOWN) -> Verdict:
    """The verdict of *handed*; *before* is what the previous hand-in on this set was shown."""
    decided = _report(hidden, handed, hidden.verdict)
    seen = _report(hidden, handed, hidden.scored & ~hidden.verdict)
    quantity = _quantity(spec, hidden, handed)
    flips = metrics.twin_flip_rate(handed.predictions, hidden.twins)
    gap = _gap(spec, decided)
    criteria = {
        "accuracy": decided.accuracy is not None and decided.accuracy >= spec.accuracy_min,
        "gap": gap is not None and gap <= spec.gap_max,
        "quantity": quantity is not None and abs(quantity - handed.gap) <= spec.tolerance + 1e-9,
    }
    shown = _shown(spec, seen, before)
    return Verdict(
        score=sum(criteria.values()) / len(criteria),
        feedback=_feedback(spec, criteria, shown, flips.value),
        trust="server",
        details={
            "criteria": criteria,
            "shown": {
                "accuracy": shown.accuracy,
                "gap": shown.gap,
                "twin_flips": _point(flips.value),
            },
            "groups": _groups(spec, seen),
            "steady": {
                "accuracy": before.accuracy is not None and shown.accuracy == before.accuracy,
                "gap": before.gap is not None and shown.gap == before.gap,
            },
            # For the server only: never sent, never exported.
            "exact": {"accuracy": decided.accuracy, "gap": gap, "quantity": quantity},
        },
    )


def _report(hidden: Hidden, handed: Handed, rows: NDArray[np.bool_]) -> metrics.Report:
    return metrics.report(
        hidden.labels[rows].astype(np.int64), handed.predictions[rows], hidden.groups[rows]
    )


def _gap(spec: Spec, report: metrics.Report) -> float | None:
    chosen = report.equalized_odds_gap if spec.gap == "equalized-odds" else report.selection_gap
    return chosen.value


def _quantity(spec: Spec, hidden: Hidden, handed: Handed) -> float | None:
    """What the learner can compute from what they send: all rows, twins included."""
    if spec.quantity == "twin-flips":
        return metrics.twin_flip_rate(handed.predictions, hidden.twins).value
    return metrics.demographic_parity_gap(handed.predictions, hidden.groups).value


def _shown(spec: Spec, seen: metrics.Report, before: Shown) -> Shown:
    cells = [n for g in seen.groups for n in (g.tpr.total, g.fpr.total)]
    smallest = min(cells, default=0)
    return Shown(
        accuracy=steady(before.accuracy, seen.accuracy, noise_of_share(seen.rows)),
        gap=steady(before.gap, _gap(spec, seen), noise_of_gap(smallest, smallest)),
    )


def _groups(spec: Spec, seen: metrics.Report) -> list[Mapping[str, Any]]:
    """Rates by group for the learner's table, rounded to a point."""
    return [
        {
            "group": spec.names[int(str(rates.group))],
            "rows": rates.rows,
            "selection": _point(rates.selection.value),
            "tpr": _point(rates.tpr.value),
            "fpr": _point(rates.fpr.value),
        }
        for rates in seen.groups
    ]


def _point(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _feedback(
    spec: Spec, criteria: Mapping[str, bool], shown: Shown, flips: float | None
) -> tuple[Feedback, ...]:
    texts = {
        "accuracy": _accuracy_text(spec, criteria["accuracy"], shown),
        "gap": _gap_text(spec, criteria["gap"], shown),
        "quantity": _quantity_text(spec, criteria["quantity"]),
    }
    told = [Feedback(name, escape(texts[name], quote=False), criteria[name]) for name in CRITERIA]
    twins = (
        f"Test des jumeaux : {percent(flips)} des réponses changent quand seul le groupe change. "
        "Cette mesure ne compte pas dans le verdict."
    )
    return (*told, Feedback("twins", escape(twins, quote=False), None))


def _accuracy_text(spec: Spec, right: bool, shown: Shown) -> str:
    end = "C’est assez." if right else "Ce n’est pas encore assez."
    asked = percent(spec.accuracy_min)
    return f"Réponses justes : environ {percent(shown.accuracy)} ({asked} demandés). {end}"


def _gap_text(spec: Spec, right: bool, shown: Shown) -> str:
    what = "Écart d’erreurs" if spec.gap == "equalized-odds" else "Écart d’acceptation"
    end = "C’est assez petit." if right else "C’est trop : un groupe est moins bien traité."
    most = points(spec.gap_max)
    return f"{what} entre les groupes : environ {points(shown.gap)} ({most} au plus). {end}"


def _quantity_text(spec: Spec, right: bool) -> str:
    if spec.quantity == "twin-flips":
        what, how = "La part de jumeaux", "comptez les paires dont les deux réponses diffèrent"
    else:
        what, how = "L’écart d’acceptation", "taux d’un groupe moins taux de l’autre, sans le signe"
    if right:
        return f"{what} que vous annoncez est juste."
    allowed = number(spec.tolerance, 3)
    return f"{what} que vous annoncez n’est pas juste à {allowed} près : {how}, sur tout le test."
