"""From 127.0.0.1 to the site's own name, where the notebooks work, with one's progress."""

from __future__ import annotations

from urllib.parse import quote

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from mooc.accounts.current import begin_session, current_learner_id
from mooc.accounts.handover import give_token, use_token
from mooc.accounts.models import Account
from mooc.db import commit, session, utcnow
from mooc.me.merging import offer_merge
from mooc.web import current_settings


def safe_path(path: str) -> str:
    """A path of this site, or the home page: an address of another site is never followed."""
    if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable():
        return path[:300]
    return "/"


def leave() -> ResponseReturnValue:
    """Send the visitor to the same page under the site's own name."""
    settings = current_settings()
    path = safe_path(request.form.get("path", "/"))
    learner = current_learner_id()
    if learner is None or _has_account(learner):
        # Someone with an account signs in there: a token must not stand for a password.
        return redirect(settings.site_origin + path, 303)
    token = give_token(session(), settings.secret_key, learner, utcnow())
    commit()
    target = url_for("me.arrive_form", token=token)
    return redirect(f"{settings.site_origin}{target}?path={quote(path)}", 303)


def arrive_form(token: str) -> ResponseReturnValue:
    """One press, since a GET changes nothing."""
    path = safe_path(request.args.get("path", "/"))
    return render_template("me/arrive.html", token=token, path=path)


def arrive(token: str) -> ResponseReturnValue:
    """Take the learner up."""
    learner = use_token(session(), current_settings().secret_key, token, utcnow())
    commit()
    path = safe_path(request.form.get("path", "/"))
    if learner is None:
        abort(410, "Ce passage a déjà servi, ou il est trop ancien. Recommencez depuis l’exercice.")
    before = current_learner_id()
    begin_session(learner)
    if before not in (None, learner):
        offer_merge(before)
        return redirect(url_for("me.merge"), 303)
    flash("Votre progression vous a suivi.", "success")
    return redirect(path, 303)


def _has_account(learner: str) -> bool:
    return session().scalar(select(Account.id).where(Account.learner_id == learner)) is not None


ROUTES = (
    ("/passage", "leave", leave, ("POST",)),
    ("/passage/<token>", "arrive_form", arrive_form, ("GET",)),
    ("/passage/<token>", "arrive", arrive, ("POST",)),
)
