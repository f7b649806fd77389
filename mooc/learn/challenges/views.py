"""Challenges: the list, the page, handing in, the board."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request
from flask import url_for as address
from werkzeug.wrappers import Response as BaseResponse

from mooc import challenges
from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.attempts.refusals import LimitReached, Refused
from mooc.challenges.challenge import Challenge
from mooc.challenges.entries import choose_name, leave_board, say_fifteen
from mooc.challenges.hand_in import Result, hand_in, must_be_open
from mooc.challenges.private import Prepared
from mooc.challenges.sent import read_sent
from mooc.db import commit, session, utcnow
from mooc.grading import BadAnswer
from mooc.learn.challenges.data import data, of_exercise
from mooc.learn.challenges.form import FILE, read_upload, typed
from mooc.learn.challenges.page import exercise_of, find, moment_of, render, view_of
from mooc.learn.challenges.view import FORM
from mooc.learn.json_body import answers_json, read_json

MOST_MORE = 50  # how often other pseudonyms can be asked for


def index() -> str:
    """Every challenge, in the order of their opening. What is open depends on the hour, so this
    page is never kept for others."""
    now = utcnow()
    listed = [(c, c.phase(now), challenges.prepared(c.slug)) for c in challenges.challenges()]
    return render_template("learn/challenges.html", listed=listed, moment_of=moment_of)


def page(slug: str) -> str:
    """Rules, dates, data; one's own results; the board for those who may see it."""
    challenge = find(slug)
    asked = request.args.get("noms", "")
    more = min(int(asked), MOST_MORE) if asked.isascii() and asked.isdigit() else 0
    view = view_of(session(), challenge, current_learner_id(), utcnow(), more_names=more)
    return render(view, fresh=request.args.get("nouveau") == "1", more_names=more)


def receive(slug: str) -> BaseResponse:
    """A hand-in: JSON in, JSON out; or a form with a file, and the page again."""
    return receive_form(slug) if _is_form() else receive_json(slug)


def _is_form() -> bool:
    return request.mimetype in {"multipart/form-data", "application/x-www-form-urlencoded"}


@answers_json
def receive_json(slug: str) -> Response:
    """Measure a hand-in and say what moves."""
    challenge = find(slug)
    result = _keep(challenge, read_json())
    return jsonify(
        {
            "passed": result.climbed,
            "title": "Le classement bouge" if result.climbed else "Le classement ne bouge pas",
            "within": result.within,
            "shown": {"accuracy": result.shown, "gap": result.gap},
            "messages": list(result.messages),
            "attempts_left": result.left,
        }
    )


def receive_form(slug: str) -> BaseResponse:
    """Measure a file, then the page at one's results; the page with what is wrong otherwise."""
    challenge, new = find(slug), current_learner_id() is None
    try:
        _keep(challenge, read_upload())
    except BadAnswer as error:
        where = error.field if error.field in FORM else FILE
        return _refused(challenge, error.message, where, 422)
    except Refused as error:
        response = _refused(challenge, error.message, FILE, error.status)
        if isinstance(error, LimitReached):
            response.headers["Retry-After"] = str(error.seconds)
        return response
    return _back(challenge, "resultats", new)


def _keep(challenge: Challenge, raw: dict[str, Any]) -> Result:
    """Read, measure, keep. The first hand-in makes the learner; a refusal makes nothing."""
    prepared, now = _prepared(challenge), utcnow()
    must_be_open(challenge, now)
    spec = exercise_of(challenge).task.spec
    sent = read_sent(raw, prepared.hidden, spec)
    learner = ensure_learner(session())
    result = hand_in(session(), challenge, prepared, spec, learner, sent, now)
    commit()
    return result


def _prepared(challenge: Challenge) -> Prepared:
    found = challenges.prepared(challenge.slug)
    if found is None:
        raise Refused("not-here", "Ce défi n’est pas ouvert sur ce site.", 404)
    return found


def age(slug: str) -> BaseResponse:
    """« I am 15 or more », said once: the board may then be seen and joined."""
    challenge, new = find(slug), current_learner_id() is None
    if request.form.get("quinze") != "oui":
        message = "Cochez la case si vous avez 15 ans ou plus. Sinon, rien à faire ici."
        return _refused(challenge, message, "quinze", 422)
    say_fifteen(session(), challenge, ensure_learner(session()), utcnow())
    commit()
    return _back(challenge, "classement", new)


def name(slug: str) -> BaseResponse:
    """Stand on the board under a pseudonym, one of those offered."""
    challenge, learner = find(slug), current_learner_id()
    try:
        if learner is None:
            raise Refused("no-learner", "Dites d’abord que vous avez 15 ans ou plus.", 403)
        choose_name(session(), challenge, learner, request.form.get("nom", ""))
    except Refused as error:
        return _refused(challenge, error.message, "nom", error.status)
    commit()
    return _back(challenge, "classement")


def leave(slug: str) -> BaseResponse:
    """Off the board, whenever one likes."""
    challenge, learner = find(slug), current_learner_id()
    if learner is not None:
        leave_board(session(), challenge, learner)
        commit()
    return _back(challenge, "classement")


def _refused(challenge: Challenge, message: str, where: str, status: int) -> Response:
    session().rollback()
    view = view_of(
        session(),
        challenge,
        current_learner_id(),
        utcnow(),
        typed=typed(),
        error=(where, message),
    )
    return make_response(render(view), status)


def _back(challenge: Challenge, anchor: str, new: bool = False) -> BaseResponse:
    query = {"nouveau": "1"} if new else {}
    return redirect(address("learn.challenge", slug=challenge.slug, _anchor=anchor, **query), 303)


ROUTES = (
    ("/defis/", "challenges", index, ("GET",)),
    ("/defis/<slug>/", "challenge", page, ("GET",)),
    ("/defis/<slug>/<name>", "challenge_data", data, ("GET",)),
    ("/exercices/<slug>/defi.json", "exercise_challenge", of_exercise, ("GET",)),
    ("/defis/<slug>/remise", "challenge_hand_in", receive, ("POST",)),
    ("/defis/<slug>/age", "challenge_age", age, ("POST",)),
    ("/defis/<slug>/nom", "challenge_name", name, ("POST",)),
    ("/defis/<slug>/quitter", "challenge_leave", leave, ("POST",)),
)
