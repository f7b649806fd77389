"""notes

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import mooc.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("learner_id", sa.String(length=64), nullable=False),
        sa.Column("page_id", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("bookmarked", sa.Boolean(), nullable=False),
        sa.Column("at", mooc.db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "page_id", name=op.f("pk_notes")),
    )


def downgrade() -> None:
    op.drop_table("notes")
