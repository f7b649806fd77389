"""``/atelier/changements/``: what the changes since the reference do to learners."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mooc.author import reference
from mooc.author.effects import Finished, effect, required
from mooc.catalogue import library
from mooc.content.difference import Snapshot, compare, snapshot
from mooc.db import session
from mooc.progress.queries import answered_by, finished_by


def show() -> ResponseReturnValue:
    """Every change and its effect, then the courses that are no longer finished."""
    old, taken = reference.read()
    new = snapshot(library())
    found = compare(old, new)
    learners = answered_by(session(), [change.id for change in found])
    return render_template(
        "author/changes.html",
        effects=[effect(change, learners) for change in found],
        finished=_finished(old, new),
        taken=taken,
    )


def _finished(old: Snapshot, new: Snapshot) -> list[Finished]:
    """Only the courses whose list of activities changed and that someone had finished."""
    found = []
    for slug, title in new.courses.items():
        before, after = required(old, slug), required(new, slug)
        if slug in old.courses and set(before) != set(after):
            counts = finished_by(session(), before), finished_by(session(), [*before, *after])
            found.append(Finished(title, *counts))
    return [one for one in found if one.before]


def take() -> ResponseReturnValue:
    """The present state becomes the reference."""
    reference.take()
    flash(gettext("L’état actuel est la nouvelle référence."), "success")
    return redirect(url_for("author.changes"), 303)


ROUTES = (
    ("/atelier/changements/", "changes", show, ("GET",)),
    ("/atelier/changements/", "changes_take", take, ("POST",)),
)
