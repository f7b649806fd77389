"""Tables of the exercises. A learner is an opaque id; no foreign key leaves this room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mooc.db import Base, UTCDateTime


class IssuedSet(Base):
    """A data set given to one learner. ``packed`` is graded as it is, whatever changes later."""

    __tablename__ = "issued_sets"
    __table_args__ = (
        UniqueConstraint(
            "learner_id", "exercise_id", "version", "content_hash", name="uq_issued_sets_content"
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(64), index=True)
    exercise_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(40))
    content_hash: Mapped[str] = mapped_column(String(64))
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)


class HandIn(Base):
    """One hand-in with its verdict. ``metrics`` and ``card`` are JSON texts."""

    __tablename__ = "hand_ins"
    __table_args__ = (
        UniqueConstraint("learner_id", "key", name="uq_hand_ins_key"),
        Index("ix_hand_ins_learner_id_exercise_id_at", "learner_id", "exercise_id", "at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(64))
    issue_id: Mapped[str] = mapped_column(ForeignKey("issued_sets.id"), index=True)
    exercise_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64))
    passed: Mapped[bool]
    score: Mapped[float]
    metrics: Mapped[str] = mapped_column(Text)
    card: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class AttemptCount(Base):
    """How many hand-ins of a day (UTC) counted: what the daily limit reads."""

    __tablename__ = "attempt_counts"

    learner_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int]


class Draft(Base):
    """The learner's code of one exercise version, cell id → source, as a JSON text."""

    __tablename__ = "drafts"

    learner_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    version: Mapped[str] = mapped_column(String(40), primary_key=True)
    cells: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
