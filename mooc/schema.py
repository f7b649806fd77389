"""The database's schema: brought up to date by Alembic, from inside the program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from mooc.db import make_engine
from mooc.settings import ROOT, Settings

MIGRATIONS = ROOT / "migrations"


def config(engine: Engine, folder: Path = MIGRATIONS) -> Config:
    """An Alembic configuration that uses *engine*: no ini file, no address in a log."""
    found = Config()
    found.set_main_option("script_location", str(folder))
    found.attributes["engine"] = engine
    return found


def upgrade(settings: Settings, revision: str = "head") -> str:
    """Create or update the schema; returns the revision reached."""
    engine = make_engine(settings)
    try:
        command.upgrade(config(engine), revision)
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() or ""
    finally:
        engine.dispose()


def downgrade(settings: Settings, revision: str = "base") -> None:
    """Take the schema back to *revision*."""
    engine = make_engine(settings)
    try:
        command.downgrade(config(engine), revision)
    finally:
        engine.dispose()
