"""``/cours/``: the courses, by what a visitor has: a role, a time, a level, a computer or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, make_response, render_template, request
from flask_babel import gettext

from mooc.accounts.current import current_learner_id
from mooc.catalogue import exercise, in_order, library
from mooc.content import Course, Module
from mooc.content.model import THEMES
from mooc.db import connection
from mooc.progress.queries import item_states
from mooc.progress.summary import items_done
from mooc.shared import same_for_all

DURATIONS: Mapping[str, int] = {"15": 15, "30": 30, "60": 60}
LEVELS = (1, 2, 3)
FIELDS = ("public", "theme", "duree", "niveau", "avec")


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be said of a course before opening it. ``shortest``: minutes of one module."""

    course: Course
    minutes: int
    shortest: int
    paper: bool
    code: bool


def index() -> Response:
    """The published courses that fit the choices of the address, with how far one is."""
    learner = current_learner_id()
    chosen = {name: request.args.get(name, "") for name in FIELDS}
    known = [facts(course) for course in in_order(library())]
    found = [one for one in known if fits(one, chosen)]
    states = item_states(connection(), learner) if learner else {}
    text = render_template(
        "learn/courses.html",
        found=found,
        total=len(known),
        chosen=chosen,
        facets=_facets(known),
        filtered=any(chosen.values()),
        audiences=library().audiences,
        done={one.course.slug: items_done(one.course.pages, states) for one in found if states},
    )
    return make_response(text) if learner or request.args else same_for_all(text)


def facts(course: Course) -> Facts:
    """Read from the course itself: nobody has to keep it up to date."""
    by_module = [_minutes(course, module) for module in course.modules]
    minutes = sum(page.minutes for page in course.pages)
    return Facts(
        course=course,
        minutes=minutes,
        shortest=min((n for n in by_module if n), default=minutes),
        paper=any(module.paper for module in course.modules),
        code=any(
            block.kind == "exercise" and block.spec.tier == "cell" and exercise(block.spec.slug)
            for block in course.items()
        ),
    )


def _minutes(course: Course, module: Module) -> int:
    return sum(page.minutes for page in course.pages if page.id in module.pages)


def fits(one: Facts, chosen: Mapping[str, str]) -> bool:
    """Whether a course suits every choice made; an unknown value keeps nothing out."""
    course = one.course
    tests: Mapping[str, Callable[[str], bool]] = {
        "public": lambda value: course.audience == value,
        "theme": lambda value: value in course.themes,
        "duree": lambda value: one.shortest <= DURATIONS.get(value, 10_000),
        "niveau": lambda value: str(course.level) == value or not value.isdigit(),
        "avec": lambda value: {"papier": one.paper, "sans-code": not one.code}.get(value, True),
    }
    return all(not value or tests[name](value) for name, value in chosen.items())


def _facets(known: list[Facts]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(field, label, choices) of the form; only values that some course has."""
    courses = [one.course for one in known]
    audiences = [
        (key, audience.title)
        for key, audience in library().audiences.items()
        if any(course.audience == key for course in courses)
    ]
    themes = [(k, t) for k, t in THEMES.items() if any(k in c.themes for c in courses)]
    durations = [(k, gettext("un module en %(n)s minutes", n=v)) for k, v in DURATIONS.items()]
    levels = [
        (str(n), gettext("niveau %(n)s sur 3", n=n))
        for n in LEVELS
        if any(c.level == n for c in courses)
    ]
    means = [("papier", gettext("sans ordinateur")), ("sans-code", gettext("sans code"))]
    return [
        ("public", gettext("Public"), audiences),
        ("theme", gettext("Thème"), themes),
        ("duree", gettext("Durée"), durations),
        ("niveau", gettext("Niveau"), levels),
        ("avec", gettext("Façon"), means),
    ]


ROUTES = (("/cours/", "index", index, ("GET",)),)
