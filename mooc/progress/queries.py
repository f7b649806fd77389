"""What pages ask of progress. Every function reads one learner's rows, by index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import Session

from mooc.progress.events import Event, ItemState
from mooc.progress.models import EventRow
from mooc.progress.record import STATE, STATE_FIELDS, event_of, old_names

_COLUMNS = tuple(STATE.c[name] for name in STATE_FIELDS)
_ALL = select(*_COLUMNS).where(STATE.c.learner_id == bindparam("learner"))
# A page has few items: a statement of a fixed number of places is compiled once, where a list of
# any length is written out again for each query. The places left over repeat the last item.
PLACES = (8, 32)
_SOME = {
    n: _ALL.where(STATE.c.item_id.in_([bindparam(f"i{place}") for place in range(n)]))
    for n in PLACES
}
_MANY = _ALL.where(STATE.c.item_id.in_(bindparam("items", expanding=True)))
_LAST = (
    select(STATE.c.item_id)
    .where(STATE.c.learner_id == bindparam("learner"))
    .order_by(STATE.c.last_at.desc())
    .limit(50)
)


def item_states(
    database: Session | Connection, learner_id: str, item_ids: Sequence[str] | None = None
) -> dict[str, ItemState]:
    """item id → state, for all the learner's items or those asked for."""
    here = database.connection() if isinstance(database, Session) else database
    if item_ids is None:
        rows = here.execute(_ALL, {"learner": learner_id})
    else:
        rows = here.execute(*_asked(learner_id, item_ids))
    return {row[0]: ItemState(*row) for row in rows}


def _asked(learner_id: str, item_ids: Sequence[str]) -> tuple[Any, dict[str, Any]]:
    """The statement for these items, with its values."""
    size = next((n for n in PLACES if 0 < len(item_ids) <= n), None)
    if size is None:
        return _MANY, {"learner": learner_id, "items": list(item_ids)}
    last = len(item_ids) - 1
    places = {f"i{n}": item_ids[min(n, last)] for n in range(size)}
    return _SOME[size], {"learner": learner_id, **places}


def last_items(session: Session, learner_id: str) -> list[str]:
    """The learner's items, the one worked on last first (fifty at most)."""
    return list(session.scalars(_LAST, {"learner": learner_id}))


def first_answers(session: Session, learner_id: str, item_ids: Sequence[str]) -> dict[str, bool]:
    """item id → whether the very first answer was right; items never answered are left out."""
    names = [learner_id, *old_names(session, learner_id)]
    rows = session.scalars(
        select(EventRow)
        .where(
            EventRow.learner_id.in_(names),
            EventRow.item_id.in_(list(item_ids)),
            EventRow.action == "answered",
        )
        .order_by(EventRow.at, EventRow.id)
    )
    found: dict[str, bool] = {}
    for row in rows:
        found.setdefault(row.item_id, bool(event_of(row).payload.get("passed")))
    return found


def answered_by(session: Session, item_ids: Sequence[str]) -> dict[str, int]:
    """item id → how many learners tried it; items that nobody tried are left out."""
    rows = session.execute(
        select(STATE.c.item_id, func.count())
        .where(STATE.c.item_id.in_(list(item_ids)))
        .group_by(STATE.c.item_id)
    )
    return {str(item): int(count) for item, count in rows}


def finished_by(session: Session, item_ids: Sequence[str]) -> int:
    """How many learners passed every one of these items; 0 when there is none."""
    wanted = set(item_ids)
    if not wanted:
        return 0
    whole = (
        select(STATE.c.learner_id)
        .where(STATE.c.item_id.in_(wanted), STATE.c.passed)
        .group_by(STATE.c.learner_id)
        .having(func.count() == len(wanted))
    )
    return int(session.scalar(select(func.count()).select_from(whole.subquery())) or 0)


def history(session: Session, learner_id: str) -> list[Event]:
    """Every event of a person, under every name they had, oldest first: for their export."""
    names = [learner_id, *old_names(session, learner_id)]
    rows = session.scalars(
        select(EventRow).where(EventRow.learner_id.in_(names)).order_by(EventRow.id)
    )
    return [event_of(row) for row in rows]
