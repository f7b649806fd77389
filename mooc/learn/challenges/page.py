"""What the page of a challenge shows: rules and dates for all, results and board for some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask import abort, render_template
from flask_babel import format_datetime, gettext
from sqlalchemy.orm import Session

from mooc import challenges
from mooc.attempts.limits import left_today
from mooc.catalogue import exercise, library
from mooc.challenges.board import own_hand_ins, own_result, places
from mooc.challenges.challenge import Challenge
from mooc.challenges.entries import entry_of, names_taken
from mooc.challenges.pseudonyms import offers
from mooc.grading.exercise import Exercise
from mooc.learn.challenges.view import View


def find(slug: str) -> Challenge:
    """The challenge of that address, or 404."""
    return challenges.challenge(slug) or abort(404, "Ce défi n’existe pas, ou plus.")


def exercise_of(challenge: Challenge) -> Exercise:
    """The exercise that a challenge builds on: loading it checked that it is there."""
    found = exercise(challenge.exercise)
    assert found is not None, challenge.exercise
    return found


def view_of(
    database: Session,
    challenge: Challenge,
    learner: str | None,
    now: datetime,
    *,
    more_names: int = 0,
    typed: Mapping[str, str] | None = None,
    error: tuple[str, str] | None = None,
) -> View:
    """The challenge for *learner*. A board is shown to those who said that they are 15 or more."""
    phase, prepared = challenge.phase(now), challenges.prepared(challenge.slug)
    common = View(challenge, exercise_of(challenge), phase, prepared, challenge.per_day)
    if learner is None or prepared is None:
        return replace(common, typed=typed or {}, error=error)
    final, entry = phase == "closed", entry_of(database, challenge, learner)
    shown = entry is not None and phase != "before"
    seed = f"{challenge.id} {learner} {more_names}"
    return replace(
        common,
        left=left_today(database, challenge.id, challenge.per_day, learner, now),
        result=own_result(database, challenge, prepared, learner, final),
        hand_ins=own_hand_ins(database, challenge, learner),
        entry=entry,
        board=places(database, challenge, prepared, learner, final) if shown else None,
        offered=offers(names_taken(database, challenge), seed) if entry else (),
        typed=typed or {},
        error=error,
    )


def render(view: View, *, fresh: bool = False, more_names: int = 0) -> str:
    """The page as HTML."""
    return render_template(
        "learn/challenge.html",
        v=view,
        c=view.challenge,
        audiences=library().audiences,
        moment_of=moment_of,
        fresh=fresh,
        more_names=more_names,
    )


def moment_of(challenge: Challenge, value: datetime, zone: bool = True) -> str:
    """A date and hour in the challenge's own zone, named by its city or not."""
    local = format_datetime(value.astimezone(challenge.zone), "d MMMM y 'à' HH:mm", rebase=False)
    if not zone:
        return str(local)
    city = challenge.zone.key.rpartition("/")[2].replace("_", " ")
    return gettext("%(moment)s (heure de %(city)s)", moment=local, city=city)
