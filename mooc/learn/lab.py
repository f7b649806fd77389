"""The no-code lab of an exercise: look, try without sending, answer. One way for every kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.catalogue import exercise as find_exercise
from mooc.db import commit, session, utcnow
from mooc.grading import BadAnswer, Verdict
from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.learn.lab_view import Fields, LabView, fields_of, lab_view
from mooc.learn.sent import key_of, read_form, wants_fragment
from mooc.progress.events import Event
from mooc.progress.queries import ItemState, item_states
from mooc.progress.record import record
from mooc.shared import same_for_all
from mooc.web import current_settings

# Where an answer may send its learner back: a page of a course or of an exercise.
BACK = re.compile(r"/(cours|exercices)/[a-z0-9-]+/(?:[a-z0-9-]+/?)?")
# The button that asks to calculate without sending.
TRY = "essai"


def find_lab(slug: str) -> Lab | None:
    """The lab of exercise *slug*, or None when it has none."""
    exercise = find_exercise(slug)
    if exercise is None or "lab" not in exercise.tiers:
        return None
    return _load(exercise.folder, _stamp(exercise.folder), current_settings().data_secret)


def _stamp(folder: Path) -> int:
    """Changes when an author saves one of the lab's files; a look-up a request."""
    names = ("lab.toml", "cases.toml") if current_settings().author_mode else ("lab.toml",)
    files = (folder / name for name in names)
    return max((f.stat().st_mtime_ns for f in files if f.is_file()), default=0)


@lru_cache(maxsize=128)
def _load(folder: Path, changed_at: int, secret: str) -> Lab:
    return load_lab(folder, secret)


def lab_of(slug: str, learner: str | None, page: str, fresh: bool = False) -> LabView | None:
    """The lab as *learner* left it (or as new), for any page that includes it."""
    lab = find_lab(slug)
    if lab is None:
        return None
    state = _state(lab, learner)
    return lab_view(lab, address=_address(slug), page=page, state=state, fresh=fresh)


def _state(lab: Lab, learner: str | None) -> ItemState | None:
    return item_states(session(), learner, [lab.item]).get(lab.item) if learner else None


def _address(slug: str) -> str:
    return url_for("learn.lab", slug=slug)


def lab(slug: str) -> Response | str:
    """The lab on a page of its own; fields of the address are tried. Nothing is written."""
    found = find_lab(slug) or abort(404)
    learner = current_learner_id()
    address = _address(slug)
    if not request.args and learner is None:
        return same_for_all(_page(lab_view(found, address=address, page=address)))
    tried = fields_of(dict(request.args.lists()), (*found.fields, *found.kind.tries))
    view = lab_view(
        found,
        address=address,
        page=address,
        state=_state(found, learner),
        tried=tried or None,
        fresh=learner is not None and request.args.get("nouveau") == "1",
        carried="garder" in request.args,
    )
    return make_response(_page(view), 422 if view.error else 200)


def _page(view: LabView) -> str:
    return render_template("learn/lab_page.html", lab=view, exercise=find_exercise(view.lab.slug))


def answer_lab(slug: str) -> BaseResponse | str:
    """Grade, record, and show the page again at the verdict.

    303 without JavaScript, the verdict as HTML when our script asks for it; 422 with what was
    typed when the answer cannot be read; 200 and nothing written for a try.
    """
    found = find_lab(slug) or abort(404, "Ce laboratoire n’existe plus.")
    raw = read_lab_form(found)
    tried = fields_of(raw, found.fields)
    learner = current_learner_id()
    if any(name in request.form for name in (TRY, *found.kind.tries)):
        more = fields_of(dict(request.form.lists()), found.kind.tries)
        return answered(found, tried | more, learner)
    try:
        verdict = grade_lab(found, raw)
    except BadAnswer as error:
        return answered(found, tried, learner, error)
    new = learner is None
    learner = ensure_learner(session())
    record(session(), _event(found, learner, raw, verdict))
    commit()
    if wants_fragment():
        view = lab_view(
            found, address=_address(slug), page=_back(slug), state=_state(found, learner), fresh=new
        )
        return render_template("learn/lab_verdict_fragment.html", lab=view)
    return redirect(_back(slug) + ("?nouveau=1" if new else "") + f"#labo-{slug}-reponse", 303)


def read_lab_form(found: Lab) -> dict[str, list[str]]:
    """The lab's own fields of the form, bounded; what the page claims beside is not read."""
    form = read_form()
    return {name: form[name] for name in found.fields if name in form}


def answered(
    found: Lab, tried: Fields, learner: str | None, error: BadAnswer | None = None
) -> Response:
    """The page of its own with what was typed: a try, or a refusal with its message."""
    view = lab_view(
        found,
        address=_address(found.slug),
        page=_back(found.slug),
        state=_state(found, learner),
        tried=tried,
        error=error,
    )
    if wants_fragment():
        return make_response(render_template("learn/lab_refusal.html", lab=view), 422)
    return make_response(_page(view), 422 if view.error else 200)


def _event(found: Lab, learner: str, raw: Mapping[str, list[str]], verdict: Verdict) -> Event:
    return Event(
        learner_id=learner,
        item_id=found.item,
        action="answered",
        content_hash=found.hash,
        key=key_of(found.item, raw),
        at=utcnow(),
        payload={
            "answer": dict(raw),
            "score": verdict.score,
            "passed": verdict.passed,
            "trust": verdict.trust,
            "strategy": verdict.details.get("strategy", ""),
        },
    )


def _back(slug: str) -> str:
    page = request.form.get("page", "")
    return page if BACK.fullmatch(page) else _address(slug)


ROUTES = (
    ("/exercices/<slug>/labo", "lab", lab, ("GET",)),
    ("/exercices/<slug>/labo", "answer_lab", answer_lab, ("POST",)),
)
