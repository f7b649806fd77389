"""Alembic's entry: the engine comes from mooc.schema, the tables from every room that has some."""

from __future__ import annotations

from alembic import context

import mooc.about.models
import mooc.accounts.models
import mooc.attempts.models
import mooc.challenges.models
import mooc.notes.models
import mooc.progress.models  # noqa: F401
from mooc.db import Base

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite cannot alter a column in place: Alembic copies the table.
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
