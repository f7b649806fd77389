"""What one does with an account: make it, find it, change it, merge two histories, erase."""

from __future__ import annotations

import re
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from mooc.accounts import passwords
from mooc.accounts.models import Account, Handover, Learner
from mooc.progress import record

TAKEN = "Cet identifiant est déjà pris. Essayez d’y ajouter un chiffre."
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def login_problem(session: Session, login: str) -> str:
    """What is wrong with a new log-in name, in French, or an empty text."""
    if not LOGIN.fullmatch(login):
        return "De 3 à 40 lettres sans accent, chiffres, points ou tirets, sans espace."
    if session.scalar(select(Account.id).where(Account.login == login)) is not None:
        return TAKEN
    return ""


def clean_login(text: str) -> str:
    """A log-in name as it is kept: lower case, without spaces around."""
    return text.strip().lower()


def clean_email(text: str) -> tuple[str, str]:
    """(address as it is kept, what is wrong in French). No look-up of its domain is made."""
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return text.strip(), "Cette adresse n’est pas complète. Exemple : prenom.nom@exemple.fr"
    return found.normalized.lower(), ""


def create_account(
    session: Session, learner_id: str, login: str, password: str, now: datetime
) -> Account:
    """An account that takes over the learner's history; their resume code is void from now on."""
    account = Account(
        learner_id=learner_id,
        login=login,
        password_hash=passwords.hashed(password),
        created_at=now,
        epoch=1,
    )
    session.add(account)
    session.execute(update(Learner).where(Learner.id == learner_id).values(resume_hash=None))
    session.flush()
    return account


def find_account(session: Session, name: str) -> Account | None:
    """By log-in name, or by verified e-mail address."""
    wanted = clean_login(name)
    return session.scalar(
        select(Account).where(or_(Account.login == wanted, func.lower(Account.email) == wanted))
    )


def change_password(session: Session, account: Account, password: str) -> None:
    """A new password; every session and link made before is void."""
    account.password_hash = passwords.hashed(password)
    account.epoch += 1
    session.flush()


def log_out_everywhere(session: Session, account: Account) -> None:
    """Close every session of the account."""
    account.epoch += 1
    session.flush()


def confirm_email(session: Session, account: Account) -> bool:
    """The pending address becomes the account's. False when another account has it by now."""
    taken = session.scalar(
        select(Account.id).where(Account.email == account.pending_email, Account.id != account.id)
    )
    if taken is not None:
        account.pending_email = None
        session.flush()
        return False
    account.email, account.pending_email = account.pending_email, None
    session.flush()
    return True


def merge_histories(session: Session, old: str, new: str) -> None:
    """The anonymous learner *old* becomes *new*. Raises ValueError when *old* has an account."""
    if session.scalar(select(Account.id).where(Account.learner_id == old)) is not None:
        raise ValueError("a history that has an account is not merged into another")
    record.merge(session, old, new)
    session.execute(
        update(Learner).where(Learner.id == old).values(merged_into=new, resume_hash=None)
    )


def names_of(session: Session, learner_id: str) -> list[str]:
    """Every id a person was ever known by, the present one first."""
    return [learner_id, *record.old_names(session, learner_id)]


def erase_person(session: Session, learner_id: str) -> None:
    """Delete the learner, every name they had, their account and their progress."""
    names = names_of(session, learner_id)
    record.erase(session, learner_id)
    session.execute(delete(Handover).where(Handover.learner_id.in_(names)))
    session.execute(delete(Account).where(Account.learner_id.in_(names)))
    # Old names point at the new one: they go first.
    session.execute(delete(Learner).where(Learner.id.in_(names[1:])))
    session.execute(delete(Learner).where(Learner.id == learner_id))
