"""Who may send an unsafe request: the site's own pages, and nobody else.

Every POST needs an ``Origin`` that is the very name visited (design.md: sibling host names send
cookies with a blind POST). A token is asked too as soon as a session exists; before that there is
nothing to steal, and a token would put a cookie on a page that is the same for all.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, jsonify, render_template, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from markupsafe import Markup

from mooc.settings import Settings

SAFE = {"GET", "HEAD", "OPTIONS"}
# Fields that must not travel through the confirmation page.
_tokens: dict[str, str] = {}
MOST_TOKENS = 10_000
SECRET_FIELDS = {"password", "new_password", "current_password", "csrf_token"}


def init_app(app: Flask, settings: Settings) -> None:
    """Check origin, then token, before any view."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    # The Referer check of Flask-WTF is for HTTPS only; ours below holds everywhere.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf = CSRFProtect(app)
    allowed = frozenset(settings.site_origins)

    @app.before_request
    def protect() -> None:
        if request.method in SAFE:
            return
        if not from_this_site(allowed):
            abort(403, "Cette demande ne vient pas d’une page de ce site.")
        if session and not sent_known_token():
            csrf.protect()

    app.register_error_handler(CSRFError, ask_again)
    app.jinja_env.globals.update(csrf_field=csrf_field, csrf_value=csrf_value)


def from_this_site(allowed: frozenset[str]) -> bool:
    """True when the browser says that a page of this very origin sent the request."""
    here = f"{request.scheme}://{request.host}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == here and origin in allowed
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    # Browsers of before 2020 send neither on a form of the same site.
    parts = urlsplit(request.headers.get("Referer", ""))
    return f"{parts.scheme}://{parts.netloc}" == here and here in allowed


def csrf_value() -> str:
    """The token of this session, or an empty string when there is no session yet.

    While a page is being prepared for many visitors, a mark that stands for each one's token.
    """
    mark: str = g.get("csrf_mark", "")
    return mark or (_token() if session else "")


def sent_known_token() -> bool:
    """True when the request holds the very token that this process made for this session."""
    known = _tokens.get(session.get("csrf_token", ""))
    sent = request.headers.get("X-CSRFToken") or request.form.get("csrf_token", "")
    return known is not None and hmac.compare_digest(known.encode(), sent.encode())


def _token() -> str:
    """The signed token, made once for a session: signing it again gives nothing more."""
    raw = session.get("csrf_token", "")
    if raw not in _tokens:
        if len(_tokens) >= MOST_TOKENS:
            _tokens.clear()
        made = generate_csrf()
        _tokens[session["csrf_token"]] = made
        return made
    return _tokens[raw]


def csrf_field() -> Markup:
    """The hidden field of a form, or nothing when there is no session yet."""
    token = csrf_value()
    if not token:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(token)


def ask_again(error: CSRFError) -> tuple[Response | str, int]:
    """A missing or old token: keep what was typed and ask for a confirmation.

    It happens to honest people: a tab opened before the first answer was given in another one.
    """
    message = "La page était ouverte depuis longtemps. Confirmez pour envoyer."
    if request.is_json or request.accept_mimetypes.best == "application/json":
        body = {"error": {"code": "csrf", "message": message}, "csrf": generate_csrf()}
        return jsonify(body), 403
    lists = request.form.lists()
    kept = [(k, v) for k, values in lists if k not in SECRET_FIELDS for v in values]
    lost = any(k in SECRET_FIELDS - {"csrf_token"} for k in request.form)
    page = render_template("errors/confirm.html", message=message, kept=kept, lost=lost)
    return page, 403
