"""Failed tries, counted in the database and slowed: per account or code, never per address.

A school has one address; a lock on it would shut out a class.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mooc.accounts.keyed import keyed_hash
from mooc.accounts.models import Throttle

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


class Locked(Exception):
    """Too many failures; ``seconds`` to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"locked for {seconds} s")
        self.seconds = seconds

    @property
    def message(self) -> str:
        """What to tell the person, in French."""
        minutes = max(1, -(-self.seconds // 60))
        unit = "minute" if minutes == 1 else "minutes"
        return f"Trop d’essais. Attendez {minutes} {unit}, puis réessayez."


def subject(secret: str, kind: str, value: str) -> str:
    """The key of what is being tried: hashed, since a log-in name is someone's."""
    return keyed_hash(secret, f"throttle-{kind}", value)


def check(session: Session, key: str, now: datetime) -> None:
    """Raise :class:`Locked` while *key* must wait."""
    row = session.get(Throttle, key)
    if row is not None and row.locked_until is not None and row.locked_until > now:
        raise Locked(int((row.locked_until - now).total_seconds()) + 1)


def failed(session: Session, key: str, now: datetime) -> None:
    """Count a failure; after five, wait one minute, then twice as long each time.

    The count is one statement: tries sent at the same moment are all counted.
    """
    dialect = session.connection().dialect.name
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    old = Throttle.first_at < now - FORGOTTEN_AFTER
    statement = insert(Throttle).values(subject=key, failures=1, first_at=now)
    statement = statement.on_conflict_do_update(
        index_elements=["subject"],
        set_={
            "failures": case((old, 1), else_=Throttle.failures + 1),
            "first_at": case((old, now), else_=Throttle.first_at),
        },
    )
    failures: int = session.scalar(statement.returning(Throttle.failures))
    if failures >= FREE_TRIES:
        wait = min(FIRST_WAIT * 2 ** min(failures - FREE_TRIES, 10), LONGEST_WAIT)
        session.execute(
            update(Throttle).where(Throttle.subject == key).values(locked_until=now + wait)
        )
    session.flush()
    # What was read before the statement is no longer true.
    session.expire_all()


def succeeded(session: Session, key: str) -> None:
    """Forget the failures."""
    session.execute(delete(Throttle).where(Throttle.subject == key))


def forget_old(session: Session, now: datetime) -> int:
    """Delete the rows that no longer count; returns how many."""
    result = session.execute(delete(Throttle).where(Throttle.first_at < now - FORGOTTEN_AFTER))
    return int(result.rowcount)  # type: ignore[attr-defined]
