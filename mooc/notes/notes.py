"""Write, read, take away, merge and erase one's notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mooc.notes.models import Note

# A page of handwriting; and more pages than the site will ever have for one reader.
LONGEST = 4000
MOST = 500


class TooLong(ValueError):
    """The text is longer than ``LONGEST`` characters."""


class TooMany(ValueError):
    """The learner has notes on ``MOST`` pages already."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One's note on a page. Falsy when there is neither text nor bookmark."""

    page_id: str
    text: str = ""
    bookmarked: bool = False
    at: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.text) or self.bookmarked


def on_page(session: Session, learner_id: str, page_id: str) -> Mine:
    """What the learner wrote on that page, or an empty note."""
    row = session.get(Note, (learner_id, page_id))
    return Mine(page_id) if row is None else _mine(row)


def mine(session: Session, learner_id: str) -> list[Mine]:
    """Every note of the learner, the last written first."""
    rows = session.scalars(
        select(Note).where(Note.learner_id == learner_id).order_by(Note.at.desc(), Note.page_id)
    )
    return [_mine(row) for row in rows]


def write(
    session: Session, learner_id: str, page_id: str, text: str, bookmarked: bool, now: datetime
) -> None:
    """Keep the note as it is now; an empty one without bookmark is deleted.

    Raises ``TooLong`` or ``TooMany``, and then changes nothing.
    """
    kept = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if len(kept) > LONGEST:
        raise TooLong
    row = session.get(Note, (learner_id, page_id))
    if not kept and not bookmarked:
        if row is not None:
            session.delete(row)
    elif row is None:
        count = select(func.count()).select_from(Note).where(Note.learner_id == learner_id)
        if (session.scalar(count) or 0) >= MOST:
            raise TooMany
        session.add(
            Note(learner_id=learner_id, page_id=page_id, text=kept, bookmarked=bookmarked, at=now)
        )
    else:
        row.text, row.bookmarked, row.at = kept, bookmarked, now
    session.flush()


def erase(session: Session, learner_id: str) -> None:
    """Delete every note of this learner."""
    session.execute(delete(Note).where(Note.learner_id == learner_id))


def export(session: Session, learner_id: str) -> dict[str, Any]:
    """Every note of this learner as plain values."""
    return {
        "notes": [
            {
                "page": one.page_id,
                "text": one.text,
                "bookmarked": one.bookmarked,
                "at": one.at.isoformat() if one.at else None,
            }
            for one in mine(session, learner_id)
        ]
    }


def merge(session: Session, old: str, new: str) -> None:
    """Give the notes of *old* to *new*. Of two on one page both texts stay, the newer first.

    Done twice it changes nothing: *old* has no note left.
    """
    if old == new:
        return
    for row in session.scalars(select(Note).where(Note.learner_id == old)).all():
        other = session.get(Note, (new, row.page_id))
        if other is None:
            row.learner_id = new
            continue
        first, second = (row, other) if row.at > other.at else (other, row)
        texts = [t for t in dict.fromkeys((first.text, second.text)) if t]
        other.text, other.at = "\n\n".join(texts), first.at
        other.bookmarked = other.bookmarked or row.bookmarked
        session.delete(row)
    session.flush()


def _mine(row: Note) -> Mine:
    return Mine(row.page_id, row.text, row.bookmarked, row.at)
