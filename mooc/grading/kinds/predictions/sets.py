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


@dataclass(frozen=True, slots=True)
class Drawn:
    """``content_hash`` is the SHA-256 (hexadecimal) of the public half."""

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
    public = dict(made["public"]) | {"criteria": _criteria(exercise)}
    digest = hashlib.sha256(as_json(public)).hexdigest()
    return Drawn(public, from_generator(made["hidden"], seed), digest)


def practice(exercise: Exercise) -> bytes:
    """The public practice set, as JSON: the same for all, its answers known."""
    generator = load_code(exercise.folder, "generator")
    made = generator.generate(generator.PRACTICE_SEED, practice=True)
    return as_json(dict(made["public"]) | {"criteria": _criteria(exercise)})


def as_json(value: Any) -> bytes:
    """Compact JSON; the order of the keys is the generator's."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _criteria(exercise: Exercise) -> dict[str, float]:
    spec = exercise.spec
    return {"accuracy_min": spec.accuracy_min, "gap_max": spec.gap_max}
