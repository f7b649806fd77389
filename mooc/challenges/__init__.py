"""Challenges: the same hidden rows for all, a fairness bound, a board that leaks little.

Rules are in ``challenges/<slug>/challenge.toml``; the hidden rows in a private folder outside the
repository. Verbs take the session first and flush; the surface commits. `erase`, `export` and
`merge` are what accounts need.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app

from mooc.catalogue import exercises
from mooc.challenges import private
from mooc.challenges.challenge import Challenge
from mooc.challenges.challenge_file import load_challenges
from mooc.challenges.lifecycle import erase, export, merge, takes_part
from mooc.challenges.private import Prepared, PrivateError
from mooc.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Read the rules of every challenge; what has problems is left out and named in the log."""
    with app.app_context():
        known = {exercise.slug: exercise for exercise in exercises()}
    found, problems = load_challenges(settings.challenge_rules_dir, known)
    for problem in problems:
        app.logger.error("%s:%s: %s", problem.path, problem.line, problem.message)
    app.extensions["mooc_challenges"] = found


def challenges() -> tuple[Challenge, ...]:
    """Every challenge, with the organiser's dates, in the order of their opening."""
    found: dict[str, Challenge] = current_app.extensions["mooc_challenges"]
    return tuple(sorted(map(_dated, found.values()), key=lambda c: (c.opens, c.slug)))


def challenge(slug: str) -> Challenge | None:
    """The challenge of that slug, with the organiser's dates, or None."""
    found: Challenge | None = current_app.extensions["mooc_challenges"].get(slug)
    return found and _dated(found)


def prepared(slug: str) -> Prepared | None:
    """The data of the challenge; None when this site does not hold them: it is not open here."""
    try:
        return private.load(_folder(), slug)
    except PrivateError as error:
        current_app.logger.error("%s", error)
        return None


def _dated(found: Challenge) -> Challenge:
    try:
        return private.dated(found, _folder())
    except PrivateError as error:
        current_app.logger.error("%s", error)
        return found


def _folder() -> Path | None:
    settings: Settings = current_app.extensions["mooc_settings"]
    return settings.challenges_dir


__all__ = [
    "challenge",
    "challenges",
    "erase",
    "export",
    "init_app",
    "merge",
    "prepared",
    "takes_part",
]
