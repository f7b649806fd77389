"""A private folder of challenges for tests, as `mooc challenge prepare` makes it, open for days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from mooc.challenges import private
from mooc.db import utcnow
from mooc.settings import Settings

SLUG = "messages-blessants"


def make_folder(folder: Path) -> Path:
    """The hidden rows of the sample challenge, the same in each run."""
    challenge, exercise = private.known(Settings(), SLUG)
    with patch.object(private.secrets, "token_bytes", lambda count: b"s" * count):
        private.prepare(folder, challenge, exercise, {})
    return folder


def set_dates(folder: Path, opens: int, closes: int) -> None:
    """Set the dates, in days from now, as an organiser does: in dates.toml."""
    now = utcnow().replace(tzinfo=None, microsecond=0)
    text = f"opens = {(now + timedelta(opens)).isoformat()}\n"
    text += f"closes = {(now + timedelta(closes)).isoformat()}\n"
    (folder / SLUG / "dates.toml").write_text(text)
