"""Drafts of code: rows, not events; the last one wins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mooc.attempts.models import Draft
from mooc.attempts.refusals import Refused
from mooc.grading.exercise import Exercise

MOST_BYTES = 200_000
MOST_CELLS = 200
# The full notebook's drafts are kept beside the page's, under a version of their own.
APART = "+carnet"


def save_draft(
    session: Session, exercise: Exercise, learner_id: str, cells: object, now: datetime
) -> None:
    """Keep *cells*; Refused when they are not that, or too long.

    Cell id → source, or → ``{"code": source, "hash": of the author's own source}``, so that a
    draft can tell that its cell has changed since.
    """
    text = json.dumps(_checked(cells))
    if len(text) > MOST_BYTES:
        raise Refused("draft-too-long", "Votre code est trop long pour être gardé (200 ko).", 413)
    values = {"cells": text, "saved_at": now}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    key = {"learner_id": learner_id, "exercise_id": exercise.id, "version": exercise.version}
    session.execute(
        insert(Draft)
        .values(**key, **values)
        .on_conflict_do_update(index_elements=list(key), set_=values)
    )


def load_draft(
    session: Session, exercise: Exercise, learner_id: str
) -> tuple[Mapping[str, Any], datetime | None]:
    """The learner's cells and when they were kept; nothing and None when there is no draft.

    Without a draft of this version, the newest of an older one: whoever reads it tells, cell by
    cell, what its author has changed since. Nothing of anyone's work is lost by a new version.
    """
    row = session.get(Draft, (learner_id, exercise.id, exercise.version))
    row = row or session.scalar(
        select(Draft)
        .where(Draft.learner_id == learner_id, Draft.exercise_id == exercise.id)
        # The notebook's drafts stand apart from the page's: their versions end in « +carnet ».
        .where(Draft.version.endswith(APART) == exercise.version.endswith(APART))
        .order_by(Draft.saved_at.desc())
        .limit(1)
    )
    return (json.loads(row.cells), row.saved_at) if row else ({}, None)


def _checked(cells: object) -> dict[str, Any]:
    if not isinstance(cells, dict) or len(cells) > MOST_CELLS:
        raise Refused("draft-cells", "Ce brouillon est illisible.", 422)
    for name, kept in cells.items():
        if not 0 < len(name) <= 100 or not _is_source(kept):
            raise Refused("draft-cells", "Ce brouillon est illisible.", 422)
    return cells


def _is_source(kept: object) -> bool:
    if isinstance(kept, dict):
        return set(kept) == {"code", "hash"} and all(isinstance(v, str) for v in kept.values())
    return isinstance(kept, str)
