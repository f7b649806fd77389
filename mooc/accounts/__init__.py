"""People: anonymous learners, accounts for those who want one, resume codes, failed tries."""

from __future__ import annotations

from typing import cast

from flask import Flask
from flask_login import LoginManager

from mooc import db
from mooc.accounts import current
from mooc.accounts.cookie import RememberingSessions
from mooc.accounts.models import Account
from mooc.accounts.signing import SignedIn
from mooc.settings import Settings


def init_app(app: Flask) -> None:
    """Set the cookie's rules and flask-login."""
    settings = cast(Settings, app.extensions["mooc_settings"])
    current.configure(app, secure=settings.secure)
    app.session_interface = RememberingSessions()
    manager = LoginManager(app)
    manager.login_view = "me.login"
    # A message would be kept in a session: a visit that only reads would get a cookie.
    manager.login_message = ""
    # Tying a session to an address or a browser version throws out honest mobile users.
    manager.session_protection = None

    @manager.user_loader
    def load(identity: str) -> SignedIn | None:
        account_id, _, epoch = identity.partition(".")
        if not account_id.isdigit():
            return None
        account = db.session().get(Account, int(account_id))
        if account is None or str(account.epoch) != epoch:
            return None
        return SignedIn(account)
