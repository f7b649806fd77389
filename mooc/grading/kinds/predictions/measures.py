"""What is measured of a hand-in on some rows, each with the noise of its measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.handed import Handed
from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.ladder import noise_of_gap, noise_of_share, rounded, step_for
from mooc.grading.kinds.predictions.spec import Spec
from sudia import metrics, scores
from sudia.intervals import Mean

Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure (None: not measurable), its standard error, and the step that it is told to."""

    value: float | None
    noise: float
    step: float = 0.01


def measure(spec: Spec, hidden: Hidden, handed: Handed, rows: Rows) -> dict[str, Measured]:
    """Every measure that this task has, criterion or not, by name."""
    truth, answers = hidden.labels[rows].astype(np.int64), handed.predictions[rows]
    if spec.task == "number":
        return {"error": _mean(scores.number_report(truth, answers).error, spec.error_max)}
    right = float((truth == answers).mean()) if len(truth) else None
    found = {"accuracy": Measured(right, noise_of_share(len(truth)))}
    if spec.gap is not None:
        found["gap"] = _gap(spec.gap.kind, metrics.report(truth, answers, hidden.groups[rows]))
    if spec.costs is not None:
        cost = scores.mean_cost(truth, answers, spec.costs.missed, spec.costs.false_alarm)
        found["cost"] = _mean(cost, spec.costs.most)
    return found


def _mean(found: Mean, limit: float | None) -> Measured:
    step = step_for(limit or 0.0, found.value or 0.0)
    return Measured(found.value, found.error or 0.0, step)


def _gap(kind: str, report: metrics.Report) -> Measured:
    gaps = {
        "equalized-odds": report.equalized_odds_gap,
        "selection": report.selection_gap,
        "false-alarm": report.fpr_gap,
        "missed": report.tpr_gap,
    }
    totals: Mapping[str, Callable[[metrics.GroupRates], int]] = {
        "equalized-odds": lambda rates: min(rates.tpr.total, rates.fpr.total),
        "selection": lambda rates: rates.rows,
        "false-alarm": lambda rates: rates.fpr.total,
        "missed": lambda rates: rates.tpr.total,
    }
    smallest = min(map(totals[kind], report.groups), default=0)
    return Measured(gaps[kind].value, noise_of_gap(smallest, smallest))


def quantity(spec: Spec, hidden: Hidden, handed: Handed) -> float | None:
    """The value asked: the generator's, or what the answers sent make, on all rows."""
    kind, answers = spec.quantity.kind, handed.predictions
    if kind == "given":
        return hidden.quantity
    if kind == "twin-flips":
        return twin_flips(hidden, handed)
    if kind == "selection-rate":
        return float(answers.mean())
    return metrics.demographic_parity_gap(answers, hidden.groups).value


def twin_flips(hidden: Hidden, handed: Handed) -> float | None:
    """Share of twins whose answers differ; None without twins."""
    if hidden.task != "yes-no":
        return None
    return metrics.twin_flip_rate(handed.predictions, hidden.twins).value


def by_group(spec: Spec, hidden: Hidden, handed: Handed, rows: Rows) -> list[dict[str, Any]]:
    """Measures of each group for the learner, rounded; empty without groups."""
    if spec.groups is None:
        return []
    truth, answers = hidden.labels[rows].astype(np.int64), handed.predictions[rows]
    groups = hidden.groups[rows]
    lines = _lines(spec, truth, answers, groups)
    names = spec.groups.names
    return [{"group": names[int(code)], "rows": count, **rates} for code, count, rates in lines]


def _lines(spec: Spec, truth: Any, answers: Any, groups: Any) -> list[tuple[int, int, Any]]:
    found: list[tuple[Any, int, dict[str, float | None]]]
    if spec.task == "yes-no":
        found = [
            (
                part.group,
                part.rows,
                {
                    "selection": point(part.selection.value),
                    "tpr": point(part.tpr.value),
                    "fpr": point(part.fpr.value),
                },
            )
            for part in metrics.rates_by_group(truth, answers, groups)
        ]
    elif spec.task == "classes":
        report = scores.class_report(truth, answers, len(spec.labels.classes), groups)
        found = [(p.group, p.rows, {"accuracy": point(p.accuracy.value)}) for p in report.groups]
    else:
        errors = scores.number_report(truth, answers, groups).groups
        found = [(p.group, p.rows, {"error": _told(p.error.value, spec)}) for p in errors]
    return found


def _told(value: float | None, spec: Spec) -> float | None:
    return None if value is None else rounded(value, step_for(spec.error_max or 0.0, value))


def point(value: float | None) -> float | None:
    """A share to the nearest point."""
    return None if value is None else round(value, 2)
