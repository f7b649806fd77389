"""Who may see a board, and under which name someone stands on it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mooc.attempts.refusals import Refused
from mooc.challenges.challenge import Challenge
from mooc.challenges.models import ChallengeEntry
from mooc.challenges.pseudonyms import KNOWN


def entry_of(
    session: Session, challenge: Challenge, learner_id: str | None
) -> ChallengeEntry | None:
    """The entry of this learner: they said that they are 15 or more. None: they did not."""
    return session.get(ChallengeEntry, (challenge.id, learner_id)) if learner_id else None


def say_fifteen(session: Session, challenge: Challenge, learner_id: str, now: datetime) -> None:
    """Keep that this learner is 15 or more, said once."""
    if entry_of(session, challenge, learner_id) is None:
        entry = ChallengeEntry(challenge_id=challenge.id, learner_id=learner_id, fifteen_at=now)
        try:
            with session.begin_nested():
                session.add(entry)
        except IntegrityError:  # said twice at once
            return


def choose_name(session: Session, challenge: Challenge, learner_id: str, name: str) -> None:
    """Stand on the board under *name*, one of those offered. Refused otherwise."""
    entry = entry_of(session, challenge, learner_id)
    if entry is None:
        message = "Le classement est pour les personnes de 15 ans ou plus. Dites-le d’abord."
        raise Refused("age", message, 403)
    if name not in KNOWN:
        raise Refused("unknown-name", "Choisissez un des pseudonymes proposés.", 422)
    try:
        with session.begin_nested():
            entry.pseudonym = name
    except IntegrityError as error:
        session.refresh(entry)
        message = f"« {name} » vient d’être pris. Choisissez un autre pseudonyme."
        raise Refused("taken", message, 409) from error


def leave_board(session: Session, challenge: Challenge, learner_id: str) -> None:
    """Stand on it no more; the pseudonym is free again, the hand-ins stay one's own."""
    entry = entry_of(session, challenge, learner_id)
    if entry is not None:
        entry.pseudonym = None
        session.flush()


def names_taken(session: Session, challenge: Challenge) -> Collection[str]:
    """The pseudonyms in use."""
    query = select(ChallengeEntry.pseudonym).where(
        ChallengeEntry.challenge_id == challenge.id, ChallengeEntry.pseudonym.is_not(None)
    )
    return {name for name in session.scalars(query) if name}
