"""What the site teaches, read from the folders: courses, glossary, exercises.

Read once at start. In author mode (and only then) a request first looks whether a file changed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import Flask, current_app

from mooc.content import Course, Library
from mooc.content.incremental import Reader
from mooc.grading import DIRECTIVES
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_file import load_exercises
from mooc.settings import Settings

_READERS: dict[tuple[Path, frozenset[str]], Reader] = {}


def init_app(app: Flask, settings: Settings) -> None:
    """Load everything; what has problems is left out and named in the log."""
    read(app, settings)
    if settings.author_mode:
        app.before_request(lambda: refresh(settings))


def read(app: Flask, settings: Settings) -> None:
    """(Re)read courses and exercises into ``app.extensions``."""
    exercises, exercise_problems = load_exercises(settings.exercises_dir)
    found = _courses(settings, frozenset(exercises))
    for problem in (*exercise_problems, *found.problems):
        if problem.severity == "error":
            app.logger.error("%s:%s: %s", problem.path, problem.line, problem.message)
    if not settings.author_mode:
        # A draft is for its author: nobody else lists it, reads it or answers it.
        shown = tuple(without_drafts(c) for c in found.courses if c.status == "published")
        found = replace(found, courses=shown)
    app.extensions["mooc_library"] = found
    app.extensions["mooc_exercises"] = exercises


def _courses(settings: Settings, exercises: frozenset[str]) -> Library:
    """The courses as they are now. One reader a process for each folder: only what changed is
    rendered again, and several applications (tests, a preloaded server) read it once."""
    key = settings.courses_dir, exercises
    if key not in _READERS:
        _READERS.clear()
        _READERS[key] = Reader(settings.courses_dir, DIRECTIVES, exercises)
    return _READERS[key].load()


def without_drafts(course: Course) -> Course:
    """The course without its draft modules, nor their pages and supports."""
    drafts = [module for module in course.modules if module.status == "draft"]
    gone = {i for m in drafts for i in (*m.pages, *m.easy, m.notes, m.paper)}
    return replace(
        course,
        modules=tuple(m for m in course.modules if m.status == "published"),
        pages=tuple(p for p in course.pages if p.id not in gone),
        supports=tuple(p for p in course.supports if p.id not in gone),
    )


def refresh(settings: Settings) -> None:
    """Read again when a course file changed."""
    if library().changed():
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        read(app, settings)


def library() -> Library:
    """The courses of the current application."""
    found: Library = current_app.extensions["mooc_library"]
    return found


def exercise(slug: str) -> Exercise | None:
    """The exercise of that slug, or None."""
    found: Exercise | None = current_app.extensions["mooc_exercises"].get(slug)
    return found


def exercises() -> tuple[Exercise, ...]:
    """Every exercise that can be opened."""
    return tuple(current_app.extensions["mooc_exercises"].values())


def in_order(found: Library) -> list[Course]:
    """The courses in the order of their audiences: the one for everyone first."""
    order = list(found.audiences)
    return sorted(
        found.courses,
        key=lambda c: order.index(c.audience) if c.audience in order else len(order),
    )
