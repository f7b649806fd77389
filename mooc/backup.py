"""Backup and restore of one installation on SQLite, while it runs.

An archive holds the database, copied by SQLite's own online backup (a consistent instant, while
others write), the secrets that sign cookies and draw the data of exercises, and a manifest.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from mooc import __version__
from mooc.settings import Settings

DATABASE = "mooc.sqlite3"
SECRETS = "secrets.toml"
MANIFEST = "manifest.json"
FORMAT = 1
# No honest installation of one machine is larger; a crafted archive may claim to be.
MOST_BYTES = 20 * 2**30
# Pages copied at a time: writers get their turn in between.
PAGES = 2_000


class BackupError(Exception):
    """What is wrong, for the operator, in one French line."""


def backup(settings: Settings, target: Path) -> None:
    """Write the archive *target*, readable by its owner only; whole or not at all."""
    live = database_path(settings)
    if not live.exists():
        raise BackupError(f"Rien à sauvegarder : {live} n’existe pas.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        with closing(_open(live)) as source, closing(_open(copy)) as sink:
            source.backup(sink, pages=PAGES, sleep=0.01)
            sink.execute("PRAGMA journal_mode=DELETE")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
            manifest = json.dumps({"format": FORMAT, "version": __version__}).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(manifest)
            archive.addfile(entry, io.BytesIO(manifest))
            archive.add(copy, DATABASE)
            if (secrets := settings.var_dir / SECRETS).exists():
                archive.add(secrets, SECRETS)
    partial.replace(target)


def restore(settings: Settings, archive: Path) -> None:
    """Put the archive's data in place of today's, in one transaction of the live database.

    The site may run: each request sees the data of before or of after. Everything is checked
    before anything is replaced. Raises BackupError.
    """
    live = database_path(settings)
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.var_dir) as name:
        folder = Path(name)
        found = unpack(archive, folder)
        check_database(folder / DATABASE)
        try:
            with closing(_open(folder / DATABASE)) as source, closing(_open(live)) as sink:
                source.backup(sink)
                sink.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            raise BackupError(f"La base est occupée ({error}). Réessayez.") from error
        if SECRETS in found:
            (folder / SECRETS).chmod(0o600)
            (folder / SECRETS).replace(settings.var_dir / SECRETS)


def check_archive(settings: Settings, archive: Path) -> None:
    """Raise BackupError unless *archive* could be restored here; changes nothing."""
    database_path(settings)
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.var_dir) as name:
        unpack(archive, Path(name))
        check_database(Path(name) / DATABASE)


def database_path(settings: Settings) -> Path:
    """The SQLite file. Raises BackupError for another database, which has tools of its own."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError("Cette base n’est pas SQLite : sauvegardez-la avec pg_dump.")
    return Path(url.database)


def unpack(archive: Path, folder: Path) -> set[str]:
    """Take the members we know out of the archive, under our own names only."""
    known = {MANIFEST, DATABASE, SECRETS}
    found: set[str] = set()
    with _reading(archive) as opened:
        for entry in opened:
            if entry.name not in known or not entry.isfile() or entry.size > MOST_BYTES:
                raise BackupError(f"Archive refusée : contenu inattendu ({entry.name[:60]!r}).")
            stream = opened.extractfile(entry)
            assert stream is not None
            with (folder / entry.name).open("wb") as out:
                while block := stream.read(1 << 20):
                    out.write(block)
            found.add(entry.name)
    if not {MANIFEST, DATABASE} <= found:
        raise BackupError("Archive refusée : ce n’est pas une sauvegarde de ce site.")
    _check_manifest(folder / MANIFEST)
    return found


@contextmanager
def _reading(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, "r:gz") as opened:
            yield opened
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BackupError(f"Archive illisible : {error}") from error


def _check_manifest(path: Path) -> None:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BackupError("Archive refusée : manifeste illisible.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupError("Archive refusée : faite par une version que celle-ci ne connaît pas.")


def check_database(path: Path) -> None:
    """Raise BackupError unless *path* is a sound database of this site."""
    try:
        with closing(_open(path)) as base:
            sound = base.execute("PRAGMA quick_check").fetchone()[0]
            tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise BackupError(f"Archive refusée : base illisible ({error}).") from error
    if sound != "ok" or not {"alembic_version", "event", "learner"} <= tables:
        raise BackupError("Archive refusée : la base est abîmée ou n’est pas de ce site.")


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30, isolation_level=None)
