"""The shapes of what is taught: frozen, made once, shared by every request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Status = Literal["draft", "published"]
# In a class with a field named ``date``, the type needs another name.
Day = date


@dataclass(frozen=True, slots=True)
class Block:
    """An interactive block of a page: a question, or an exercise.

    ``kind`` names a question kind (``single_choice`` …) or ``exercise``; ``spec`` is what that
    kind's parser made. ``hash`` changes with the block's own source alone, wherever it moves.
    """

    id: str
    kind: str
    spec: Any
    line: int
    hash: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents: ``level`` 2 to 6, ``text`` plain."""

    level: int
    id: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with its source. ``date`` is as the source gives it (``2026`` or ``2026-01``)."""

    text: str
    source: str
    url: str
    date: str
    review: Day
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """An internal link as written, and the address it was given."""

    target: str
    url: str
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a page says of an answer, kept to see that nothing is said twice."""

    html: str
    line: int


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A vetted file of a course that may be served: ``name`` is relative to the course folder."""

    name: str
    path: str
    mimetype: str
    hash: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``segments`` are safe HTML fragments and blocks, in reading order."""

    id: str
    slug: str
    title: str
    summary: str
    minutes: int
    updated: date
    segments: tuple[str | Block, ...]
    headings: tuple[Heading, ...]
    claims: tuple[Claim, ...]
    hash: str
    path: str
    links: tuple[Link, ...] = ()
    files: tuple[CourseFile, ...] = ()
    terms: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The interactive blocks of the page, in order."""
        return tuple(part for part in self.segments if isinstance(part, Block))


@dataclass(frozen=True, slots=True)
class Course:
    """A course: its pages in reading order."""

    id: str
    slug: str
    title: str
    summary: str
    audience: str
    licence: str
    authors: tuple[str, ...]
    pages: tuple[Page, ...]
    hash: str
    status: Status = "published"
    path: str = ""

    def items(self) -> tuple[Block, ...]:
        """Every block of every page, in order."""
        return tuple(block for page in self.pages for block in page.blocks)

    def page(self, slug: str) -> Page | None:
        """The page at that address, or None."""
        return next((page for page in self.pages if page.slug == slug), None)

    def files(self) -> dict[str, CourseFile]:
        """The files its pages show, by name. Nothing else of the folder is to be served."""
        return {file.name: file for page in self.pages for file in page.files}


@dataclass(frozen=True, slots=True)
class Located:
    """Where a block is today."""

    course: Course
    page: Page
    block: Block


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary: ``html`` is its definition, ``text`` the same without markup."""

    name: str
    anchor: str
    html: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Misconception:
    """A false idea that a wrong answer reveals."""

    tag: str
    title: str
    what: str
    tempting: str
    remedy_page: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a course is for."""

    slug: str
    title: str
    summary: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def blocks_of(courses: tuple[Course, ...]) -> Iterator[Located]:
    """Every block of every course, with its place."""
    for course in courses:
        for page in course.pages:
            for block in page.blocks:
                yield Located(course, page, block)
