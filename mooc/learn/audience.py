"""``/pour/<audience>/``: what is here for someone, from audiences.toml and the courses alone."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from mooc.catalogue import exercise, library
from mooc.content import Course, Page
from mooc.grading.exercise import Exercise
from mooc.learn.readers import Choices, Reader, choices, reader_of
from mooc.shared import same_for_all


@dataclass(frozen=True, slots=True)
class Begin:
    """The page to begin with, and what it lets its reader say."""

    course: Course
    page: Page
    reader: Reader
    choices: Choices


def audience(slug: str) -> BaseResponse | str:
    """The audience's own page: where to begin, its courses, its labs, what to run a session."""
    found = library().audiences.get(slug) or abort(404)
    courses = [course for course in library().courses if course.audience == slug]
    shown = render_template(
        "learn/audience.html",
        audience=found,
        begin=_begin(found.entry, courses),
        courses=courses,
        pages={p.id: p for c in courses for p in c.all_pages},
        labs=_labs(found.labs),
        others=[a for a in library().audiences.values() if a.slug != slug],
    )
    return shown if request.args else same_for_all(shown)


def _begin(entry: str, courses: list[Course]) -> Begin | None:
    """The entry of audiences.toml, else the first page of the first course."""
    place = library().address(entry) if entry else None
    if place is None:
        if not courses or not courses[0].pages:
            return None
        place = courses[0], courses[0].pages[0]
    course, page = place
    reader = reader_of(course, {})
    return Begin(course, page, reader, choices(course.pages, reader))


def _labs(slugs: tuple[str, ...]) -> list[tuple[Exercise, str]]:
    found = [exercise(slug) for slug in slugs]
    return [(e, url_for("learn.exercise", slug=e.slug)) for e in found if e is not None]


def index() -> Response:
    """Every audience, for those whom the home page did not lead."""
    return same_for_all(
        render_template("learn/audiences.html", audiences=library().audiences.values())
    )


ROUTES = (
    ("/pour/", "audiences", index, ("GET",)),
    ("/pour/<slug>/", "audience", audience, ("GET",)),
)
