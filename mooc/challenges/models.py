"""Tables of the challenges. A learner is an opaque id; no foreign key leaves this room."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mooc.db import Base, UTCDateTime


class ChallengeEntry(Base):
    """Someone who said « I am 15 or more » to see or join the board: when, and nothing else of
    their age. Without a pseudonym they are on no board. Handing in needs no entry."""

    __tablename__ = "challenge_entries"
    __table_args__ = (
        UniqueConstraint("challenge_id", "pseudonym", name="uq_challenge_entries_pseudonym"),
    )

    challenge_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    pseudonym: Mapped[str | None] = mapped_column(String(40))
    fifteen_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ChallengeHandIn(Base):
    """One hand-in, measured once. ``climbed`` says that the board moved; ``shown`` is what it then
    showed, as does ``gap``. The ``final_`` measures are on the other rows: told after closing.

    ``data_hash`` names the draw; energy and size are declared.
    """

    __tablename__ = "challenge_hand_ins"
    __table_args__ = (
        UniqueConstraint("challenge_id", "learner_id", "key", name="uq_challenge_hand_ins_key"),
        Index("ix_challenge_hand_ins_learner_id", "learner_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(String(80))
    learner_id: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(64))
    data_hash: Mapped[str] = mapped_column(String(64))
    within: Mapped[bool]
    climbed: Mapped[bool]
    shown: Mapped[float | None]
    gap: Mapped[float | None]
    final_accuracy: Mapped[float]
    final_gap: Mapped[float | None]
    joules_low: Mapped[float | None]
    joules_high: Mapped[float | None]
    octets: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
