"""The no-code lab of an exercise: look, try without sending, answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.db import commit, session, utcnow
from mooc.grading import BadAnswer, Verdict
from mooc.grading.kinds.thresholds.kind import grade, threshold
from mooc.grading.kinds.thresholds.metrics import WAYS, aligned
from mooc.grading.kinds.thresholds.spec import Spec, load
from mooc.learn.lab_view import LabView, build
from mooc.learn.sent import key_of, read_form, wants_fragment
from mooc.progress.events import Event
from mooc.progress.queries import ItemState, item_states
from mooc.progress.record import record
from mooc.shared import same_for_all
from mooc.web import current_settings

FIELDS = ("seuil_1", "seuil_2", "critere", "cout", "raison")
# Where an answer may send its learner back: a page of a course or of an exercise.
BACK = re.compile(r"/(cours|exercices)/[a-z0-9-]+/(?:[a-z0-9-]+/?)?")


def item_id(slug: str) -> str:
    """The id under which a lab's progress is kept."""
    return f"exercise.{slug}.lab"


def find_lab(slug: str) -> Spec | None:
    """The lab of exercise *slug*, or None when it has none."""
    settings = current_settings()
    path = settings.exercises_dir / slug / "lab.toml"
    if not re.fullmatch(r"[a-z0-9-]{1,80}", slug) or not path.is_file():
        return None
    return _load(path, path.stat().st_mtime_ns, settings.data_secret)


@lru_cache(maxsize=64)
def _load(path: Path, changed_at: int, secret: str) -> Spec:
    return load(path, secret)


def lab_view(
    slug: str, learner: str | None, thresholds: tuple[int, int] | None = None
) -> LabView | None:
    """The lab as *learner* left it (or as new), for any page that includes it."""
    spec = find_lab(slug)
    return _view(spec, learner, thresholds) if spec else None


def _view(
    spec: Spec,
    learner: str | None,
    thresholds: tuple[int, int] | None = None,
    answer: Mapping[str, str] | None = None,
    error: BadAnswer | None = None,
    query_error: BadAnswer | None = None,
) -> LabView:
    item = item_id(spec.exercise)
    state = item_states(session(), learner, [item]).get(item) if learner else None
    answer = answer or _kept(state)
    return build(
        spec,
        thresholds or _thresholds_of(answer),
        answer,
        error=error,
        query_error=query_error,
        attempts=state.attempts if state else 0,
        passed=state.passed if state else False,
        fresh=learner is not None and _fresh(),
    )


def _kept(state: ItemState | None) -> dict[str, str] | None:
    if state is None or not isinstance(state.last_answer, Mapping):
        return None
    return {name: str(value) for name, value in state.last_answer.items()}


def _thresholds_of(answer: Mapping[str, str] | None) -> tuple[int, int] | None:
    try:
        return (threshold(answer, "seuil_1"), threshold(answer, "seuil_2")) if answer else None
    except BadAnswer:
        return None


def lab(slug: str) -> Response | str:
    """The lab on a page of its own; ``seuil_1`` and ``seuil_2`` in the address are tried.

    ``aligner`` moves the second threshold first. Nothing is written and no cookie is set.
    """
    spec = find_lab(slug) or abort(404)
    learner = current_learner_id()
    if not request.args and learner is None:
        return same_for_all(_page(_view(spec, None)))
    try:
        return _page(_view(spec, learner, _asked(spec)))
    except BadAnswer as error:
        return make_response(_page(_view(spec, learner, query_error=error)), 422)


def _asked(spec: Spec) -> tuple[int, int] | None:
    """The thresholds of the address; None when it gives none."""
    if not {"seuil_1", "seuil_2"} & set(request.args):
        return None
    first, second = threshold(request.args, "seuil_1"), threshold(request.args, "seuil_2")
    way = request.args.get("aligner", "")
    if way in WAYS:
        second = aligned(*spec.practice, first, way)
    return first, second


def _page(view: LabView) -> str:
    return render_template("learn/lab_page.html", lab=view)


def _fresh() -> bool:
    """True right after a first answer, except on a course's page, which says so itself."""
    return request.args.get("nouveau") == "1" and not request.path.startswith("/cours/")


def answer_lab(slug: str) -> BaseResponse | str:
    """Grade on the hidden people, record, and show the page again at the verdict.

    303 without JavaScript, the answer's part as HTML when our script asks for it; 422 with what
    was typed when the answer cannot be read.
    """
    spec = find_lab(slug) or abort(404, "Ce laboratoire n’existe plus.")
    form = read_form()
    raw = {name: form.get(name, [""])[0].strip() for name in FIELDS}
    try:
        verdict = grade(spec, raw)
    except BadAnswer as error:
        view = _view(spec, current_learner_id(), _thresholds_of(raw), raw, error)
        return make_response(_part(view) if wants_fragment() else _page(view), 422)
    new = current_learner_id() is None
    learner = ensure_learner(session())
    record(session(), _event(spec, learner, raw, verdict))
    commit()
    if wants_fragment():
        return _part(_view(spec, learner), fresh=new)
    return redirect(_back(slug) + ("?nouveau=1" if new else "") + "#labo-reponse", 303)


def _event(spec: Spec, learner: str, raw: dict[str, str], verdict: Verdict) -> Event:
    item = item_id(spec.exercise)
    return Event(
        learner_id=learner,
        item_id=item,
        action="answered",
        content_hash=spec.hash,
        key=key_of(item, {name: [value] for name, value in raw.items()}),
        at=utcnow(),
        payload={
            "answer": raw,
            "score": verdict.score,
            "passed": verdict.passed,
            "trust": verdict.trust,
            "strategy": verdict.details["strategy"],
        },
    )


def _part(view: LabView, fresh: bool = False) -> str:
    """The answer's part alone, whose form still knows which page it stands on."""
    return render_template(
        "learn/lab_answer_fragment.html", lab=view, fresh=fresh, page_path=_back(view.slug)
    )


def _back(slug: str) -> str:
    page = request.form.get("page", "")
    return page if BACK.fullmatch(page) else url_for("learn.lab", slug=slug)


ROUTES = (
    ("/exercices/<slug>/labo", "lab", lab, ("GET",)),
    ("/exercices/<slug>/labo", "answer_lab", answer_lab, ("POST",)),
)
