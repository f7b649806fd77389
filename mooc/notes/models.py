"""The table of notes: one row for each learner and page, found again by the page's stable id."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mooc.db import Base, UTCDateTime


class Note(Base):
    """``text`` may be empty: then the page is only bookmarked."""

    __tablename__ = "notes"

    learner_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    page_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    bookmarked: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
