"""Writers of one SQLite file, in a queue: of threads, then of processes.

SQLite lets one writer in at a time; the others poll, asleep for a millisecond or more between two
tries, so that the file stands idle while all of them sleep. Here a writer first takes a lock of
its process, then one of the file system, which wakes the next as soon as it is free. SQLite's own
lock stays the one that protects: who never asks for a turn (a shell, a copy) only waits longer.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from typing import Any

try:
    import fcntl
except ImportError:  # no such lock on this system: SQLite's own polling does
    fcntl = None  # type: ignore[assignment]

# Seconds: as long as SQLite itself would wait, then it says that the base is locked.
LONGEST_WAIT = 15.0
_LOCKS: dict[str, threading.Lock] = {}


class QueuedConnection(sqlite3.Connection):
    """A connection that holds its turn from its first write to its commit or rollback."""

    def __init__(self, database: Any, *args: Any, **options: Any) -> None:
        super().__init__(database, *args, **options)
        path = os.fspath(database) if database != ":memory:" else ""
        self._path = "" if str(path).startswith("file:") else str(path)
        self._lock = _LOCKS.setdefault(self._path, threading.Lock())
        self._file: int | None = None
        self._mine = False

    def wait_for_turn(self) -> None:
        """Return when it is this connection's turn to write; at once when it is already."""
        if self._mine or not self._path or fcntl is None:
            return
        if not self._lock.acquire(timeout=LONGEST_WAIT):
            raise sqlite3.OperationalError("database is locked")
        self._mine = True
        if self._file is None:
            self._file = os.open(
                f"{self._path}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def _give_way(self) -> None:
        if not self._mine:
            return
        self._mine = False
        assert self._file is not None
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._lock.release()

    def commit(self) -> None:
        """Commit, then let the next writer in."""
        try:
            super().commit()
        finally:
            self._give_way()

    def rollback(self) -> None:
        """Roll back, then let the next writer in."""
        try:
            super().rollback()
        finally:
            self._give_way()

    def close(self) -> None:
        """Close, after giving way: a connection may be dropped in the middle of a write."""
        self._give_way()
        if self._file is not None:
            os.close(self._file)
            self._file = None
        super().close()
