"""Passwords: long rather than odd, Argon2id, the same time whether the account exists or not."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 12
LONGEST = 200
# The ones of twelve letters or more that lists of stolen passwords begin with.
COMMON = frozenset(
    "motdepasse12 motdepasse123 motdepasse1234 azertyuiop12 azertyuiop123 azertyuiopqs "
    "azertyuiopqsdf 123456789012 1234567890123 123456123456 000000000000 111111111111 "
    "jetaime12345 doudoudoudou marseillemarseille olympiquedemarseille motdepassemotdepasse "
    "password1234 passwordpassword qwertyuiop12 qwertyuiopas administrateur bonjourbonjour "
    "soleilsoleil chouchouchou loulouloulou iloveyou1234 azertyazerty abcdefghijkl".split()
)

_hasher = PasswordHasher()


def problem(password: str, login: str) -> str:
    """What is wrong with a new password, in French, or an empty text."""
    if len(password) < SHORTEST:
        return (
            f"Il faut {SHORTEST} caractères au moins. Quatre mots courants conviennent très bien."
        )
    if len(password) > LONGEST:
        return f"Pas plus de {LONGEST} caractères."
    lowered = password.lower()
    if lowered in COMMON or len(set(lowered)) < 5:
        return "Ce mot de passe est trop facile à deviner. Quatre mots sans lien conviennent."
    if len(login) > 3 and login.lower() in lowered:
        return "Le mot de passe ne doit pas contenir votre identifiant."
    return ""


def hashed(password: str) -> str:
    """The Argon2id hash to keep."""
    return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether *password* is the one; without an account, spends the same time and says no."""
    try:
        return _hasher.verify(kept or _decoy(), password[:LONGEST]) and kept is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _decoy() -> str:
    return _hasher.hash("no account has this password")
