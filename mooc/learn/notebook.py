"""The full notebook: JupyterLite, on its own host, framed by this page.

The notebook's draft is apart from the cell's: it holds cells that the page does not show, and
neither must erase what the other kept.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.attempts.drafts import APART, MOST_BYTES, load_draft, save_draft
from mooc.attempts.refusals import Refused
from mooc.catalogue import exercise as find
from mooc.db import commit, session, utcnow
from mooc.grading.exercise import Exercise
from mooc.learn.json_body import answers_json, read_json
from mooc.lite.manifests import notebook_bytes
from mooc.lite.site import notebook_address
from mooc.web import current_settings


def notebook(slug: str) -> ResponseReturnValue:
    """The page around the frame. Under another name of the site it leads to the right one."""
    exercise = _exercise(slug)
    settings = current_settings()
    here = f"{request.scheme}://{request.host}"
    named = settings.site_origin + url_for("learn.notebook", slug=slug)
    page = render_template(
        "learn/notebook.html",
        exercise=exercise,
        address=notebook_address(settings, slug, exercise.task.package),
        origin=settings.notebook_origin,
        elsewhere=None if here == settings.site_origin else named,
        megabytes=round(notebook_bytes(settings.build_dir, exercise.task.package) / 1_000_000),
    )
    return make_response(page, 200, {"Cache-Control": "private, no-store"})


@answers_json
def read_draft(slug: str) -> Response:
    """One's own notebook; empty when there is none."""
    learner = current_learner_id()
    exercise = _kept_apart(_exercise(slug))
    cells, saved_at = load_draft(session(), exercise, learner) if learner else ({}, None)
    return jsonify({"cells": dict(cells), "saved_at": saved_at and saved_at.isoformat()})


@answers_json
def keep_draft(slug: str) -> Response:
    """Keep the notebook. Without a learner only ``"keep": true`` (a click) makes one."""
    exercise = _kept_apart(_exercise(slug))
    raw = read_json(most_bytes=2 * MOST_BYTES)
    learner = current_learner_id()
    if learner is None:
        if raw.get("keep") is not True:
            message = "Votre code n’est pas encore gardé. Choisissez « Garder mon code »."
            raise Refused("no-learner", message, 401)
        learner = ensure_learner(session())
    now = utcnow()
    save_draft(session(), exercise, learner, raw.get("cells"), now)
    commit()
    return jsonify({"saved_at": now.isoformat()})


def _kept_apart(exercise: Exercise) -> Exercise:
    return replace(exercise, version=exercise.version + APART)


def _exercise(slug: str) -> Exercise:
    exercise = find(slug)
    if exercise is None or "notebook" not in exercise.tiers:
        abort(404, "Cet exercice n’a pas de carnet.")
    return exercise


ROUTES = (
    ("/exercices/<slug>/carnet/", "notebook", notebook, ("GET",)),
    ("/exercices/<slug>/carnet/brouillon", "notebook_draft", read_draft, ("GET",)),
    ("/exercices/<slug>/carnet/brouillon", "notebook_keep_draft", keep_draft, ("POST",)),
)
