"""Predictions on a hidden test → verdict.

Passing asks what the spec says (right often enough, a gap or a cost or an error small enough) and
one quantity computed by the learner. The verdict reads 70 % of the rows; what is shown comes from
the other 30 %, rounded and steadied by the Ladder, each measure on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from mooc.grading.kinds.predictions.handed import Handed
from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.ladder import steady
from mooc.grading.kinds.predictions.measures import (
    Measured,
    by_group,
    measure,
    point,
    quantity,
    twin_flips,
)
from mooc.grading.kinds.predictions.spec import Spec
from mooc.grading.kinds.predictions.told import Remark, remarks
from mooc.grading.verdict import Feedback, Verdict

# What a learner was shown of a hand-in, by measure; None: not measurable.
Shown = Mapping[str, float | None]
NOTHING_SHOWN: Shown = MappingProxyType({})
DUST = 1e-9  # of binary fractions


def grade(spec: Spec, hidden: Hidden, handed: Handed, before: Shown = NOTHING_SHOWN) -> Verdict:
    """The verdict of *handed*; *before* is what the previous hand-in on this set was shown."""
    decided = measure(spec, hidden, handed, hidden.verdict)
    feedback_rows = hidden.scored & ~hidden.verdict
    seen = measure(spec, hidden, handed, feedback_rows)
    asked, flips = quantity(spec, hidden, handed), twin_flips(hidden, handed)
    criteria = _criteria(spec, decided, asked, handed.quantity)
    shown = {
        name: steady(before.get(name), found.value, found.noise, found.step)
        for name, found in seen.items()
    }
    told = remarks(spec, criteria, shown, flips)
    return Verdict(
        score=sum(criteria.values()) / len(criteria),
        feedback=tuple(map(_feedback, told)),
        trust="server",
        details={
            "criteria": criteria,
            "shown": shown | ({} if flips is None else {"twin_flips": point(flips)}),
            "groups": by_group(spec, hidden, handed, feedback_rows),
            "steady": {
                name: before.get(name) is not None and before[name] == value
                for name, value in shown.items()
            },
            # For the server only: never sent, never exported.
            "exact": {name: found.value for name, found in decided.items()} | {"quantity": asked},
        },
    )


def _criteria(
    spec: Spec, decided: Mapping[str, Measured], asked: float | None, announced: float
) -> dict[str, bool]:
    """Each criterion of the spec, reached or not; what cannot be measured is not reached."""
    most = {
        "gap": spec.gap.most if spec.gap else None,
        "cost": spec.costs.most if spec.costs else None,
        "error": spec.error_max,
    }
    reached: dict[str, bool] = {}
    for name in spec.criteria:
        value = asked if name == "quantity" else decided[name].value
        if value is None:
            reached[name] = False
        elif name == "quantity":
            margin = spec.quantity.tolerance + DUST * (1 + value)
            reached[name] = bool(abs(value - announced) <= margin)
        elif name == "accuracy":
            reached[name] = bool(value >= (spec.accuracy_min or 0.0) - DUST)
        else:
            limit = most[name] or 0.0
            reached[name] = bool(value <= limit + DUST * (1 + limit))
    return reached


def _feedback(remark: Remark) -> Feedback:
    return Feedback(remark.about, escape(remark.text, quote=False), remark.reached)
