"""``/atelier/``: every page with its problems; one page live, beside what is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from mooc.catalogue import library
from mooc.content import Course, Library, Page
from mooc.content.advice.advise import Adviser
from mooc.content.check import remedies, stale
from mooc.content.problem import Problem

WIDTHS = (360, 768, 1280)


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the place of the page where it can be seen: an anchor, or nothing."""

    problem: Problem
    anchor: str


def index() -> ResponseReturnValue:
    """Every course and page, drafts too, with how many errors and warnings each has."""
    problems = every_problem(library())
    counts = Counter((problem.path, problem.severity) for problem in problems)
    known = {page.path for course in library().courses for page in course.all_pages}
    return render_template(
        "author/index.html",
        courses=library().courses,
        audiences=library().audiences,
        counts=counts,
        elsewhere=[problem for problem in problems if problem.path not in known],
    )


def page(slug: str, page_slug: str) -> ResponseReturnValue:
    """The workshop of one page: the page as its readers see it, and its problems."""
    course, found = _find(slug, page_slug)
    audience = library().audiences.get(course.audience)
    return render_template(
        "author/page.html",
        course=course,
        page=found,
        audiences=library().audiences,
        audience=audience,
        widths=WIDTHS,
        preview=url_for("learn.page", slug=slug, page_slug=page_slug),
        told=_told(course, found),
        lost=False,
    )


def problems(slug: str, page_slug: str) -> ResponseReturnValue:
    """The list of problems alone, asked again after each save.

    A page that can no longer be read (its front matter is broken, its file was renamed) has those
    of its whole course: the reason is among them.
    """
    course = library().course(slug)
    found = course.page(page_slug) if course else None
    if course is not None and found is not None:
        return render_template("author/problems.html", told=_told(course, found), lost=False)
    folder = f"{library().root.name}/{slug}/" if library().root else slug
    mine = [p for p in every_problem(library()) if p.path.startswith(folder)]
    mine.sort(key=lambda p: (p.severity != "error", p.path, p.line))
    return render_template("author/problems.html", told=[Told(p, "") for p in mine], lost=True)


def every_problem(found: Library) -> list[Problem]:
    """What ``mooc check`` says of the courses today, and its advice."""
    adviser: Adviser = current_app.extensions.setdefault("mooc_adviser", Adviser())
    today = date.today()
    said: Iterable[Problem] = (
        *found.problems,
        *stale(found, today),
        *remedies(found),
        *adviser.advise(found),
    )
    return sorted(set(said))


def _find(slug: str, page_slug: str) -> tuple[Course, Page]:
    course = library().course(slug) or abort(404, "Ce cours n’existe pas, ou son nom a changé.")
    found = course.page(page_slug) or abort(404, "Cette page n’existe pas, ou son nom a changé.")
    return course, found


def _told(course: Course, found: Page) -> list[Told]:
    """The problems of the page and of its course.toml, errors first, by line."""
    toml = f"{library().root.name}/{course.slug}/course.toml" if library().root else ""
    mine = [p for p in every_problem(library()) if p.path in (found.path, toml)]
    mine.sort(key=lambda p: (p.severity != "error", p.path != found.path, p.line))
    return [Told(p, _anchor(found, p) if p.path == found.path else "") for p in mine]


def _anchor(found: Page, problem: Problem) -> str:
    """The nearest heading or block at or above the problem's line."""
    places = [(h.line, h.id) for h in found.headings] + [(b.line, b.id) for b in found.blocks]
    above = [place for place in places if place[0] <= problem.line]
    return max(above)[1] if above else ""


ROUTES = (
    ("/atelier/", "index", index, ("GET",)),
    ("/atelier/<slug>/<page_slug>/", "page", page, ("GET",)),
    ("/atelier/<slug>/<page_slug>/problemes", "problems", problems, ("GET",)),
)
