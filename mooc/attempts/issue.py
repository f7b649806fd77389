"""Give a learner their data set: the same each time, stored once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mooc.attempts.models import IssuedSet
from mooc.db import utcnow
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions.pack import pack
from mooc.grading.kinds.predictions.sets import Drawn, draw, seed_for


def issue(session: Session, exercise: Exercise, learner_id: str, secret: str) -> Mapping[str, Any]:
    """The public half of the learner's set, with the number of the set.

    The set is drawn again each time, and compared by its content: should numpy or the generator
    draw otherwise one day, the learner gets a new set, and what was handed in before keeps the
    labels it was graded with.
    """
    drawn = draw(exercise, seed_for(secret, learner_id, exercise.id, exercise.version))
    found = _find(session, exercise, learner_id, drawn) or _store(
        session, exercise, learner_id, drawn
    )
    return dict(drawn.public) | {"issue": found.id}


def _find(session: Session, exercise: Exercise, learner_id: str, drawn: Drawn) -> IssuedSet | None:
    return session.scalar(
        select(IssuedSet).where(
            IssuedSet.learner_id == learner_id,
            IssuedSet.exercise_id == exercise.id,
            IssuedSet.version == exercise.version,
            IssuedSet.content_hash == drawn.content_hash,
        )
    )


def _store(session: Session, exercise: Exercise, learner_id: str, drawn: Drawn) -> IssuedSet:
    row = IssuedSet(
        id=uuid4().hex,
        learner_id=learner_id,
        exercise_id=exercise.id,
        version=exercise.version,
        content_hash=drawn.content_hash,
        packed=pack(drawn.hidden),
        issued_at=utcnow(),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same learner asked twice at once
        found = _find(session, exercise, learner_id, drawn)
        if found is None:
            raise
        return found
    return row
