"""What is kept is kept for a time: the nightly job that ends it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from mooc import attempts, challenges, notes
from mooc.accounts import handover, people, throttle
from mooc.accounts.models import Account, Learner
from mooc.db import make_engine, transaction, utcnow
from mooc.settings import Settings

# The cookie lives thirteen months: after that nobody can come back to such a history.
ANONYMOUS_DAYS = 395
# An account that nobody opened for three years.
ACCOUNT_DAYS = 3 * 365


def purge(settings: Settings) -> dict[str, int]:
    """Delete what is past its time; returns how many of what, in French for the log."""
    now = utcnow()
    engine = make_engine(settings)
    with transaction(engine) as session:
        idle = (
            select(Learner.id, Account.id)
            .outerjoin(Account, Account.learner_id == Learner.id)
            .where(Learner.merged_into.is_(None))
        )
        long_ago = {True: ACCOUNT_DAYS, False: ANONYMOUS_DAYS}
        counts = {"parcours anonymes": 0, "comptes": 0}
        for has_account, days in long_ago.items():
            limit = (now - timedelta(days=days)).date()
            wanted = idle.where(
                Learner.seen_on < limit,
                Account.id.is_not(None) if has_account else Account.id.is_(None),
            )
            for learner_id in session.scalars(wanted).all():
                for name in people.names_of(session, learner_id):
                    attempts.erase(session, name)
                    challenges.erase(session, name)
                    notes.erase(session, name)
                people.erase_person(session, learner_id)
                counts["comptes" if has_account else "parcours anonymes"] += 1
        counts["essais ratés"] = throttle.forget_old(session, now)
        counts["passages"] = handover.forget_old(session, now)
    engine.dispose()
    return counts
