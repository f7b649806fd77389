"""Answering a question: the one POST of a course page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.catalogue import library
from mooc.content import Block, Located
from mooc.db import commit, session, utcnow
from mooc.grading import BadAnswer, grade
from mooc.learn import courses
from mooc.learn.items import Refused, question_view
from mooc.learn.readers import reader_of
from mooc.learn.sent import key_of, read_form, wants_fragment
from mooc.progress.events import Event
from mooc.progress.queries import item_states
from mooc.progress.record import record


def answer(item: str) -> BaseResponse | str:
    """Grade, record, and show the page again at the question.

    303 to the page without JavaScript; the question alone, as HTML, when a script asks for it.
    422 with what was typed when the answer cannot be read; 404 when the question is gone.
    """
    located = library().item(item) or abort(404, "Cette question n’existe plus.")
    raw = read_form()
    try:
        verdict = grade(located.block.kind, located.block.spec, raw)
    except BadAnswer as error:
        return _refuse(located, raw, error)
    new = current_learner_id() is None
    learner = ensure_learner(session())
    record(
        session(),
        Event(
            learner_id=learner,
            item_id=item,
            action="answered",
            content_hash=located.block.hash,
            key=key_of(item, raw),
            at=utcnow(),
            payload={
                "answer": raw,
                "score": verdict.score,
                "passed": verdict.passed,
                "trust": verdict.trust,
            },
        ),
    )
    commit()
    if wants_fragment():
        return fragment(located, learner, new=new)
    extra = {"nouveau": "1"} if new else {}
    return redirect(_address(located, extra) + f"#{item}", 303)


def fragment(
    located: Located,
    learner: str | None,
    *,
    new: bool = False,
    refused: Refused | None = None,
    status: int = 200,
) -> Response:
    """The question alone, with its state."""
    block = located.block
    state = item_states(session(), learner, [block.id]).get(block.id) if learner else None
    view = question_view(block, _number(located, block), state, refused, located.page)
    learned = courses.learned(located.course, located.page, learner)
    text = render_template("learn/question_fragment.html", q=view, fresh=new, learned=learned)
    return make_response(text, status)


def _number(located: Located, block: Block) -> int:
    questions = [s for s in located.page.segments if isinstance(s, Block) and s.kind != "exercise"]
    return questions.index(block) + 1


def _refuse(located: Located, raw: Mapping[str, Sequence[str]], error: BadAnswer) -> Response:
    refused = Refused(raw, error)
    learner = current_learner_id()
    if wants_fragment():
        return fragment(located, learner, refused=refused, status=422)
    page = courses.render(located.course, located.page, learner, {located.block.id: refused})
    return make_response(page, 422)


def _address(located: Located, extra: Mapping[str, str]) -> str:
    """The page of a question, for the same reader as before (the address they came from says)."""
    asked = dict(parse_qsl(urlsplit(request.referrer or "").query))
    reader = reader_of(located.course, asked).query(located.course)
    slug, page = located.course.slug, located.page.slug
    return url_for("learn.page", slug=slug, page_slug=page, **(reader | dict(extra)))


ROUTES = (("/repondre/<item>", "answer", answer, ("POST",)),)
