"""What ``mooc check`` says of the courses: every problem, and every claim to read again."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from mooc.content.advice.advise import Adviser
from mooc.content.directive import DirectiveSpec
from mooc.content.incremental import Reader
from mooc.content.library import Library
from mooc.content.load import load_courses
from mooc.content.problem import Problem, nearest


def check(
    root: Path,
    directives: Iterable[DirectiveSpec] | Mapping[str, DirectiveSpec],
    today: date,
    exercises: Collection[str] | None = None,
) -> tuple[Problem, ...]:
    """Every problem of the courses under ``root`` on that day, sorted by file and line."""
    return check_library(load_courses(root, directives, exercises), today)


def check_library(library: Library, today: date) -> tuple[Problem, ...]:
    """The same of courses that are read already."""
    return tuple(sorted({*library.problems, *stale(library, today), *remedies(library)}))


class Checker:
    """Reads, checks and advises as often as one likes; what has not changed is kept."""

    def __init__(
        self,
        root: Path,
        directives: Iterable[DirectiveSpec] | Mapping[str, DirectiveSpec],
        exercises: Collection[str] | None = None,
    ) -> None:
        self.reader = Reader(root, directives, exercises, hurried=True)
        self.adviser = Adviser()

    def check(self, today: date) -> tuple[Library, list[Problem]]:
        """The courses, every problem and every piece of advice."""
        with uncollected():
            library = self.reader.load()
            return library, [*check_library(library, today), *self.adviser.advise(library)]


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare the garbage collector, which would go again and again through a thousand pages of
    which nothing is to be thrown away."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def stale(library: Library, today: date) -> Iterable[Problem]:
    """Claims past their read-again date, and claims that come from the future."""
    for course in library.courses:
        for page in course.all_pages:
            for claim in page.claims:
                if claim.review < today:
                    message = f"affirmation à relire depuis le {claim.review.isoformat()}"
                    hint = "vérifiez la source, puis changez :date: et :review:"
                    yield Problem(page.path, claim.line, message, hint, code="claim-review")
                if claim.date[:10] > today.isoformat()[: len(claim.date)]:
                    message = f"source datée du futur : {claim.date}"
                    yield Problem(page.path, claim.line, message, code="claim-date")


def remedies(library: Library) -> Iterable[Problem]:
    """False ideas whose remedy is a page that does not exist."""
    assert library.root is not None
    path = f"{library.root.name}/misconceptions.toml"
    for idea in library.misconceptions.values():
        for page in (idea.remedy_page, *idea.remedy_pages.values()):
            if library.page(page) is None:
                message = f"idée fausse {idea.tag} : page inconnue : {page}"
                hint = "donnez l’id d’une page dans remedy_page"
                yield Problem(path, 1, message, hint, code="misconception")
        for slug in idea.remedy_pages:
            if library.audiences and slug not in library.audiences:
                message = f"idée fausse {idea.tag} : public inconnu : {slug}"
                hint = nearest(slug, library.audiences)
                yield Problem(path, 1, message, hint, code="misconception")
