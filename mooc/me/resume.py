"""The resume code: asking for one, and coming back with it."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from mooc.accounts import resume, throttle
from mooc.accounts.current import begin_session, current_learner_id, ensure_learner, mark_seen
from mooc.db import commit, session, utcnow
from mooc.me.merging import offer_merge
from mooc.web import current_settings

UNKNOWN = "Nous ne trouvons pas ce code. Vérifiez les six mots et leur ordre."


def form() -> ResponseReturnValue:
    """Where one types a code."""
    return render_template("me/resume.html", code="", error="")


def come_back() -> ResponseReturnValue:
    """Find the learner of a code. 422 with the words kept when it is wrong, 429 when locked."""
    typed = request.form.get("code", "")[:200]
    secret = current_settings().secret_key
    code = resume.normalise(typed)
    if code is None:
        error = (
            "Un code est fait de six mots. Il manque un mot, ou l’un d’eux n’est pas de la liste."
        )
        return render_template("me/resume.html", code=typed, error=error), 422
    key = throttle.subject(secret, "code", " ".join(code.split()[:2]))
    try:
        throttle.check(session(), key, utcnow())
    except throttle.Locked as locked:
        page = render_template("me/resume.html", code=typed, error=locked.message)
        return make_response(page, 429, {"Retry-After": str(locked.seconds)})
    found = resume.find_by_code(session(), secret, code)
    if found is None:
        throttle.failed(session(), key, utcnow())
        commit()
        return render_template("me/resume.html", code=typed, error=UNKNOWN), 422
    throttle.succeeded(session(), key)
    mark_seen(session(), found)
    commit()
    before = current_learner_id()
    begin_session(found)
    if before not in (None, found):
        offer_merge(before)
        return redirect(url_for("me.merge"), 303)
    flash("Vous voilà de retour : votre progression est là.", "success")
    return redirect(url_for("me.journey"), 303)


def code_page() -> ResponseReturnValue:
    """What a code is, and the button that makes one. Reading it writes nothing."""
    return render_template("me/resume_code.html", code="", account=current_user.is_authenticated)


def make_code() -> ResponseReturnValue:
    """Draw a new code and show it, once."""
    if current_user.is_authenticated:
        return redirect(url_for("me.account"), 303)
    learner = ensure_learner(session())
    code = resume.give_code(session(), current_settings().secret_key, learner)
    commit()
    return render_template("me/resume_code.html", code=code, account=False)


ROUTES = (
    ("/reprendre/", "resume", form, ("GET",)),
    ("/reprendre/", "come_back", come_back, ("POST",)),
    ("/reprendre/code", "resume_code", code_page, ("GET",)),
    ("/reprendre/code", "make_code", make_code, ("POST",)),
)
