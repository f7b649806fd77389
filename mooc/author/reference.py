"""The state of the courses that a change is compared with: the first one seen, or one chosen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, current_app

from mooc.catalogue import library
from mooc.content.difference import Snapshot, from_json, snapshot
from mooc.content.library import Library
from mooc.settings import Settings

NAME = "author-reference.json"


def begin(app: Flask, settings: Settings) -> None:
    """Keep what is there when the workshop first opens, if nothing was kept."""
    path = settings.var_dir / NAME
    if _read(path) is None:
        _write(path, app.extensions["mooc_library"])


def read() -> tuple[Snapshot, datetime]:
    """The reference and the day it was taken. What cannot be read is taken anew."""
    path = _path()
    found = _read(path)
    if found is None:
        _write(path, library())
        found = _read(path)
    assert found is not None
    return found, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def take() -> None:
    """The courses as they are now become the reference."""
    _write(_path(), library())


def _path() -> Path:
    settings: Settings = current_app.extensions["mooc_settings"]
    return settings.var_dir / NAME


def _read(path: Path) -> Snapshot | None:
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _write(path: Path, found: Library) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(snapshot(found).to_json(), ensure_ascii=False)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
