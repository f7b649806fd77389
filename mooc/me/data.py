"""One's own data: read it, take it away, erase it."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from mooc import attempts, challenges, notes
from mooc.accounts import people
from mooc.accounts.current import current_learner_id
from mooc.accounts.models import Account, Learner
from mooc.accounts.signing import close_session
from mooc.catalogue import library
from mooc.db import commit, session
from mooc.progress.queries import history, item_states

WORD = "effacer"


def everything(database: Session, learner_id: str, account: Account | None) -> dict[str, Any]:
    """All that the site knows of a person, as plain values."""
    learner = database.get_one(Learner, learner_id)
    return {
        "learner": {
            "id": learner.id,
            "created_on": learner.created_on.isoformat(),
            "seen_on": learner.seen_on.isoformat(),
            "has_resume_code": learner.resume_hash is not None,
        },
        "account": account
        and {
            "login": account.login,
            "email": account.email,
            "email_to_confirm": account.pending_email,
            "created_at": account.created_at.isoformat(),
        },
        "progress": [
            {
                "item": state.item_id,
                "attempts": state.attempts,
                "best_score": state.best_score,
                "passed": state.passed,
                "last_at": state.last_at.isoformat(),
            }
            for state in item_states(database, learner_id).values()
        ],
        "events": [
            {
                "item": event.item_id,
                "action": event.action,
                "at": event.at.isoformat(),
                "context": event.context,
                "content_hash": event.content_hash,
                **event.payload,
            }
            for event in history(database, learner_id)
        ],
        **attempts.export(database, learner_id),
        **challenges.export(database, learner_id),
        **notes.export(database, learner_id),
    }


def show() -> ResponseReturnValue:
    """The same data, readable."""
    learner = current_learner_id()
    if learner is None:
        return render_template("me/data_nobody.html")
    account = current_user.account if current_user.is_authenticated else None
    data = everything(session(), learner, account)
    return render_template("me/data.html", data=data, place=_place, error="", word=WORD)


def _place(item: str) -> str:
    """Where an item stands today, in words."""
    located = library().item(item)
    return located.page.title if located else item


def export() -> ResponseReturnValue:
    """The file to take away."""
    learner = current_learner_id()
    if learner is None:
        return redirect(url_for(".data"), 303)
    account = current_user.account if current_user.is_authenticated else None
    text = json.dumps(everything(session(), learner, account), ensure_ascii=False, indent=2)
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


def erase() -> ResponseReturnValue:
    """Erase everything, once the word was typed. 422 when it was not."""
    learner = current_learner_id()
    if learner is None:
        return redirect(url_for(".data"), 303)
    if request.form.get("word", "").strip().lower() != WORD:
        account = current_user.account if current_user.is_authenticated else None
        page = render_template(
            "me/data.html",
            data=everything(session(), learner, account),
            place=_place,
            error=f"Tapez le mot « {WORD} » pour confirmer. Rien n’a été effacé.",
            word=WORD,
        )
        return page, 422
    for name in people.names_of(session(), learner):
        attempts.erase(session(), name)
        challenges.erase(session(), name)
        notes.erase(session(), name)
    people.erase_person(session(), learner)
    commit()
    close_session()
    flash("Tout ce que nous gardions de vous est effacé.", "success")
    return redirect(url_for("about.home"), 303)


ROUTES = (
    ("/mes-donnees/", "data", show, ("GET",)),
    ("/mes-donnees/export.json", "data_export", export, ("GET",)),
    ("/mes-donnees/effacer", "data_erase", erase, ("POST",)),
)
