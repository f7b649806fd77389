"""Two histories in one browser: offered to be made one, never done without being asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from mooc import attempts, challenges, db, notes
from mooc.accounts import people
from mooc.accounts.current import current_learner_id
from mooc.accounts.models import Account
from mooc.progress.queries import item_states

OFFER = "merge"


def offer_merge(old: str | None) -> None:
    """Remember in the signed cookie that this browser held another history."""
    if old is not None and _has_something(old) and not _has_account(old):
        session[OFFER] = old


def pending() -> str | None:
    """The history that this browser held before, if it was offered to be taken along."""
    found = session.get(OFFER)
    return found if isinstance(found, str) else None


def merge() -> ResponseReturnValue:
    """The question: take along what was done on this device, or leave it?"""
    old, learner = pending(), current_learner_id()
    if old is None or learner is None or old == learner:
        return redirect(url_for("me.journey"), 303)
    here, there = item_states(db.session(), old), item_states(db.session(), learner)
    return render_template("me/merge.html", on_device=len(here), found=len(there))


def merge_answer() -> ResponseReturnValue:
    """Do as the person chose."""
    old, learner = pending(), current_learner_id()
    session.pop(OFFER, None)
    if old is None or learner is None or old == learner:
        return redirect(url_for("me.journey"), 303)
    if request.form.get("choice") == "merge":
        try:
            people.merge_histories(db.session(), old, learner)
        except ValueError:
            flash("Ces deux parcours ne peuvent plus être réunis. Rien n’a changé.", "warning")
            return redirect(url_for("me.journey"), 303)
        attempts.merge(db.session(), old, learner)
        challenges.merge(db.session(), old, learner)
        notes.merge(db.session(), old, learner)
        db.commit()
        flash("C’est fait : les deux parcours n’en font plus qu’un.", "success")
    return redirect(url_for("me.journey"), 303)


def _has_something(learner: str) -> bool:
    database = db.session()
    answered = item_states(database, learner)
    return bool(answered or notes.mine(database, learner)) or challenges.takes_part(
        database, learner
    )


def _has_account(learner: str) -> bool:
    query = select(Account.id).where(Account.learner_id == learner)
    return db.session().scalar(query) is not None


ROUTES = (
    ("/reprendre/reunir", "merge", merge, ("GET",)),
    ("/reprendre/reunir", "merge_answer", merge_answer, ("POST",)),
)
