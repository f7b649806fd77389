"""The migrations go up, down and up again, and make exactly the tables that the models say."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

import mooc.about.models
import mooc.accounts.models
import mooc.attempts.models
import mooc.challenges.models
import mooc.progress.models  # noqa: F401
from mooc.db import Base, make_engine
from mooc.schema import downgrade, upgrade
from mooc.settings import Settings


@pytest.fixture
def bare(tmp_path: Path) -> Settings:
    return Settings(secret_key="a", data_secret="b", var_dir=tmp_path)


def tables(settings: Settings) -> set[str]:
    engine = make_engine(settings)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_up_down_up(bare: Settings) -> None:
    reached = upgrade(bare)
    wanted = set(Base.metadata.tables)
    assert tables(bare) == wanted
    downgrade(bare)
    assert tables(bare) == set()
    assert upgrade(bare) == reached
    assert tables(bare) == wanted


def test_up_twice_changes_nothing(bare: Settings) -> None:
    assert upgrade(bare) == upgrade(bare)


def test_no_drift(bare: Settings) -> None:
    upgrade(bare)
    engine = make_engine(bare)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        drift = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert drift == []
