"""The resume code: six French words, 66 bits, kept as a keyed hash, shown once.

The words are the French list of BIP 39: common, without homophones, and each known by its first
four letters, so that a typing slip after them does no harm.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache

from mnemonic import Mnemonic
from sqlalchemy import select
from sqlalchemy.orm import Session

from mooc.accounts.keyed import keyed_hash
from mooc.accounts.models import Account, Learner

WORDS = 6
PREFIX = 4


def new_code() -> str:
    """Six words drawn at random: 6 × 11 = 66 bits."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS))


def normalise(text: str) -> str | None:
    """The code that *text* means, whatever its capitals, accents, hyphens and late letters.

    None when it is not six words of the list.
    """
    parts = re.findall(r"[a-z]+", plain(text))
    found = [_by_prefix().get(part[:PREFIX]) for part in parts]
    if len(found) != WORDS or None in found:
        return None
    return " ".join(word for word in found if word)


def plain(text: str) -> str:
    """Lower case, without accents."""
    spread = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in spread if not unicodedata.combining(c))


def give_code(session: Session, secret: str, learner_id: str) -> str:
    """A new code for the learner, readable this once; the one before it is void."""
    code = new_code()
    learner = session.get_one(Learner, learner_id)
    learner.resume_hash = keyed_hash(secret, "resume", code)
    session.flush()
    return code


def find_by_code(session: Session, secret: str, code: str) -> str | None:
    """The learner of a normalised code, unless an account took over."""
    digest = keyed_hash(secret, "resume", code)
    return session.scalar(
        select(Learner.id)
        .outerjoin(Account, Account.learner_id == Learner.id)
        .where(Learner.resume_hash == digest, Learner.merged_into.is_(None), Account.id.is_(None))
    )


@cache
def _words() -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", w) for w in Mnemonic("french").wordlist)


@cache
def _by_prefix() -> dict[str, str]:
    return {plain(word)[:PREFIX]: word for word in _words()}
