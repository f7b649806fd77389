"""What happens to attempts when someone leaves, asks for their data, or has two histories."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mooc.attempts.models import AttemptCount, Draft, HandIn, IssuedSet


def erase(session: Session, learner_id: str) -> None:
    """Delete everything of this learner."""
    for model in (HandIn, IssuedSet, Draft, AttemptCount):
        session.execute(delete(model).where(model.learner_id == learner_id))


def export(session: Session, learner_id: str) -> dict[str, Any]:
    """Everything of this learner as plain values. Hidden labels and exact scores stay here: they
    are the exercise's, and would give its answers."""
    sets = session.scalars(select(IssuedSet).where(IssuedSet.learner_id == learner_id))
    drafts = session.scalars(select(Draft).where(Draft.learner_id == learner_id))
    hand_ins = session.scalars(
        select(HandIn).where(HandIn.learner_id == learner_id).order_by(HandIn.at)
    )
    counts = session.scalars(select(AttemptCount).where(AttemptCount.learner_id == learner_id))
    return {
        "issued_sets": [
            {
                "number": row.id,
                "exercise": row.exercise_id,
                "version": row.version,
                "content_hash": row.content_hash,
                "issued_at": row.issued_at.isoformat(),
            }
            for row in sets
        ],
        "drafts": [
            {
                "exercise": row.exercise_id,
                "version": row.version,
                "saved_at": row.saved_at.isoformat(),
                "cells": json.loads(row.cells),
            }
            for row in drafts
        ],
        "hand_ins": [_hand_in(row) for row in hand_ins],
        "attempts": [
            {"exercise": row.exercise_id, "day": row.day.isoformat(), "count": row.count}
            for row in counts
        ],
    }


def _hand_in(row: HandIn) -> dict[str, Any]:
    kept = json.loads(row.metrics)
    return {
        "exercise": row.exercise_id,
        "version": row.version,
        "at": row.at.isoformat(),
        "passed": row.passed,
        "criteria": kept["criteria"],
        "shown": kept["shown"],
        "card": json.loads(row.card) if row.card else None,
    }


def merge(session: Session, old: str, new: str) -> None:
    """Give what *old* has to *new*. Of two drafts the last saved stays; of two counts of a day,
    the larger: merging neither gives attempts back nor takes any. Sending it twice is harmless."""
    if old == new:
        return
    _merge_sets(session, old, new)
    _merge_hand_ins(session, old, new)
    _merge_drafts(session, old, new)
    _merge_counts(session, old, new)
    session.flush()


def _merge_sets(session: Session, old: str, new: str) -> None:
    """Sets never collide: each was drawn with its own learner's id, so its content differs."""
    session.execute(update(IssuedSet).where(IssuedSet.learner_id == old).values(learner_id=new))


def _merge_hand_ins(session: Session, old: str, new: str) -> None:
    """Nor do hand-ins: their key holds the number of their set."""
    session.execute(update(HandIn).where(HandIn.learner_id == old).values(learner_id=new))


def _merge_drafts(session: Session, old: str, new: str) -> None:
    for row in session.scalars(select(Draft).where(Draft.learner_id == old)).all():
        other = session.get(Draft, (new, row.exercise_id, row.version))
        if other is None:
            row.learner_id = new
            continue
        if row.saved_at > other.saved_at:
            other.cells, other.saved_at = row.cells, row.saved_at
        session.delete(row)


def _merge_counts(session: Session, old: str, new: str) -> None:
    for row in session.scalars(select(AttemptCount).where(AttemptCount.learner_id == old)).all():
        other = session.get(AttemptCount, (new, row.exercise_id, row.day))
        if other is None:
            row.learner_id = new
            continue
        other.count = max(other.count, row.count)
        session.delete(row)
