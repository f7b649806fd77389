"""Who is visiting: read from the signed cookie, checked in the database once a request.

A visit writes nothing and sets no cookie; :func:`ensure_learner` is called by a POST alone.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from flask import Flask, g, session
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.orm import Session

from mooc import db
from mooc.accounts.models import Account, Learner
from mooc.db import utcnow

LEARNER_KEY = "learner"
# flask-login keeps the account's id under this name: « id.epoch ».
ACCOUNT_KEY = "_user_id"
# CNIL: a strictly necessary cookie of thirteen months at most.
LIFETIME = timedelta(days=390)
# A chain of merges longer than this does not come from honest use.
MOST_MERGES = 16

# Tables rather than classes: this runs in every request, and loading objects doubles its time.
_LEARNER, _ACCOUNT = Learner.__table__.c, Account.__table__.c
_FIND = (
    select(_LEARNER.id, _LEARNER.merged_into, _ACCOUNT.id, _ACCOUNT.epoch)
    .select_from(Learner.__table__.outerjoin(Account.__table__))
    .where(_LEARNER.id == bindparam("learner"))
)


def configure(app: Flask, *, secure: bool) -> None:
    """The cookie: signed, HttpOnly, strictly necessary, for this host alone under HTTPS."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-apprenant" if secure else "apprenant",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def current_learner_id() -> str | None:
    """The id of the learner who visits, or None. One query the first time in a request."""
    if "mooc_learner" not in g:
        wanted = session.get(LEARNER_KEY)
        g.mooc_learner = _find(db.connection(), wanted) if isinstance(wanted, str) else None
    found: str | None = g.mooc_learner
    return found


def _find(database: Connection, learner: str) -> str | None:
    for _ in range(MOST_MERGES):
        row = database.execute(_FIND, {"learner": learner}).first()
        if row is None:
            return None
        found, merged_into, account, epoch = row
        if merged_into is not None:
            learner = merged_into
            continue
        # Once there is an account, its own log-in opens this history and nothing else does.
        if account is not None and session.get(ACCOUNT_KEY) != f"{account}.{epoch}":
            return None
        return str(found)
    return None


def ensure_learner(database: Session) -> str:
    """The learner who visits, created if need be, with their cookie. For a POST only."""
    known = current_learner_id()
    if known is not None:
        _seen_today(database, known)
        return known
    learner = new_learner(database)
    begin_session(learner)
    session["seen"] = utcnow().date().isoformat()
    return learner


def new_learner(database: Session) -> str:
    """A learner that nobody holds yet."""
    learner = uuid4().hex
    today = utcnow().date()
    database.add(Learner(id=learner, created_on=today, seen_on=today))
    database.flush()
    return learner


def begin_session(learner: str) -> None:
    """Give this browser the learner: a new session, so that nothing of an older one is kept."""
    session.clear()
    session[LEARNER_KEY] = learner
    session.permanent = True
    g.mooc_learner = learner


def end_session() -> None:
    """Forget the learner on this browser."""
    session.clear()
    g.mooc_learner = None


def mark_seen(database: Session, learner: str) -> None:
    """Someone came back: the retention period begins again. Before the commit of a log-in."""
    today = utcnow().date()
    database.execute(update(Learner).where(Learner.id == learner).values(seen_on=today))


def _seen_today(database: Session, learner: str) -> None:
    """Once a day, for the retention period: no precise trace of visits is kept."""
    today = utcnow().date().isoformat()
    if session.get("seen") == today:
        return
    mark_seen(database, learner)
    session["seen"] = today
