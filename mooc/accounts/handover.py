"""Carrying a learner from one name of the site to another: a token, used once, for a minute."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mooc.accounts.keyed import keyed_hash
from mooc.accounts.models import Handover

LIFETIME = timedelta(minutes=1)


def give_token(session: Session, secret: str, learner_id: str, now: datetime) -> str:
    """A token for this learner."""
    token = secrets.token_urlsafe(24)
    digest = keyed_hash(secret, "handover", token)
    session.add(Handover(token_hash=digest, learner_id=learner_id, expires_at=now + LIFETIME))
    session.flush()
    return token


def use_token(session: Session, secret: str, token: str, now: datetime) -> str | None:
    """The learner of the token, which is void from now on; None when it is used, old or false."""
    row = session.get(Handover, keyed_hash(secret, "handover", token[:100]))
    if row is None:
        return None
    learner, valid = row.learner_id, row.expires_at > now
    deleted = session.execute(delete(Handover).where(Handover.token_hash == row.token_hash))
    # Of two requests with one token, the second deletes nothing.
    return learner if valid and deleted.rowcount == 1 else None  # type: ignore[attr-defined]


def forget_old(session: Session, now: datetime) -> int:
    """Delete the tokens that nobody used in time."""
    result = session.execute(delete(Handover).where(Handover.expires_at < now))
    return int(result.rowcount)  # type: ignore[attr-defined]
