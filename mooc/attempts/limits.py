"""How many hand-ins a day. The count is one statement, so two at once cannot both be the last.

*what* is what is handed in to: the id of an exercise, or of a challenge.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mooc.attempts.models import AttemptCount
from mooc.attempts.refusals import LimitReached


def count_one(session: Session, what: str, per_day: int, learner_id: str, now: datetime) -> int:
    """Count a hand-in of today; how many are left. LimitReached when there is none."""
    values = {"learner_id": learner_id, "exercise_id": what, "day": now.date(), "count": 1}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(AttemptCount)
        .values(**values)
        .on_conflict_do_update(
            index_elements=["learner_id", "exercise_id", "day"],
            set_={"count": AttemptCount.count + 1},
            where=AttemptCount.count < per_day,
        )
        .returning(AttemptCount.count)
    )
    count = session.scalar(statement)
    if count is None:
        raise LimitReached(per_day, seconds_until_tomorrow(now))
    return per_day - count


def left_today(session: Session, what: str, per_day: int, learner_id: str, now: datetime) -> int:
    """Hand-ins still possible today."""
    count = session.scalar(
        select(AttemptCount.count).where(
            AttemptCount.learner_id == learner_id,
            AttemptCount.exercise_id == what,
            AttemptCount.day == now.date(),
        )
    )
    return max(0, per_day - (count or 0))


def seconds_until_tomorrow(now: datetime) -> int:
    """Seconds from *now* (UTC) to the next day (UTC)."""
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
    return int((tomorrow - now).total_seconds())
