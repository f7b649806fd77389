"""Small specs and sets of each task, for the tests of the kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from mooc.grading.kinds.predictions.hidden import Hidden, from_generator
from mooc.grading.kinds.predictions.spec import Spec, parse

GROUPS = {"column": "lieu", "codes": ["mer", "montagne"], "labels": ["la mer", "la montagne"]}
QUANTITY = {"quantity": "selection-rate", "quantity_tolerance": 0.005}
GIVEN = {
    "quantity": "given",
    "quantity_tolerance": 0.5,
    "quantity_max": 100,
    "quantity_name": "le compte",
    "quantity_how": "comptez les lignes",
}
TABLES: dict[str, dict[str, Any]] = {
    "yes-no": {
        "labels": {"column": "vrai", "yes": "oui", "no": "non"},
        "groups": GROUPS,
        "criteria": {
            "accuracy_min": 0.7,
            "gap": "equalized-odds",
            "gap_max": 0.1,
            "cost_max": 12.0,
            "cost_missed": 20,
            "cost_false_alarm": 1,
        }
        | QUANTITY,
    },
    "classes": {
        "labels": {"task": "classes", "column": "vrai", "classes": ["un", "deux", "trois"]},
        "groups": GROUPS,
        "criteria": {"accuracy_min": 0.7, "rows_min": 50} | GIVEN,
    },
    "number": {
        "labels": {"task": "number", "column": "vrai", "unit": "nuitées"},
        "criteria": {"error_max": 14.5, "rows_min": 50} | GIVEN,
    },
}


def spec_of(task: str, **changes: Any) -> Spec:
    """The toy spec of *task*; *changes* go into [criteria], None takes a key away."""
    table = TABLES[task]
    criteria = {k: v for k, v in (table["criteria"] | changes).items() if v is not None}
    return parse(table | {"criteria": criteria})


def hidden_of(spec: Spec, rows: int = 400, pairs: int = 0, number: int = 1) -> Hidden:
    """A drawn hidden half: *rows* scored rows and *pairs* of twins."""
    rng = np.random.default_rng(number)
    total = rows + 2 * pairs
    high = {"yes-no": 2, "classes": len(spec.labels.classes), "number": 200}[spec.task]
    raw: dict[str, Any] = {
        "ids": rng.permutation(10 * total)[:total].tolist(),
        "labels": rng.integers(0, high, total).tolist(),
        "pairs": [-1] * rows + [n // 2 for n in range(2 * pairs)],
        "quantity": 42.0,
    }
    if spec.groups:
        raw["groups"] = rng.integers(0, len(spec.groups.codes), total).tolist()
    return from_generator(raw, number.to_bytes(32, "big"), spec)
