"""Tables of progress: events, the projection, aliases, daily totals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mooc.db import Base, UTCDateTime

LEARNER = String(32)
ITEM = String(120)


class EventRow(Base):
    """One event, as it arrived. Rows are added, and deleted on erasure; never changed."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("learner_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[str] = mapped_column(LEARNER)
    item_id: Mapped[str] = mapped_column(ITEM)
    action: Mapped[str] = mapped_column(String(20))
    content_hash: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    context: Mapped[str] = mapped_column(String(20))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class ItemStateRow(Base):
    """The projection: one row for each learner and item."""

    __tablename__ = "item_state"
    __table_args__ = (Index("ix_item_state_learner_id_last_at", "learner_id", "last_at"),)

    learner_id: Mapped[str] = mapped_column(LEARNER, primary_key=True)
    item_id: Mapped[str] = mapped_column(ITEM, primary_key=True)
    attempts: Mapped[int]
    best_score: Mapped[float]
    passed: Mapped[bool]
    last_score: Mapped[float]
    last_answer: Mapped[Any] = mapped_column(JSON, nullable=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    first_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AliasRow(Base):
    """Two histories of one person: ``old`` is now ``new``, from after event ``after_event``.

    Its place among the events makes the projection a fold that can be done again.
    """

    __tablename__ = "learner_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    old: Mapped[str] = mapped_column(LEARNER, unique=True)
    new: Mapped[str] = mapped_column(LEARNER, index=True)
    after_event: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class DailyTotal(Base):
    """How often something happened in a day, without anyone's id: it stays after an erasure."""

    __tablename__ = "daily_total"

    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]
