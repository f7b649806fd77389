"""Tables of people: learners without a name, accounts for those who want one, failed tries."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mooc.db import Base, UTCDateTime


class Learner(Base):
    """Someone who learns. No name, no address: an id that progress is kept under.

    ``merged_into`` leads to the learner who took this history over. ``resume_hash`` is a keyed
    hash of the resume code, void once an account takes over.
    """

    __tablename__ = "learner"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_on: Mapped[date]
    seen_on: Mapped[date]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("learner.id"), default=None)
    resume_hash: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)


class Account(Base):
    """A learner who chose a log-in name and a password; an e-mail address only if they want.

    ``epoch`` goes up on « log out everywhere » and on each change of password: every session
    and every link made before is then void. ``email`` counts only once it was verified.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learner.id"), unique=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    email: Mapped[str | None] = mapped_column(String(254), unique=True, default=None)
    pending_email: Mapped[str | None] = mapped_column(String(254), default=None)
    epoch: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Throttle(Base):
    """Failed tries on one subject (an account, a code), in the database: limits in memory
    multiply with processes and vanish at a restart. ``subject`` is a keyed hash."""

    __tablename__ = "throttle"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(UTCDateTime)
    locked_until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class Handover(Base):
    """A one-use token that carries a learner from one name of the site to another."""

    __tablename__ = "handover"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learner.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
