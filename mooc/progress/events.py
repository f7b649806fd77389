"""An event, and how a state follows from events. PURE: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

ACTIONS: Final = frozenset({"answered", "handed-in"})
CONTEXTS: Final = frozenset({"self", "class", "workshop", "launch"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something a learner did with an item.

    ``key`` makes sending twice safe: the second is ignored. ``at`` is when it happened (UTC),
    which for an offline event is before it arrives. ``payload`` holds the raw ``answer``, its
    ``score`` (0 to 1), ``passed`` and ``trust``.

    Raises ValueError when a field does not fit.
    """

    learner_id: str
    item_id: str
    action: str
    content_hash: str
    key: str
    at: datetime
    context: str = "self"
    payload: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"unknown action {self.action!r}")
        if self.context not in CONTEXTS:
            raise ValueError(f"unknown context {self.context!r}")
        if not (self.learner_id and self.item_id and self.key):
            raise ValueError("an event needs a learner, an item and a key")
        if self.at.tzinfo is None:
            raise ValueError("an event needs an aware time")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score!r} is not between 0 and 1")

    @property
    def score(self) -> float:
        """From 0 to 1."""
        return float(self.payload.get("score", 0.0))

    @property
    def passed(self) -> bool:
        """Only a verdict of the server passes: what a browser claims is practice."""
        return bool(self.payload.get("passed")) and self.payload.get("trust") == "server"

    @property
    def answer(self) -> Any:
        """The raw answer as it was sent."""
        return self.payload.get("answer")


@dataclass(frozen=True, slots=True)
class ItemState:
    """Where a learner stands with one item; what pages and dashboards read."""

    item_id: str
    attempts: int
    best_score: float
    passed: bool
    last_score: float
    last_answer: Any
    content_hash: str
    first_at: datetime
    last_at: datetime


def first_state(event: Event) -> ItemState:
    """The state after a first event."""
    return ItemState(
        item_id=event.item_id,
        attempts=1,
        best_score=event.score,
        passed=event.passed,
        last_score=event.score,
        last_answer=event.answer,
        content_hash=event.content_hash,
        first_at=event.at,
        last_at=event.at,
    )


def apply(state: ItemState | None, event: Event) -> ItemState:
    """The state after *event*. An event older than the last one counts, but does not show."""
    if state is None:
        return first_state(event)
    state = replace(
        state,
        attempts=state.attempts + 1,
        best_score=max(state.best_score, event.score),
        passed=state.passed or event.passed,
        first_at=min(state.first_at, event.at),
    )
    if event.at < state.last_at:
        return state
    return replace(
        state,
        last_score=event.score,
        last_answer=event.answer,
        content_hash=event.content_hash,
        last_at=event.at,
    )


def merge(one: ItemState | None, other: ItemState | None) -> ItemState | None:
    """The state of two histories of one person. Attempts take the maximum, never the sum."""
    if one is None or other is None:
        return one or other
    last, before = (one, other) if one.last_at >= other.last_at else (other, one)
    return replace(
        last,
        attempts=max(one.attempts, other.attempts),
        best_score=max(one.best_score, other.best_score),
        passed=one.passed or other.passed,
        first_at=min(last.first_at, before.first_at),
    )
