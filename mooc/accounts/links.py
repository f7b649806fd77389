"""Links sent by e-mail: signed, short-lived, void once used.

A link is bound to the account's epoch and to its purpose's own state, so that using it, or
changing the password, makes it void without any table.
"""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from mooc.accounts.keyed import keyed_hash
from mooc.accounts.models import Account

RESET_SECONDS = 3600
VERIFY_SECONDS = 3 * 24 * 3600


def reset_token(secret: str, account: Account) -> str:
    """For a new password: void after one hour, or once the password changed."""
    state = keyed_hash(secret, "reset", account.password_hash)[:24]
    return _signer(secret, "reset").dumps([account.id, account.epoch, state])


def verify_token(secret: str, account: Account) -> str:
    """For the pending address: void after three days, or once another was asked for."""
    return _signer(secret, "verify").dumps([account.id, account.pending_email])


def account_to_reset(session: Session, secret: str, token: str) -> Account | None:
    """The account whose password this link may change, or None."""
    found = _read(secret, "reset", token, RESET_SECONDS)
    account = session.get(Account, found[0]) if found else None
    if account is None or found is None:
        return None
    state = keyed_hash(secret, "reset", account.password_hash)[:24]
    return account if found[1:] == [account.epoch, state] else None


def account_to_verify(session: Session, secret: str, token: str) -> Account | None:
    """The account whose pending address this link confirms, or None."""
    found = _read(secret, "verify", token, VERIFY_SECONDS)
    account = session.get(Account, found[0]) if found else None
    if account is None or found is None or account.pending_email is None:
        return None
    return account if found[1] == account.pending_email else None


def _signer(secret: str, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"mooc.{purpose}")


def _read(secret: str, purpose: str, token: str, seconds: int) -> list[object] | None:
    try:
        found = _signer(secret, purpose).loads(token[:600], max_age=seconds)
    except BadSignature:
        return None
    return found if isinstance(found, list) and len(found) >= 2 else None
