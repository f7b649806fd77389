"""Hand in predictions: graded from the stored labels, kept with the verdict and the card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from mooc.attempts.limits import count_one, left_today
from mooc.attempts.models import HandIn, IssuedSet
from mooc.attempts.refusals import OldVersion, UnknownIssue
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions.handed import Handed, read_handed
from mooc.grading.kinds.predictions.kind import NOTHING_SHOWN, Shown, grade
from mooc.grading.kinds.predictions.pack import unpack
from mooc.grading.verdict import Verdict
from mooc.progress.events import Event
from mooc.progress.record import record


@dataclass(frozen=True, slots=True)
class Result:
    """A hand-in as the learner may see it. ``messages`` are plain French sentences."""

    id: str
    passed: bool
    messages: Sequence[str]
    metrics: Mapping[str, Any]
    has_card: bool
    left: int


def hand_in(
    session: Session, exercise: Exercise, learner_id: str, raw: Mapping[str, Any], now: datetime
) -> Result:
    """Grade and keep *raw*. BadAnswer when it cannot be read (it then costs no attempt), Refused
    when it may not be handed in. The same hand-in sent twice is one, and gets the same answer."""
    issued = _issued(session, exercise, learner_id, raw.get("issue"))
    spec, hidden = exercise.task.spec, unpack(issued.packed)
    if hidden.task != spec.task:
        raise OldVersion
    handed = read_handed(raw, hidden, spec)
    key = _key(issued, handed)
    known = session.scalar(select(HandIn).where(HandIn.learner_id == learner_id, HandIn.key == key))
    limit = (exercise.id, exercise.task.per_day)
    if known is not None:
        return _result(known, left_today(session, *limit, learner_id, now))
    left = count_one(session, *limit, learner_id, now)
    verdict = grade(spec, hidden, handed, _shown_before(session, issued))
    row = _keep(session, exercise, issued, handed, verdict, key, now)
    record(session, _event(exercise, row, verdict))
    return _result(row, left)


def _issued(session: Session, exercise: Exercise, learner_id: str, number: object) -> IssuedSet:
    if not isinstance(number, str) or len(number) != 32:
        raise UnknownIssue
    found = session.scalar(
        select(IssuedSet).where(
            IssuedSet.id == number,
            IssuedSet.learner_id == learner_id,
            IssuedSet.exercise_id == exercise.id,
        )
    )
    if found is None:
        raise UnknownIssue
    if found.version != exercise.version:
        raise OldVersion
    return found


def _key(issued: IssuedSet, handed: Handed) -> str:
    card = handed.card.json() if handed.card else ""
    parts = (issued.id.encode(), handed.predictions.tobytes(), repr(handed.quantity).encode())
    return hashlib.sha256(b"\0".join((*parts, card.encode()))).hexdigest()


def _shown_before(session: Session, issued: IssuedSet) -> Shown:
    """What the last hand-in on this very set was shown: the Ladder starts from it."""
    last = session.scalar(
        select(HandIn.metrics)
        .where(HandIn.issue_id == issued.id)
        .order_by(HandIn.at.desc(), HandIn.id)
        .limit(1)
    )
    if last is None:
        return NOTHING_SHOWN
    shown: dict[str, float | None] = json.loads(last)["shown"]
    return shown


def _keep(
    session: Session,
    exercise: Exercise,
    issued: IssuedSet,
    handed: Handed,
    verdict: Verdict,
    key: str,
    now: datetime,
) -> HandIn:
    kept = dict(verdict.details) | {"feedback": [f.html for f in verdict.feedback]}
    row = HandIn(
        id=uuid4().hex,
        learner_id=issued.learner_id,
        issue_id=issued.id,
        exercise_id=exercise.id,
        version=issued.version,
        key=key,
        passed=verdict.passed,
        score=verdict.score,
        metrics=json.dumps(kept, ensure_ascii=False),
        card=json.dumps(handed.card.en_dict(), ensure_ascii=False) if handed.card else None,
        at=now,
    )
    session.add(row)
    session.flush()
    return row


def _event(exercise: Exercise, row: HandIn, verdict: Verdict) -> Event:
    return Event(
        learner_id=row.learner_id,
        item_id=exercise.item,
        action="handed-in",
        content_hash=exercise.hash,
        key=row.key[:32],
        at=row.at,
        payload={
            "answer": {"hand_in": row.id},
            "score": verdict.score,
            "passed": verdict.passed,
            "trust": verdict.trust,
        },
    )


def _result(row: HandIn, left: int) -> Result:
    kept = json.loads(row.metrics)
    return Result(
        id=row.id,
        passed=row.passed,
        messages=kept["feedback"],
        metrics=visible(kept),
        has_card=row.card is not None,
        left=left,
    )


def visible(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The part of the kept metrics that a learner may see: rounded, from the feedback's rows."""
    return {name: kept[name] for name in ("criteria", "shown", "groups", "steady")}
