"""Courses and their pages: read-only, nothing written, no cookie set."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from mooc.accounts.current import current_learner_id
from mooc.catalogue import library
from mooc.content import Course, Page
from mooc.db import connection, session
from mooc.learn import preview
from mooc.learn.items import Refused
from mooc.learn.measure import Row, question_ids, rows
from mooc.learn.pieces import assemble, learned_table
from mooc.learn.readers import reader_of
from mooc.progress.queries import first_answers, item_states
from mooc.progress.summary import item_ids, items_done
from mooc.shared import same_for_all


def course(slug: str) -> Response | str:
    """One course: its pages, what each is for, how far the learner is."""
    found = library().course(slug) or abort(404)
    learner = current_learner_id()
    states = item_states(connection(), learner) if learner else {}
    done = {p.id: items_done((p,), states) for p in found.pages}
    shown = render_template(
        "learn/course.html",
        course=found,
        audience=library().audiences.get(found.audience),
        pages={p.id: p for p in found.all_pages},
        placement=found.of_role("placement"),
        final=found.of_role("final"),
        done=done,
        finished=[p.id for p in found.pages if done[p.id].finished],
        begun=any(d.tried for d in done.values()),
    )
    return shown if learner else same_for_all(shown)


def page(slug: str, page_slug: str) -> BaseResponse | str:
    """One page. A page that moved to another course is found again by its slug."""
    found = library().course(slug)
    here = found.page(page_slug) if found else None
    if found is None or here is None:
        return _moved(page_slug)
    learner = current_learner_id()
    shown = render(found, here, learner)
    return shown if learner else same_for_all(shown)


def _moved(page_slug: str) -> BaseResponse:
    for course in library().courses:
        if course.page(page_slug) is not None:
            return redirect(url_for(".page", slug=course.slug, page_slug=page_slug), 301)
    abort(404)


def render(
    found: Course,
    here: Page,
    learner: str | None = None,
    refused: Mapping[str, Refused] | None = None,
) -> str:
    """The HTML of a page with the learner's own state.

    *refused* maps a block's id to what was just sent and could not be read: nothing is lost.
    """
    states = item_states(connection(), learner, item_ids(here)) if learner else {}
    if preview.asked(request.args):
        states = preview.mistaken(here)
    return assemble(
        found,
        here,
        states,
        items_done((here,), states),
        refused=refused or {},
        fresh=learner is not None and request.args.get("nouveau") == "1",
        reader=reader_of(found, request.args),
        learned=_firsts(found, here, learner),
    )


def learned(found: Course, here: Page, learner: str | None) -> str:
    """The table of a page that measures, as HTML; nothing elsewhere."""
    return learned_table(found, here, _firsts(found, here, learner))


def _firsts(found: Course, here: Page, learner: str | None) -> tuple[Row, ...]:
    """On the two pages that measure, what the first answers say; nothing elsewhere."""
    if here.role not in ("placement", "final") or learner is None:
        return ()
    return rows(found, first_answers(session(), learner, question_ids(found)))


ROUTES = (
    ("/cours/<slug>/", "course", course, ("GET",)),
    ("/cours/<slug>/<page_slug>/", "page", page, ("GET",)),
)
