"""Hand in to a challenge: measured on both parts of the hidden rows, shown through the Ladder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mooc.attempts.limits import count_one, left_today
from mooc.attempts.refusals import Refused
from mooc.challenges.challenge import Challenge
from mooc.challenges.ladder import climb
from mooc.challenges.models import ChallengeHandIn
from mooc.challenges.private import Prepared
from mooc.challenges.sent import Sent
from mooc.challenges.told import told
from mooc.grading.kinds.predictions.handed import Handed
from mooc.grading.kinds.predictions.measures import measure
from mooc.grading.kinds.predictions.spec import Spec

DUST = 1e-9  # of binary fractions


@dataclass(frozen=True, slots=True)
class Result:
    """A hand-in as its author may see it. ``shown`` and ``gap`` are None when nothing moved."""

    within: bool
    climbed: bool
    shown: float | None
    gap: float | None
    messages: Sequence[str]
    left: int


def hand_in(
    session: Session,
    challenge: Challenge,
    prepared: Prepared,
    spec: Spec,
    learner_id: str,
    sent: Sent,
    now: datetime,
) -> Result:
    """Measure and keep *sent*. Refused before, after, or beyond the day's number. The same hand-in
    sent twice is one, costs one, and gets the same answer."""
    must_be_open(challenge, now)
    key = _key(prepared, sent)
    limit = (challenge.id, challenge.per_day)
    try:
        with session.begin_nested():
            known = _known(session, challenge, learner_id, key)
            if known is not None:
                _declare(known, sent)
                return _result(challenge, known, left_today(session, *limit, learner_id, now))
            # Counting takes the lock: what was shown before is read after it.
            left = count_one(session, *limit, learner_id, now)
            before = best_shown(session, challenge, prepared, learner_id)
            row = _measured(challenge, prepared, spec, sent, before)
            _declare(row, sent)
            row.id, row.learner_id, row.key, row.at = uuid4().hex, learner_id, key, now
            session.add(row)
    except IntegrityError:  # sent twice at once
        found = _known(session, challenge, learner_id, key)
        assert found is not None
        row = found
        left = left_today(session, *limit, learner_id, now)
    return _result(challenge, row, left)


def must_be_open(challenge: Challenge, now: datetime) -> None:
    """Refused before the opening and from the closing on."""
    phase = challenge.phase(now)
    if phase == "before":
        raise Refused("not-yet", "Ce défi n’est pas encore ouvert.", 403)
    if phase == "closed":
        message = "Ce défi est clos : on n’y remet plus rien. L’exercice, lui, reste ouvert."
        raise Refused("closed", message, 403)


def _key(prepared: Prepared, sent: Sent) -> str:
    """Of the answers alone: the same answers with another declared size are the same hand-in."""
    return hashlib.sha256(prepared.hash.encode() + sent.answers.tobytes()).hexdigest()


def _known(
    session: Session, challenge: Challenge, learner_id: str, key: str
) -> ChallengeHandIn | None:
    return session.scalar(
        select(ChallengeHandIn).where(
            ChallengeHandIn.challenge_id == challenge.id,
            ChallengeHandIn.learner_id == learner_id,
            ChallengeHandIn.key == key,
        )
    )


def best_shown(
    session: Session, challenge: Challenge, prepared: Prepared, learner_id: str
) -> float | None:
    """What this learner's place shows now; None when no hand-in was within the bound."""
    return session.scalar(
        select(func.max(ChallengeHandIn.shown)).where(
            ChallengeHandIn.challenge_id == challenge.id,
            ChallengeHandIn.learner_id == learner_id,
            ChallengeHandIn.data_hash == prepared.hash,
            ChallengeHandIn.climbed,
        )
    )


def _measured(
    challenge: Challenge, prepared: Prepared, spec: Spec, sent: Sent, before: float | None
) -> ChallengeHandIn:
    """The row of this hand-in, without its owner: feedback on 30 % of the rows, final on 70 %."""
    hidden, handed = prepared.hidden, Handed(sent.answers, 0.0, None)
    seen = measure(spec, hidden, handed, hidden.scored & ~hidden.verdict)
    final = measure(spec, hidden, handed, hidden.verdict)
    gap = seen["gap"].value
    within = gap is not None and gap <= challenge.gap_max + DUST
    accuracy = seen["accuracy"].value
    moved = climb(before, accuracy, challenge.step) if within and accuracy is not None else None
    return ChallengeHandIn(
        challenge_id=challenge.id,
        data_hash=prepared.hash,
        within=within,
        climbed=moved is not None,
        shown=moved,
        gap=round(gap, 2) if moved is not None and gap is not None else None,
        final_accuracy=final["accuracy"].value or 0.0,
        final_gap=final["gap"].value,
    )


def _declare(row: ChallengeHandIn, sent: Sent) -> None:
    """Energy and size as declared: sending the same answers again may add or correct them."""
    if sent.joules is not None:
        row.joules_low, row.joules_high = sent.joules
    if sent.octets is not None:
        row.octets = sent.octets


def _result(challenge: Challenge, row: ChallengeHandIn, left: int) -> Result:
    messages = told(challenge, row.within, row.shown, row.gap)
    return Result(row.within, row.climbed, row.shown, row.gap, messages, left)
