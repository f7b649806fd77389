"""Security headers of every answer of the site.

A view that needs another policy (the cell's sandboxed document) sets its own header: what is
already there is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, Response, g

from mooc.settings import Settings

# Everything a page of text has no use for.
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "geolocation", "gyroscope", "hid", "identity-credentials-get",
        "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
        "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


def csp_nonce() -> str:
    """A nonce for this answer's policy, drawn when a template asks for it.

    Asking makes the page impossible to share between visitors: only the few that need it do.
    """
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    return str(g.csp_nonce)


def policy(settings: Settings, nonce: str = "") -> str:
    """The Content-Security-Policy of a page, with *nonce* for its scripts and styles if any."""
    extra = f" 'nonce-{nonce}'" if nonce else ""
    directives = {
        "default-src": "'none'",
        "script-src": f"'self'{extra}",
        "style-src": f"'self'{extra}",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        # A form on 127.0.0.1 may lead to the site's own name, where notebooks work.
        "form-action": f"'self' {settings.site_origin}",
        "frame-src": f"'self' {settings.notebook_origin}",
        "base-uri": "'none'",
        # The author's workshop shows pages in a frame of its own.
        "frame-ancestors": "'self'" if settings.author_mode else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def init_app(app: Flask, settings: Settings) -> None:
    """Add the headers to each answer.

    They are added where the answer leaves: one look at what is already there costs less than one
    per header in an ``after_request``.
    """
    plain = policy(settings)
    fixed = {
        "Content-Security-Policy": plain,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.secure:
        fixed["Strict-Transport-Security"] = "max-age=31536000"

    def add_nonce(response: Response) -> Response:
        if nonce := g.get("csp_nonce", ""):
            response.headers.setdefault("Content-Security-Policy", policy(settings, nonce))
        return response

    app.after_request(add_nonce)
    app.wsgi_app = WithHeaders(app.wsgi_app, fixed)  # type: ignore[method-assign]
    app.jinja_env.globals["csp_nonce"] = csp_nonce


class WithHeaders:
    """Adds to every answer the headers that it does not have."""

    def __init__(self, app: Any, headers: Mapping[str, str]) -> None:
        self.app = app
        self.pairs = tuple(headers.items())
        self.names = frozenset(name.lower() for name in headers)

    def __call__(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], *rest: Any) -> Any:
            known = {name.lower() for name, _ in given} & self.names
            more = [pair for pair in self.pairs if pair[0].lower() not in known]
            return start_response(status, [*given, *more], *rest)

        found: Iterable[bytes] = self.app(environ, start)
        return found
