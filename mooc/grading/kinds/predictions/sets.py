"""Draw a set: its public half as JSON bytes, its hidden half to be stored."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.exercise import Exercise
from mooc.grading.exercise_code import load_code
from mooc.grading.kinds.predictions.hidden import Hidden, from_generator
from mooc.grading.kinds.predictions.spec import Spec


@dataclass(frozen=True, slots=True)
class Drawn:
    """``content_hash`` is the SHA-256 (hexadecimal) of the data: what passing asks may change
    without making it another set."""

    public: Mapping[str, Any]
    hidden: Hidden
    content_hash: str


def seed_for(secret: str, learner: str, exercise: str, version: str) -> bytes:
    """The 256-bit seed of a learner's set. Without *secret* nobody can draw it again."""
    text = "|".join((learner, exercise, version))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()


def draw(exercise: Exercise, seed: bytes) -> Drawn:
    """The set of this seed, for one learner."""
    made = load_code(exercise.folder, "generator").generate(seed)
    digest = hashlib.sha256(as_json(made["public"])).hexdigest()
    hidden = from_generator(made["hidden"], seed, exercise.task.spec)
    return Drawn(dressed(exercise, made["public"]), hidden, digest)


def practice(exercise: Exercise) -> bytes:
    """The public practice set, as JSON: the same for all, its answers known."""
    generator = load_code(exercise.folder, "generator")
    made = generator.generate(generator.PRACTICE_SEED, practice=True)
    public = dressed(exercise, made["public"])
    if exercise.task.spec.quantity.kind == "given":
        public["quantity"] = float(made["hidden"]["quantity"])
    return as_json(public)


def as_json(value: Any) -> bytes:
    """Compact JSON; the order of the keys is the generator's."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def dressed(exercise: Exercise, public: Mapping[str, Any]) -> dict[str, Any]:
    """The generator's public half, with what the learner's kit must know of the exercise."""
    spec = exercise.task.spec
    return dict(public) | {
        "fictional": exercise.fictional,
        "labels": _labels(spec),
        "criteria": _criteria(spec),
    }


def _labels(spec: Spec) -> dict[str, Any]:
    labels = spec.labels
    found = {
        "task": labels.task,
        "column": labels.column,
        "yes": labels.yes,
        "no": labels.no,
        "classes": list(labels.classes),
        "unit": labels.unit,
        "rows": labels.rows,
        "heads": list(labels.heads),
    }
    return {key: value for key, value in found.items() if value}


def _criteria(spec: Spec) -> dict[str, Any]:
    gap, costs, quantity = spec.gap, spec.costs, spec.quantity
    found: dict[str, Any] = {
        "accuracy_min": spec.accuracy_min,
        "gap": gap.kind if gap else None,
        "gap_max": gap.most if gap else None,
        "cost_max": costs.most if costs else None,
        "cost_missed": costs.missed if costs else None,
        "cost_false_alarm": costs.false_alarm if costs else None,
        "error_max": spec.error_max,
        "quantity": quantity.kind,
        "quantity_tolerance": quantity.tolerance,
        "quantity_max": quantity.most,
        "quantity_name": quantity.name,
        "quantity_how": quantity.how,
    }
    return {key: value for key, value in found.items() if value is not None}
