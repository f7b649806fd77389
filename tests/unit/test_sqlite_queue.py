"""Writers wait for their turn, give it back whatever happens, and lose nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from mooc.db import make_engine
from mooc.sqlite_queue import QueuedConnection
from tests.conftest import make_settings

ADD = "INSERT INTO seen (who) VALUES ('x')"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    found = make_engine(make_settings(tmp_path))
    with found.begin() as connection:
        connection.execute(text("CREATE TABLE seen (who TEXT)"))
    return found


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM seen")).scalar_one())


def connect(engine: Engine, timeout: float = 0.2) -> QueuedConnection:
    path = engine.url.database
    assert path
    return sqlite3.connect(path, timeout=timeout, factory=QueuedConnection, check_same_thread=False)


def test_writers_of_many_threads_and_processes_lose_nothing(engine: Engine) -> None:
    script = (
        "import sqlite3, sys; from mooc.sqlite_queue import QueuedConnection as Q\n"
        "c = sqlite3.connect(sys.argv[1], timeout=15, factory=Q)\n"
        "for _ in range(50):\n"
        f"    c.wait_for_turn(); c.execute({ADD!r}); c.commit()\n"
        "c.close()\n"
    )
    assert engine.url.database
    others = [
        subprocess.Popen([sys.executable, "-c", script, engine.url.database]) for _ in range(2)
    ]

    def write() -> None:
        for _ in range(25):
            with engine.begin() as connection:
                connection.execute(text(ADD))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [process.wait(60) for process in others] == [0, 0]
    assert count(engine) == 2 * 50 + 4 * 25


def test_a_turn_is_given_back_after_an_error(engine: Engine) -> None:
    with pytest.raises(RuntimeError), engine.begin() as connection:
        connection.execute(text(ADD))
        raise RuntimeError
    with engine.begin() as connection:
        connection.execute(text(ADD))
    assert count(engine) == 1


def test_a_turn_is_given_back_by_closing(engine: Engine) -> None:
    first = connect(engine)
    first.wait_for_turn()
    first.close()
    second = connect(engine)
    done = threading.Event()

    def write() -> None:
        second.wait_for_turn()
        done.set()

    threading.Thread(target=write, daemon=True).start()
    assert done.wait(5)
    second.close()


def test_who_waits_is_let_in_at_the_commit(engine: Engine) -> None:
    first, second = connect(engine), connect(engine)
    first.wait_for_turn()
    first.execute(ADD)
    order: list[str] = []

    def write() -> None:
        second.wait_for_turn()
        order.append("second")
        second.execute(ADD)
        second.commit()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(0.3)
    assert order == [], "the second writer did not wait"
    order.append("first")
    first.commit()
    thread.join(5)
    assert order == ["first", "second"]
    first.close()
    second.close()
    assert count(engine) == 2


def test_reading_waits_for_nobody(engine: Engine) -> None:
    writer = connect(engine)
    writer.wait_for_turn()
    writer.execute(ADD)
    assert count(engine) == 0
    writer.rollback()
    writer.close()
