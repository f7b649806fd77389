"""The shapes of what is taught: frozen, made once, shared by every request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Status = Literal["draft", "published"]
# What a page is for. Only ``page`` is on the reading path; the others stand beside it.
Role = Literal["page", "placement", "final", "notes", "paper", "easy"]
Voice = Literal["vous", "tu"]
# What one learns about, for courses and exercises alike.
THEMES: Mapping[str, str] = {
    "apprendre": "Apprendre des données",
    "juger": "Erreurs et biais",
    "langage": "Langage et IA générative",
    "cout": "Ce que cela coûte",
    "droits": "Droits et décisions",
}
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
class Passage:
    """A part of a page for some readers only. An empty tuple means « all ».

    ``title`` and ``html`` are safe HTML; ``audiences``, ``trades`` and ``stages`` hold slugs of
    audiences.toml.
    """

    title: str
    audiences: tuple[str, ...]
    trades: tuple[str, ...]
    stages: tuple[str, ...]
    html: str
    line: int = 0

    def suits(self, audience: str, trade: str = "", stage: str = "") -> bool:
        """Whether it is for that reader. Someone who has not said their trade sees all trades."""
        return (
            (not self.audiences or audience in self.audiences)
            and (not self.trades or not trade or trade in self.trades)
            and (not self.stages or not stage or stage in self.stages)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``segments`` are safe HTML fragments, passages and blocks, in reading order."""

    id: str
    slug: str
    title: str
    summary: str
    minutes: int
    updated: date
    segments: tuple[str | Block | Passage, ...]
    headings: tuple[Heading, ...]
    claims: tuple[Claim, ...]
    hash: str
    path: str
    links: tuple[Link, ...] = ()
    files: tuple[CourseFile, ...] = ()
    terms: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    role: Role = "page"

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The parts of the page that are for some readers only."""
        return tuple(part for part in self.segments if isinstance(part, Passage))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The interactive blocks of the page, in order."""
        return tuple(part for part in self.segments if isinstance(part, Block))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An existing course worth going to; ``checked`` is the day its address was noted."""

    title: str
    by: str
    url: str
    why: str
    checked: Day


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a course: ``pages``, ``easy``, ``notes`` and ``paper`` are ids of pages.

    A draft module has no page yet: ``plan`` says what its author means to write.
    """

    id: str
    title: str
    summary: str
    aims: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    notes: str = ""
    paper: str = ""
    easy: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    status: Status = "published"
    plan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Two parallel questions, one before and one after: what was learned can be seen."""

    aim: str
    module: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course: its ``pages`` in reading order, and ``supports`` that stand beside them."""

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
    level: int = 1
    themes: tuple[str, ...] = ()
    modules: tuple[Module, ...] = ()
    measures: tuple[Measure, ...] = ()
    supports: tuple[Page, ...] = ()

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """Everything that has an address: the reading path, then what stands beside it."""
        return (*self.pages, *self.supports)

    def items(self) -> tuple[Block, ...]:
        """Every block of every page of the reading path, in order."""
        return tuple(block for page in self.pages for block in page.blocks)

    def page(self, slug: str) -> Page | None:
        """The page at that address, or None."""
        return next((page for page in self.all_pages if page.slug == slug), None)

    def by_id(self, page_id: str) -> Page | None:
        """The page of that id, or None."""
        return next((page for page in self.all_pages if page.id == page_id), None)

    def of_role(self, role: Role) -> Page | None:
        """The first page of that role (``placement``, ``final``), or None."""
        return next((page for page in self.all_pages if page.role == role), None)

    def module_of(self, page: Page) -> Module | None:
        """The module that a page, or a support, belongs to."""
        for module in self.modules:
            if page.id in (*module.pages, *module.easy, module.notes, module.paper):
                return module
        return None

    def files(self) -> dict[str, CourseFile]:
        """The files its pages show, by name. Nothing else of the folder is to be served."""
        return {file.name: file for page in self.all_pages for file in page.files}


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
    """A false idea that a wrong answer reveals. ``remedy_pages``: audience → its own page."""

    tag: str
    title: str
    what: str
    tempting: str
    remedy_page: str
    remedy_lab: str = ""
    remedy_pages: Mapping[str, str] = field(default_factory=dict)

    def page_for(self, audience: str) -> str:
        """The id of the page that treats it, in the words of that audience when there is one."""
        return self.remedy_pages.get(audience, self.remedy_page)


@dataclass(frozen=True, slots=True)
class Situation:
    """A way in from the home page, in the visitor's words."""

    title: str
    text: str
    link: str
    path: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a course is for, and how one speaks to them.

    ``reading`` is the least readability score (see mooc.content.advice) asked of their pages;
    ``trades`` and ``stages`` map slugs to titles; ``labs`` are slugs of exercises; ``entry`` is
    the id of the page to begin with.
    """

    slug: str
    title: str
    summary: str = ""
    voice: Voice = "vous"
    reading: int = 60
    colour: str = "sea"
    entry: str = ""
    labs: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    gloss: tuple[str, ...] = ()
    trades: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    situations: tuple[Situation, ...] = ()


def blocks_of(courses: tuple[Course, ...]) -> Iterator[Located]:
    """Every block of every course, with its place."""
    for course in courses:
        for page in course.all_pages:
            for block in page.blocks:
                yield Located(course, page, block)
