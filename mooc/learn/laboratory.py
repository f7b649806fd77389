"""The list of exercises: what can be tried, how long it takes, in which ways."""

from __future__ import annotations

from flask import Response, make_response, render_template

from mooc.accounts.current import current_learner_id
from mooc.catalogue import exercises
from mooc.db import session
from mooc.progress.queries import item_states
from mooc.shared import same_for_all


def index() -> Response:
    """Every exercise, the shortest first; with a tick on those already passed."""
    found = sorted(exercises(), key=lambda e: (e.minutes, e.title))
    learner = current_learner_id()
    states = item_states(session(), learner, [e.item for e in found]) if learner else {}
    passed = {e.slug for e in found if e.item in states and states[e.item].passed}
    text = render_template("learn/laboratory.html", exercises=found, passed=passed)
    return make_response(text) if learner else same_for_all(text)


ROUTES = (("/exercices/", "laboratory", index, ("GET",)),)
