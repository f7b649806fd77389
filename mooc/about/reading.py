"""What the publisher's team reads: the reports, newest first, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from mooc.about.reports import recent


def report_lines(session: Session, limit: int) -> Iterator[str]:
    """One paragraph a report: date, kind, page, words."""
    for report in recent(session, limit):
        page = report.page or "(page non dite)"
        # A visitor's text may hold control characters that would drive the terminal.
        words = "".join(c if c.isprintable() else " " for c in report.message)
        yield f"{report.at:%Y-%m-%d %H:%M}  {report.kind}  {page}\n    {words}"
