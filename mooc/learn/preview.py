"""A page as someone who answered wrongly sees it: for its author, in author mode only."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app

from mooc.content import Page
from mooc.db import utcnow
from mooc.grading import KINDS
from mooc.progress.events import ItemState


def asked(values: Mapping[str, str]) -> bool:
    """Whether this site is an author's and the address asks for that view."""
    return values.get("apercu") == "faux" and current_app.extensions["mooc_settings"].author_mode


def mistaken(page: Page) -> dict[str, ItemState]:
    """A wrong answer to each question of the page, as if it had just been given."""
    found: dict[str, ItemState] = {}
    now = utcnow()
    for block in page.blocks:
        kind = KINDS.get(block.kind)
        wrong = kind.mistakes(block.spec) if kind and kind.mistakes else ()
        if wrong:
            found[block.id] = ItemState(
                item_id=block.id,
                attempts=1,
                best_score=0.0,
                passed=False,
                content_hash=block.hash,
                last_score=0.0,
                last_answer=dict(wrong[0]),
                first_at=now,
                last_at=now,
            )
    return found
