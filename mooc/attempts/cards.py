"""The model cards kept with hand-ins, for their owner alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from mooc.attempts.hand_in import visible
from mooc.attempts.models import HandIn
from mooc.grading.exercise import Exercise
from sudia.card import Card
from sudia.card_file import read_card

# More than anyone compares; an exercise may be handed in several times a day for years.
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A card as declared, with what the server measured of the same hand-in (visible part)."""

    id: str
    card: Card
    metrics: Mapping[str, Any]
    passed: bool
    at: datetime


def card_of(session: Session, exercise: Exercise, learner_id: str, number: str) -> Kept | None:
    """The card of one's own hand-in, or None."""
    row = session.scalar(_own(exercise, learner_id).where(HandIn.id == number))
    return _kept(row) if row is not None else None


def cards_of(session: Session, exercise: Exercise, learner_id: str) -> list[Kept]:
    """One's cards of this exercise, the newest first."""
    newest = _own(exercise, learner_id).order_by(HandIn.at.desc(), HandIn.id).limit(MOST_LISTED)
    return [_kept(row) for row in session.scalars(newest)]


def _own(exercise: Exercise, learner_id: str) -> Select[tuple[HandIn]]:
    return select(HandIn).where(
        HandIn.learner_id == learner_id,
        HandIn.exercise_id == exercise.id,
        HandIn.card.is_not(None),
    )


def _kept(row: HandIn) -> Kept:
    assert row.card is not None
    return Kept(
        id=row.id,
        card=read_card(json.loads(row.card)),
        metrics=visible(json.loads(row.metrics)),
        passed=row.passed,
        at=row.at,
    )
