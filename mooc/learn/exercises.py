"""An exercise in Python: its page, its data, one's own set, hand-ins and drafts."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any

from flask import Response, abort, current_app, jsonify, make_response, render_template, request
from flask import url_for as address

from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.attempts.drafts import MOST_BYTES, load_draft, save_draft
from mooc.attempts.hand_in import Result, hand_in
from mooc.attempts.issue import issue
from mooc.attempts.refusals import Refused
from mooc.catalogue import exercise as find
from mooc.catalogue import exercises, library
from mooc.db import commit, session, utcnow
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions.sets import practice
from mooc.grading.kinds.predictions.told import asked
from mooc.learn.cell import panel_of
from mooc.learn.data_card import data_card_html
from mooc.learn.json_body import answers_json, read_json
from mooc.learn.lab import lab_of
from mooc.progress.queries import item_states
from mooc.shared import same_for_all
from mooc.web import current_settings

# Room for the escapes of JSON around the longest draft.
DRAFT_BODY = 2 * MOST_BYTES


def page(slug: str) -> Response:
    """The exercise's page: why, how long, and its three tiers. Reading writes nothing."""
    exercise = _exercise(slug)
    learner = current_learner_id()
    states = item_states(session(), learner, [exercise.item]) if learner else {}
    text = render_template(
        "learn/exercise.html",
        exercise=exercise,
        state=states.get(exercise.item),
        asked=asked(exercise.python.spec) if exercise.python else (),
        has_data_card=exercise.data_card.is_file(),
        before=_before(exercise),
        ideas=[i for i in map(library().misconceptions.get, exercise.remedies) if i],
        lab=lab_of(slug, learner, request.path, fresh=_fresh(learner)),
        panel=panel_of(slug, exercise.title) if "cell" in exercise.tiers else None,
        has_notebook="notebook" in exercise.tiers
        and "learn.notebook" in current_app.view_functions,
    )
    return make_response(text) if learner else same_for_all(text)


def _fresh(learner: str | None) -> bool:
    return learner is not None and request.args.get("nouveau") == "1"


def _before(exercise: Exercise) -> list[tuple[str, str]]:
    """(title, address) of what to do first; what is not published is passed over."""
    by_id = {other.id: other for other in exercises()}
    found = []
    for name in exercise.prerequisites:
        if name in by_id:
            other = by_id[name]
            found.append((other.title, address("learn.exercise", slug=other.slug)))
        elif place := library().page(name):
            course, at = place
            page = course.pages[at]
            here = address("learn.page", slug=course.slug, page_slug=page.slug)
            found.append((page.title, here))
    return found


def data(slug: str) -> Response:
    """The data card: how the data were made, and which bias was put in."""
    exercise = _exercise(slug)
    if not exercise.data_card.is_file():
        abort(404, "Cet exercice n’a pas de carte de données.")
    html = data_card_html(exercise.data_card, exercise.data_card.stat().st_mtime_ns)
    text = render_template("learn/exercise_data.html", exercise=exercise, card=html)
    return make_response(text) if current_learner_id() else same_for_all(text)


def practice_set(slug: str) -> Response:
    """The public practice set: the same bytes for all, no learner, no cookie."""
    exercise = _with_python(slug)
    plain, packed = _practice(slug, exercise.hash)
    response = _zipped(plain, packed if _takes_gzip() else None)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.add_etag()
    return response.make_conditional(request)


@lru_cache(maxsize=64)
def _practice(slug: str, rules: str) -> tuple[bytes, bytes]:
    """As it is and compressed; drawn again when *rules*, the exercise's hash, change."""
    plain = practice(_with_python(slug))
    return plain, gzip.compress(plain, 9, mtime=0)


@answers_json
def give_set(slug: str) -> Response:
    """Issue the learner's own set; the first time, this makes the learner."""
    exercise = _with_python(slug)
    read_json(most_bytes=1_000)
    learner = ensure_learner(session())
    public = issue(session(), exercise, learner, current_settings().data_secret)
    commit()
    text = json.dumps(public, separators=(",", ":")).encode()
    return _zipped(text, gzip.compress(text, 6) if _takes_gzip() else None)


@answers_json
def receive(slug: str) -> Response:
    """Grade a hand-in and say the verdict."""
    exercise = _with_python(slug)
    raw = read_json()
    learner = current_learner_id()
    if learner is None:
        message = "Demandez d’abord vos données d’épreuve sur cette page, puis remettez."
        raise Refused("no-learner", message, 401)
    result = hand_in(session(), exercise, learner, raw, utcnow())
    commit()
    return jsonify(_verdict(slug, result))


def _takes_gzip() -> bool:
    return "gzip" in request.accept_encodings


def _zipped(plain: bytes, packed: bytes | None) -> Response:
    """A set weighs 220 kB as it is, 80 compressed: a phone sees the difference."""
    response = Response(plain if packed is None else packed, mimetype="application/json")
    if packed is not None:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _verdict(slug: str, result: Result) -> dict[str, Any]:
    card = address("learn.exercise_card", slug=slug, number=result.id) if result.has_card else ""
    return {
        "id": result.id,
        "passed": result.passed,
        "messages": list(result.messages),
        "metrics": dict(result.metrics),
        "attempts_left": result.left,
        "card_url": card,
    }


@answers_json
def read_draft(slug: str) -> Response:
    """One's own draft; empty when there is none."""
    exercise = _with_python(slug)
    learner = current_learner_id()
    cells, saved_at = load_draft(session(), exercise, learner) if learner else ({}, None)
    return jsonify({"cells": dict(cells), "saved_at": saved_at and saved_at.isoformat()})


@answers_json
def keep_draft(slug: str) -> Response:
    """Keep a draft. Without a learner only ``"keep": true`` (a click) makes one."""
    exercise = _with_python(slug)
    raw = read_json(most_bytes=DRAFT_BODY)
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


def _exercise(slug: str) -> Exercise:
    return find(slug) or abort(404, "Cet exercice n’existe pas, ou plus.")


def _with_python(slug: str) -> Exercise:
    exercise = _exercise(slug)
    if exercise.python is None:
        abort(404, "Cet exercice se fait sans Python.")
    return exercise


ROUTES = (
    ("/exercices/<slug>/", "exercise", page, ("GET",)),
    ("/exercices/<slug>/donnees/", "exercise_data", data, ("GET",)),
    ("/exercices/<slug>/essai.json", "exercise_practice", practice_set, ("GET",)),
    ("/exercices/<slug>/epreuve", "exercise_issue", give_set, ("POST",)),
    ("/exercices/<slug>/remise", "exercise_hand_in", receive, ("POST",)),
    ("/exercices/<slug>/brouillon", "exercise_draft", read_draft, ("GET",)),
    ("/exercices/<slug>/brouillon", "exercise_keep_draft", keep_draft, ("POST",)),
)
