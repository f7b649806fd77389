"""Reading the session cookie, whose signature is verified once for each value.

A browser sends the same signed value with every request. What a value means never changes; only
its age does, and that is looked at each time.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Lock
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

MOST_KEPT = 4096


class RememberingSessions(SecureCookieSessionInterface):
    """Flask's own signed sessions, with a small memory of the values already verified."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Mapping[str, Any], float]] = {}
        self._lock = Lock()

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        value = request.cookies.get(self.get_cookie_name(app))
        if not value:
            return self.session_class()
        kept = self._known.get(value)
        if kept is None:
            serializer = self.get_signing_serializer(app)
            if serializer is None:
                return None
            try:
                content, signed_at = serializer.loads(value, return_timestamp=True)
            except BadSignature:
                return self.session_class()
            kept = (content, signed_at.timestamp())
            with self._lock:
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                self._known[value] = kept
        content, since = kept
        if time.time() - since > app.permanent_session_lifetime.total_seconds():
            return self.session_class()
        # A copy: what a view changes must not be found by the next request.
        return self.session_class(_copy(content))


def _copy(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(v) if isinstance(v, list) else v for name, v in content.items()}
