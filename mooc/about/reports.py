"""Error reports: check what was typed, keep it, within a limit for all.

No address is counted, since none is kept: the limit is on the whole site, high enough for a
bad day and low enough that a robot cannot fill the disk.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mooc.about.models import Report

KINDS = ("faute", "fait", "panne", "accessibilite", "autre")
SHORTEST, LONGEST = 10, 2000
HOURLY = 60
KEPT = timedelta(days=365)


class TooMany(Exception):
    """The hourly limit of the whole site is reached."""


def problems(kind: str, message: str) -> dict[str, str]:
    """What must be corrected, in French, by field; empty when the report can be kept."""
    found = {}
    if kind not in KINDS:
        found["kind"] = "Choisissez de quoi il s’agit."
    if len(message.strip()) < SHORTEST:
        found["message"] = "Décrivez ce que vous avez vu, en quelques mots."
    elif len(message) > LONGEST:
        found["message"] = f"Le texte dépasse {LONGEST} signes : raccourcissez-le."
    return found


def clean_page(raw: str) -> str:
    """The page's path on this site, or the empty text for anything else."""
    path = raw.strip()[:300]
    return path if path.startswith("/") and not path.startswith("//") and path.isprintable() else ""


def record_report(session: Session, page: str, kind: str, message: str, at: datetime) -> Report:
    """Keep a report (checked before by :func:`problems`); the same words twice are one report."""
    text = message.strip()
    same = session.scalar(select(Report).where(Report.page == page, Report.message == text))
    if same is not None:
        return same
    hour = select(func.count()).select_from(Report).where(Report.at > at - timedelta(hours=1))
    if (session.scalar(hour) or 0) >= HOURLY:
        raise TooMany
    report = Report(page=page, kind=kind, message=text, at=at)
    session.add(report)
    session.flush()
    return report


def recent(session: Session, limit: int = 50) -> list[Report]:
    """The latest reports, newest first."""
    return list(session.scalars(select(Report).order_by(Report.at.desc()).limit(limit)))


def forget_old(session: Session, now: datetime) -> int:
    """Delete the reports older than a year; how many went."""
    old = session.scalars(select(Report).where(Report.at < now - KEPT)).all()
    for report in old:
        session.delete(report)
    session.flush()
    return len(old)
