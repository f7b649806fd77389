"""The model card kept with a hand-in, for its owner."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mooc.attempts.hand_in import visible
from mooc.attempts.models import HandIn
from mooc.grading.exercise import Exercise
from sudia.card_file import read_card


def card_of(
    session: Session, exercise: Exercise, learner_id: str, number: str
) -> dict[str, Any] | None:
    """``card``, ``metrics`` (visible ones), ``passed`` and ``at`` of one's own hand-in, or None."""
    row = session.scalar(
        select(HandIn).where(
            HandIn.id == number,
            HandIn.learner_id == learner_id,
            HandIn.exercise_id == exercise.id,
        )
    )
    if row is None or row.card is None:
        return None
    return {
        "card": read_card(json.loads(row.card)),
        "metrics": visible(json.loads(row.metrics)),
        "passed": row.passed,
        "at": row.at,
    }
