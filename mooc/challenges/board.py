"""What a board shows, and what someone sees of their own hand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from mooc.challenges.challenge import Challenge
from mooc.challenges.models import ChallengeEntry, ChallengeHandIn
from mooc.challenges.private import Prepared
from mooc.challenges.ranking import Place, Standing, ranked

DUST = 1e-9  # of binary fractions
MOST_PLACES = 200
MOST_OWN = 30


@dataclass(frozen=True, slots=True)
class Own:
    """One of one's own hand-ins, as it was answered."""

    at: datetime
    within: bool
    shown: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What counts for someone: while open what is shown, after closing the final measures."""

    accuracy: float
    gap: float | None
    within: bool
    final: bool


def places(
    session: Session, challenge: Challenge, prepared: Prepared, learner_id: str, final: bool
) -> tuple[Place, ...]:
    """The board. *final*: on the rows that were never used for feedback.

    Cut after its first places; one's own is always there.
    """
    rows = session.execute(
        select(ChallengeHandIn, ChallengeEntry.pseudonym)
        .join(
            ChallengeEntry,
            and_(
                ChallengeEntry.challenge_id == ChallengeHandIn.challenge_id,
                ChallengeEntry.learner_id == ChallengeHandIn.learner_id,
            ),
        )
        .where(
            ChallengeHandIn.challenge_id == challenge.id,
            ChallengeHandIn.data_hash == prepared.hash,
            ChallengeHandIn.climbed,
            ChallengeEntry.pseudonym.is_not(None),
        )
    )
    best: dict[str, tuple[ChallengeHandIn, str]] = {}
    for row, name in rows:
        if row.learner_id not in best or _better(row, best[row.learner_id][0]):
            best[row.learner_id] = row, name or ""
    found = ranked(
        _standing(challenge, row, name, row.learner_id == learner_id, final)
        for row, name in best.values()
    )
    return tuple(p for n, p in enumerate(found) if n < MOST_PLACES or p.standing.mine)


def _better(one: ChallengeHandIn, other: ChallengeHandIn) -> bool:
    return (one.shown or 0.0, other.at) > (other.shown or 0.0, one.at)


def _standing(
    challenge: Challenge, row: ChallengeHandIn, name: str, mine: bool, final: bool
) -> Standing:
    result = _result(challenge, row, final)
    joules = None
    if row.joules_low is not None and row.joules_high is not None:
        joules = row.joules_low, row.joules_high
    return Standing(
        name, result.accuracy, result.gap, result.within, row.at, joules, row.octets, mine
    )


def _result(challenge: Challenge, row: ChallengeHandIn, final: bool) -> OwnResult:
    if not final:
        return OwnResult(row.shown or 0.0, row.gap, True, False)
    gap = row.final_gap
    within = gap is not None and gap <= challenge.gap_max + DUST
    told = None if gap is None else round(gap, 3)
    return OwnResult(round(row.final_accuracy, 3), told, within, True)


def own_result(
    session: Session, challenge: Challenge, prepared: Prepared, learner_id: str, final: bool
) -> OwnResult | None:
    """What counts for this learner, on a board or not; None: nothing within the bound."""
    row = session.scalar(
        select(ChallengeHandIn)
        .where(
            ChallengeHandIn.challenge_id == challenge.id,
            ChallengeHandIn.learner_id == learner_id,
            ChallengeHandIn.data_hash == prepared.hash,
            ChallengeHandIn.climbed,
        )
        .order_by(ChallengeHandIn.shown.desc(), ChallengeHandIn.at)
        .limit(1)
    )
    return None if row is None else _result(challenge, row, final)


def own_hand_ins(session: Session, challenge: Challenge, learner_id: str) -> Sequence[Own]:
    """One's own hand-ins, the last first."""
    rows = session.scalars(
        select(ChallengeHandIn)
        .where(
            ChallengeHandIn.challenge_id == challenge.id,
            ChallengeHandIn.learner_id == learner_id,
        )
        .order_by(ChallengeHandIn.at.desc(), ChallengeHandIn.id)
        .limit(MOST_OWN)
    )
    return [Own(row.at, row.within, row.shown, row.gap) for row in rows]
