"""A challenge: the same hidden rows for all, between two dates. Read by ``challenge_file``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

Phase = Literal["before", "open", "closed"]


@dataclass(frozen=True, slots=True)
class Challenge:
    """The rules. ``opens`` and ``closes`` are moments with a zone, ``closes`` not included.

    ``exercise`` is the slug of the exercise whose generator draws the data. ``gap_max`` is the
    fairness bound, ``step`` what a hand-in must gain for the board to move.
    """

    id: str
    slug: str
    title: str
    summary: str
    about: tuple[str, ...]
    never: tuple[str, ...]
    help: str
    exercise: str
    audiences: tuple[str, ...]
    opens: datetime
    closes: datetime
    zone: ZoneInfo
    gap_max: float
    per_day: int
    step: float
    licence: str
    authors: tuple[str, ...]

    def phase(self, now: datetime) -> Phase:
        """Where *now* stands."""
        if now < self.opens:
            return "before"
        return "open" if now < self.closes else "closed"

    def between(self, dates: Mapping[str, datetime]) -> Challenge:
        """The same with other dates, as an organiser sets them."""
        return replace(
            self,
            opens=dates.get("opens", self.opens),
            closes=dates.get("closes", self.closes),
        )
