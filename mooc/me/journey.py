"""« Mon parcours »: where one stands, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mooc import notes
from mooc.accounts.current import current_learner_id
from mooc.catalogue import exercises, in_order, library
from mooc.content import Course, Page
from mooc.db import session
from mooc.grading.exercise import Exercise
from mooc.progress.events import ItemState
from mooc.progress.queries import item_states, last_items
from mooc.progress.summary import Done, items_done, page_to_resume


@dataclass(frozen=True, slots=True)
class Begun:
    """A course with how far each page is."""

    course: Course
    done: Done
    pages: tuple[tuple[Page, Done], ...]
    touched: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """An exercise of the laboratory that one tried, and whether any way of it is passed."""

    exercise: Exercise
    passed: bool


def tried(states: Mapping[str, ItemState]) -> list[Tried]:
    """Exercises with an answer or a hand-in, those still to pass first, then by title."""
    found = []
    for exercise in exercises():
        known = [states[item] for item in exercise.items if item in states]
        if known:
            found.append(Tried(exercise, any(state.passed for state in known)))
    return sorted(found, key=lambda one: (one.passed, one.exercise.title))


def journey() -> ResponseReturnValue:
    """Courses begun, pages done; for a visitor, what progress is and how to find it again."""
    learner = current_learner_id()
    if learner is None:
        return render_template("me/nobody.html", courses=library().courses)
    states = item_states(session(), learner)
    begun = [
        Begun(
            course,
            items_done(course.pages, states),
            tuple((p, items_done((p,), states)) for p in course.pages),
            # A bilan or an easy page counts for nothing, yet the course is begun.
            bool(items_done(course.all_pages, states).tried),
        )
        for course in in_order(library())
    ]
    place = page_to_resume(library().courses, last_items(session(), learner), states)
    return render_template(
        "me/journey.html",
        begun=[b for b in begun if b.touched],
        others=[b.course for b in begun if not b.touched],
        place=place,
        tried=tried(states),
        bookmarks=_bookmarks(learner),
    )


def _bookmarks(learner: str) -> list[tuple[Course, Page]]:
    """The pages one keeps at hand, the last one first; those that are gone are passed over."""
    kept = [note.page_id for note in notes.mine(session(), learner) if note.bookmarked]
    return [place for place in map(library().address, kept) if place is not None]


def go_on() -> ResponseReturnValue:
    """« Reprendre »: to the page to go on with, or to the courses."""
    learner = current_learner_id()
    place = None
    if learner is not None:
        states = item_states(session(), learner)
        place = page_to_resume(library().courses, last_items(session(), learner), states)
    if place is None:
        return redirect(url_for("learn.index"), 303)
    course, page = place
    return redirect(url_for("learn.page", slug=course.slug, page_slug=page.slug), 303)


ROUTES = (
    ("/mon-parcours/", "journey", journey, ("GET",)),
    ("/mon-parcours/suite", "go_on", go_on, ("GET",)),
)
