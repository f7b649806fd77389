"""Every rule over every page. What was said of a page that has not changed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mooc.content.advice import RULES
from mooc.content.advice.feedback import first_places
from mooc.content.advice.prose import Prose, read_prose
from mooc.content.advice.rule import Context
from mooc.content.files import read_text
from mooc.content.front import split
from mooc.content.library import Library
from mooc.content.model import Audience, Course, Page
from mooc.content.parallel import spread
from mooc.content.problem import Problem

Kept = tuple[Page, Audience, tuple[Problem, ...]]


@dataclass(slots=True)
class Adviser:
    """Remembers, by file, what it said and of which page; a new ``Page`` is read again."""

    kept: dict[str, Kept] = field(default_factory=dict)
    tables: tuple[object, ...] = ()

    def advise(self, library: Library) -> list[Problem]:
        """The advice on every page of the library."""
        tables = (dict(library.audiences), dict(library.glossary))
        if tables != self.tables:
            self.kept, self.tables = {}, tables
        self._read(library)
        return [problem for course in library.courses for problem in self._course(course, library)]

    def _read(self, library: Library) -> None:
        """Read again the pages that are not those of last time."""
        due: list[tuple[Page, Audience]] = []
        for course in library.courses:
            audience = _audience(course, library)
            for page in course.all_pages:
                kept = self.kept.get(page.path)
                if kept is None or kept[0] is not page or kept[1] != audience:
                    due.append((page, audience))
        found = spread(lambda one: tuple(_alone(*one, library)), due)
        for (page, audience), problems in zip(due, found, strict=True):
            self.kept[page.path] = (page, audience, problems)

    def _course(self, course: Course, library: Library) -> Iterator[Problem]:
        beside = Context(
            Prose((), ()),
            _audience(course, library),
            library.audiences,
            library.glossary,
            first_places(course),
        )
        for page in course.all_pages:
            yield from self.kept[page.path][2]
            yield from _run(page, beside, whole=True)


def _audience(course: Course, library: Library) -> Audience:
    return library.audiences.get(course.audience) or Audience(course.audience, "")


def _alone(page: Page, audience: Audience, library: Library) -> Iterator[Problem]:
    """What the page's own words call for."""
    assert library.root is not None
    text, _problems = read_text(library.root.parent / page.path, page.path)
    parts = split(text) if text is not None else None
    if parts is None:
        return
    prose = read_prose(parts[1], parts[2])
    context = Context(prose, audience, library.audiences, library.glossary)
    yield from _run(page, context, whole=False)


def _run(page: Page, context: Context, whole: bool) -> Iterator[Problem]:
    for rule in RULES:
        if rule.whole == whole and page.role in rule.roles:
            yield from rule.run(page, context)
