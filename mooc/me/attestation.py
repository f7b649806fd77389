"""An attestation for a finished course: printed, with a name that is not kept."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from mooc.accounts.current import current_learner_id
from mooc.catalogue import library
from mooc.content import Course
from mooc.db import session, utcnow
from mooc.progress.queries import item_states
from mooc.progress.summary import Done, items_done

LONGEST_NAME = 80


def _standing(slug: str) -> tuple[Course, Done]:
    course = library().course(slug) or abort(404)
    learner = current_learner_id()
    states = item_states(session(), learner) if learner else {}
    return course, items_done(course.pages, states)


def form(slug: str) -> ResponseReturnValue:
    """What is left to do, or the place to type one's name."""
    course, done = _standing(slug)
    return render_template("me/attestation_form.html", course=course, done=done, name="", error="")


def show(slug: str) -> ResponseReturnValue:
    """The page to print. The name goes from the form to the page and nowhere else."""
    course, done = _standing(slug)
    if not done.finished:
        page = render_template(
            "me/attestation_form.html", course=course, done=done, name="", error=""
        )
        return page, 403
    name = " ".join(request.form.get("name", "").split())
    error = ""
    if not name:
        error = "Écrivez le nom qui doit figurer sur l’attestation."
    elif len(name) > LONGEST_NAME:
        error = f"Pas plus de {LONGEST_NAME} caractères."
    if error:
        page = render_template(
            "me/attestation_form.html", course=course, done=done, name=name, error=error
        )
        return page, 422
    return render_template(
        "me/attestation.html", course=course, done=done, name=name, today=utcnow().date()
    )


ROUTES = (
    ("/attestation/<slug>/", "attestation", form, ("GET",)),
    ("/attestation/<slug>/", "attestation_show", show, ("POST",)),
)
