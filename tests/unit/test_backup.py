"""A backup taken while someone writes holds every answer from before; restore gives them back."""

from __future__ import annotations

import io
import tarfile
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mooc.backup import BackupError, backup, restore
from mooc.db import make_engine, transaction, utcnow
from mooc.progress.events import Event
from mooc.progress.models import EventRow
from mooc.progress.queries import item_states
from mooc.progress.record import record
from mooc.settings import Settings


def answer(number: int, learner: str = "l" * 32) -> Event:
    payload = {"answer": {"answer": ["a"]}, "score": 1.0, "passed": True, "trust": "server"}
    return Event(learner, f"q-{number}", "answered", "h", f"k{number}", utcnow(), payload=payload)


def test_backup_and_restore_while_the_site_writes(settings: Settings, tmp_path: Path) -> None:
    engine = make_engine(settings)
    with transaction(engine) as session:
        for number in range(50):
            record(session, answer(number))
    stop = threading.Event()
    written = []

    def write() -> None:
        number = 1000
        while not stop.is_set():
            with transaction(engine) as session:
                record(session, answer(number))
            written.append(number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            pass
        before = len(written)
        backup(settings, tmp_path / "sauve.tar.gz")
        after = len(written)
        restore(settings, tmp_path / "sauve.tar.gz")
        # The writer goes on with the restored database: no connection was left on the old one.
        resumed = len(written)
        while len(written) < resumed + 5:
            pass
    finally:
        stop.set()
        writer.join()
    assert after >= before
    with transaction(engine) as session:
        states = item_states(session, "l" * 32)
        assert {f"q-{n}" for n in range(50)} <= states.keys()
        assert {f"q-{n}" for n in written[:before]} <= states.keys()
        assert {f"q-{n}" for n in written[-4:]} <= states.keys()
    engine.dispose()


def test_restore_brings_back_what_was_lost(settings: Settings, tmp_path: Path) -> None:
    engine = make_engine(settings)
    with transaction(engine) as session:
        record(session, answer(1))
    backup(settings, tmp_path / "a.tar.gz")
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o077 == 0
    with transaction(engine) as session:
        session.query(EventRow).delete()
    restore(settings, tmp_path / "a.tar.gz")
    with transaction(engine) as session:
        assert session.scalar(select(func.count(EventRow.id))) == 1
    engine.dispose()


def archive_of(path: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.type = len(data), kind
            archive.addfile(entry, io.BytesIO(data))
    return path


GOOD = b'{"format": 1, "version": "0.1.0"}'


@pytest.mark.parametrize(
    "members",
    [
        {"../evil": b"x"},
        {"manifest.json": GOOD},
        {"manifest.json": GOOD, "mooc.sqlite3": b"not a database at all"},
        {"manifest.json": b'{"format": 99}', "mooc.sqlite3": b""},
        {"manifest.json": b"{", "mooc.sqlite3": b""},
        {"manifest.json": GOOD, "mooc.sqlite3": b""},
    ],
)
def test_a_bad_archive_replaces_nothing(
    members: dict[str, bytes], settings: Settings, tmp_path: Path
) -> None:
    before = (settings.var_dir / "mooc.sqlite3").read_bytes()
    with pytest.raises(BackupError):
        restore(settings, archive_of(tmp_path / "bad.tar.gz", members))
    assert (settings.var_dir / "mooc.sqlite3").read_bytes() == before
    assert not (tmp_path / "evil").exists()


def test_a_file_that_is_no_archive_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.tar.gz").write_bytes(b"hello")
    with pytest.raises(BackupError, match="illisible"):
        restore(settings, tmp_path / "x.tar.gz")
