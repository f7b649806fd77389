"""The database: one engine, one session a request, committed at the edge.

Functions below the surfaces take ``session`` first and flush; views commit. SQLite runs in WAL
mode with a busy timeout and immediate write transactions, so that two processes may write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import Connection, DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from mooc.settings import Settings
from mooc.sqlite_queue import QueuedConnection

# Named constraints: without names Alembic cannot alter them on SQLite.
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every model."""

    metadata = MetaData(naming_convention=NAMES)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC; refuses a naive one, since SQLite would lose the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime given to UTCDateTime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def utcnow() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)


def make_engine(settings: Settings) -> Engine:
    """An engine for ``settings.database_url``, tuned for SQLite when it is SQLite."""
    url = settings.database_url
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    # Last in, first out: the connection used last has its pages and statements at hand.
    engine = create_engine(
        url,
        connect_args={"timeout": 15, "check_same_thread": False, "factory": QueuedConnection},
        pool_use_lifo=True,
    )
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "before_cursor_execute", _wait_for_turn)
    return engine


def _wait_for_turn(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    """A statement that writes first takes its turn in the queue of writers."""
    if context is not None and (context.isinsert or context.isupdate or context.isdelete):
        cursor.connection.wait_for_turn()


def _tune_sqlite(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    # NORMAL is durable against a crash of the process, and in WAL never corrupts the file.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        # A checkpoint holds writers for tens of milliseconds: one in 16 MB, not one in 4.
        "wal_autocheckpoint=4000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its engine and close the request's session at its end."""
    app.extensions["mooc_engine"] = make_engine(settings)
    app.teardown_appcontext(_close)


def engine() -> Engine:
    """The current application's engine."""
    found: Engine = current_app.extensions["mooc_engine"]
    return found


def connection() -> Connection:
    """The connection of this request, opened on first use.

    Queries that only read take it directly: a session's own bookkeeping doubles their time.
    """
    if "db_connection" not in g:
        g.db_connection = engine().connect()
    current: Connection = g.db_connection
    return current


def session() -> Session:
    """The session of this request, on its connection, opened on first use."""
    if "db_session" not in g:
        g.db_session = Session(connection(), expire_on_commit=False)
    current: Session = g.db_session
    return current


def commit() -> None:
    """Commit what this request did, if it opened a session."""
    if "db_session" in g:
        g.db_session.commit()
        # The session joined a transaction that the connection may have begun before it.
        g.db_connection.commit()


def _close(error: BaseException | None) -> None:
    for name in ("db_session", "db_connection"):
        current = g.pop(name, None)
        if current is not None:
            current.close()


@contextmanager
def transaction(target: Engine) -> Iterator[Session]:
    """A session outside a request (commands): commits at the end, rolls back on an error."""
    with Session(target, expire_on_commit=False) as current, current.begin():
        yield current
