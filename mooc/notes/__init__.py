"""One's own notes and bookmarks on pages. A learner is an opaque id; no other room is known."""

from __future__ import annotations

from mooc.notes.notes import (
    LONGEST,
    Mine,
    TooLong,
    TooMany,
    erase,
    export,
    merge,
    mine,
    on_page,
    write,
)

__all__ = [
    "LONGEST",
    "Mine",
    "TooLong",
    "TooMany",
    "erase",
    "export",
    "merge",
    "mine",
    "on_page",
    "write",
]
