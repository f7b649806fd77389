"""The only writer of progress: one event, one projection row, one transaction."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, delete, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mooc.db import utcnow
from mooc.progress import events
from mooc.progress.events import Event, ItemState
from mooc.progress.models import AliasRow, DailyTotal, EventRow, ItemStateRow

STATE = ItemStateRow.__table__
STATE_FIELDS = tuple(c.name for c in STATE.columns if c.name != "learner_id")
LAST_FIELDS = ("last_score", "last_answer", "content_hash", "last_at")
BATCH = 1_000


def record(session: Session, event: Event) -> ItemState:
    """Append *event* and bring the projection up to date, in the caller's transaction.

    A key that this learner already sent changes nothing. Returns the state of the item.
    """
    connection = session.connection()
    append, project, count = _statements(connection.dialect.name)
    added = connection.execute(
        append,
        {
            "learner_id": event.learner_id,
            "item_id": event.item_id,
            "action": event.action,
            "content_hash": event.content_hash,
            "key": event.key,
            "at": event.at,
            "context": event.context,
            "payload": dict(event.payload),
        },
    ).first()
    if added is None:
        return _known(session, event)
    what = f"{event.action}:{event.item_id}"
    connection.execute(count, {"day": event.at.date(), "what": what, "count": 1})
    first = events.first_state(event)
    values = {name: getattr(first, name) for name in STATE_FIELDS}
    row = connection.execute(project, {"learner_id": event.learner_id, **values}).one()
    return ItemState(*row)


def merge(session: Session, old: str, new: str) -> None:
    """From now on *old* and *new* are one person, known as *new*. No event is rewritten.

    Raises ValueError when they are the same, or when either was merged already.
    """
    taken = session.execute(select(AliasRow.id).where(AliasRow.old.in_([old, new]))).first()
    if old == new or taken is not None:
        raise ValueError("these histories cannot be merged")
    if session.connection().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE"))
    alias = AliasRow(old=old, new=new, after_event=0, at=utcnow())
    session.add(alias)
    # Written before the last event is read: SQLite then lets nobody else add one in between.
    session.flush()
    alias.after_event = session.scalar(select(func.max(EventRow.id))) or 0
    ours, theirs = _states(session, new), _states(session, old)
    session.execute(delete(ItemStateRow).where(ItemStateRow.learner_id.in_([old, new])))
    for item in ours.keys() | theirs.keys():
        state = events.merge(ours.get(item), theirs.get(item))
        assert state is not None
        session.add(_row(new, state))
    session.flush()


def erase(session: Session, learner_id: str) -> None:
    """Delete everything of a person: events under every name, projection, aliases."""
    names = [learner_id, *old_names(session, learner_id)]
    session.execute(delete(EventRow).where(EventRow.learner_id.in_(names)))
    session.execute(delete(ItemStateRow).where(ItemStateRow.learner_id.in_(names)))
    session.execute(delete(AliasRow).where(AliasRow.old.in_(names)))


def rebuild(session: Session) -> int:
    """Compute the projection again from the events; returns how many were read."""
    session.execute(delete(ItemStateRow))
    states, count = fold(session)
    for learner_id, items in states.items():
        session.add_all(_row(learner_id, state) for state in items.values())
    session.flush()
    return count


def fold(session: Session) -> tuple[dict[str, dict[str, ItemState]], int]:
    """learner → item → state, from the events and merges in the order they came."""
    aliases = list(session.scalars(select(AliasRow).order_by(AliasRow.after_event, AliasRow.id)))
    states: dict[str, dict[str, ItemState]] = {}
    count = 0
    rows = session.scalars(
        select(EventRow).order_by(EventRow.id).execution_options(yield_per=BATCH)
    )
    for row in rows:
        while aliases and aliases[0].after_event < row.id:
            _fold_alias(states, aliases.pop(0))
        event = event_of(row)
        items = states.setdefault(row.learner_id, {})
        items[row.item_id] = events.apply(items.get(row.item_id), event)
        count += 1
    for alias in aliases:
        _fold_alias(states, alias)
    return states, count


def event_of(row: EventRow) -> Event:
    """The event of a row."""
    return Event(
        row.learner_id,
        row.item_id,
        row.action,
        row.content_hash,
        row.key,
        row.at,
        row.context,
        row.payload,
    )


def _fold_alias(states: dict[str, dict[str, ItemState]], alias: AliasRow) -> None:
    theirs = states.pop(alias.old, {})
    ours = states.setdefault(alias.new, {})
    for item, state in theirs.items():
        merged = events.merge(ours.get(item), state)
        assert merged is not None
        ours[item] = merged


@cache
def _statements(dialect: str) -> tuple[Any, Any, Any]:
    """Append an event, project it, count it: built once, since building costs more than running.

    ``INSERT … ON CONFLICT`` is spelt by a dialect, the same way in both.
    """
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    event, total = EventRow.__table__, DailyTotal.__table__
    append = insert(event).on_conflict_do_nothing(index_elements=["learner_id", "key"])
    count = insert(total).values({c.name: bindparam(c.name) for c in total.c})
    given: dict[str, Any] = {c.name: bindparam(c.name) for c in event.c if c.name != "id"}
    return (
        append.values(given).returning(event.c.id),
        _projection(insert),
        count.on_conflict_do_update(
            index_elements=["day", "what"], set_={"count": total.c.count + 1}
        ),
    )


def _projection(insert: Any) -> Any:
    """One upsert that says in SQL what :func:`events.apply` says: two processes may write."""
    statement = insert(STATE).values({c.name: bindparam(c.name) for c in STATE.c})
    given, kept = statement.excluded, STATE.c
    changes = {
        "attempts": kept.attempts + 1,
        "best_score": case(
            (kept.best_score >= given.best_score, kept.best_score), else_=given.best_score
        ),
        "passed": or_(kept.passed, given.passed),
        "first_at": case((given.first_at < kept.first_at, given.first_at), else_=kept.first_at),
    }
    for name in LAST_FIELDS:
        newer = given.last_at >= kept.last_at
        changes[name] = case((newer, given[name]), else_=kept[name])
    return statement.on_conflict_do_update(
        index_elements=["learner_id", "item_id"], set_=changes
    ).returning(*(STATE.c[name] for name in STATE_FIELDS))


def _known(session: Session, event: Event) -> ItemState:
    state = _states(session, event.learner_id).get(event.item_id)
    return state if state is not None else events.first_state(event)


def _states(session: Session, learner_id: str) -> dict[str, ItemState]:
    rows = session.execute(
        select(*(STATE.c[name] for name in STATE_FIELDS)).where(STATE.c.learner_id == learner_id)
    )
    return {row.item_id: ItemState(*row) for row in rows}


def _row(learner_id: str, state: ItemState) -> ItemStateRow:
    values = {name: getattr(state, name) for name in STATE_FIELDS}
    return ItemStateRow(learner_id=learner_id, **values)


def old_names(session: Session, learner_id: str) -> list[str]:
    found: list[str] = []
    names = [learner_id]
    while names:
        rows = session.scalars(select(AliasRow.old).where(AliasRow.new.in_(names)))
        names = list(rows)
        found += names
    return found
