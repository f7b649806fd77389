"""Data issued to a learner, drafts of their code, limits, hand-ins and model cards.

Verbs take the session first and flush; the surface commits. `erase`, `export` and `merge` are what
accounts need when someone leaves, asks for their data, or brings two histories together.
"""

from __future__ import annotations

from flask import Flask

from mooc.attempts.lifecycle import erase, export, merge


def init_app(app: Flask) -> None:
    """Offer erasure, export and merging to the rooms above, by name."""
    app.extensions["mooc_attempts"] = {"erase": erase, "export": export, "merge": merge}


__all__ = ["erase", "export", "init_app", "merge"]
