"""A signed-in person, as flask-login wants one."""

from __future__ import annotations

from flask import g
from flask_login import UserMixin, login_user, logout_user

from mooc.accounts.current import begin_session, end_session
from mooc.accounts.models import Account


class SignedIn(UserMixin):  # type: ignore[misc]
    """The account behind ``current_user``; its id holds the epoch, so that one number closes
    every session."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        return f"{self.account.id}.{self.account.epoch}"


def open_session(account: Account) -> None:
    """Sign in on this browser: a new session for the account's learner."""
    begin_session(account.learner_id)
    login_user(SignedIn(account))


def refresh_session(account: Account) -> None:
    """Keep this browser signed in after the epoch went up."""
    open_session(account)


def close_session() -> None:
    """Sign out on this browser."""
    logout_user()
    end_session()
    g.pop("mooc_learner", None)


__all__ = ["SignedIn", "close_session", "open_session", "refresh_session"]
