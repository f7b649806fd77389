"""What happens to entries when someone leaves, asks for their data, or has two histories."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mooc.challenges.models import ChallengeEntry, ChallengeHandIn


def erase(session: Session, learner_id: str) -> None:
    """Delete everything of this learner: their place on the boards goes with it."""
    for model in (ChallengeHandIn, ChallengeEntry):
        session.execute(delete(model).where(model.learner_id == learner_id))


def takes_part(session: Session, learner_id: str) -> bool:
    """True when this learner has something in a challenge."""
    return any(
        session.scalar(select(model.challenge_id).where(model.learner_id == learner_id).limit(1))
        for model in (ChallengeHandIn, ChallengeEntry)
    )


def export(session: Session, learner_id: str) -> dict[str, Any]:
    """Everything of this learner as plain values. The final measures stay here: before closing
    they would give a second opinion on the hidden rows; after it, the page tells them."""
    entries = session.scalars(select(ChallengeEntry).where(ChallengeEntry.learner_id == learner_id))
    hand_ins = session.scalars(
        select(ChallengeHandIn)
        .where(ChallengeHandIn.learner_id == learner_id)
        .order_by(ChallengeHandIn.at)
    )
    return {
        "challenge_entries": [
            {
                "challenge": row.challenge_id,
                "pseudonym": row.pseudonym,
                "said_15_or_more_at": row.fifteen_at.isoformat(),
            }
            for row in entries
        ],
        "challenge_hand_ins": [_hand_in(row) for row in hand_ins],
    }


def _hand_in(row: ChallengeHandIn) -> dict[str, Any]:
    return {
        "challenge": row.challenge_id,
        "at": row.at.isoformat(),
        "within_bound": row.within,
        "shown": row.shown,
        "gap": row.gap,
        "declared_joules": None if row.joules_low is None else [row.joules_low, row.joules_high],
        "declared_octets": row.octets,
    }


def merge(session: Session, old: str, new: str) -> None:
    """Give what *old* has to *new*. Of two pseudonyms in one challenge, that of *new* stays; of two
    equal hand-ins, one. Sending it twice is harmless."""
    if old == new:
        return
    for entry in session.scalars(
        select(ChallengeEntry).where(ChallengeEntry.learner_id == old)
    ).all():
        _merge_entry(session, entry, new)
    keys = select(ChallengeHandIn.challenge_id, ChallengeHandIn.key)
    found = session.execute(keys.where(ChallengeHandIn.learner_id == new))
    known = {(row.challenge_id, row.key) for row in found}
    for row in session.scalars(
        select(ChallengeHandIn).where(ChallengeHandIn.learner_id == old)
    ).all():
        if (row.challenge_id, row.key) in known:
            session.delete(row)
        else:
            row.learner_id = new
    session.flush()


def _merge_entry(session: Session, entry: ChallengeEntry, new: str) -> None:
    other = session.get(ChallengeEntry, (entry.challenge_id, new))
    if other is None:
        entry.learner_id = new
        return
    name = entry.pseudonym
    session.delete(entry)
    session.flush()  # before the name is given again: it is unique
    other.pseudonym = other.pseudonym or name
    other.fifteen_at = min(entry.fifteen_at, other.fifteen_at)
