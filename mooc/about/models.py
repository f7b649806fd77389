"""What a visitor tells us about a page. Nothing about the visitor is asked or kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mooc.db import Base, UTCDateTime


class Report(Base):
    """One error report: the page, its kind, the visitor's words, when."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
