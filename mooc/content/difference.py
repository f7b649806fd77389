"""What a change of the courses does to those who have begun them.

A snapshot keeps ids and hashes, no text: it can be written beside the database and compared later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mooc.content.library import Library
from mooc.content.model import Page

Sort = Literal[
    "course-added",
    "course-gone",
    "page-added",
    "page-gone",
    "page-moved",
    "page-address",
    "item-added",
    "item-gone",
    "item-moved",
    "item-edited",
]


@dataclass(frozen=True, slots=True)
class Item:
    """Where a block was: its kind, its hash and the page it stood on."""

    kind: str
    hash: str
    page: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page was. Pages beside the reading path ask for nothing and count for nothing."""

    title: str
    course: str
    slug: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Courses (slug → title), pages and blocks (id → …) of a library."""

    courses: Mapping[str, str]
    pages: Mapping[str, Place]
    items: Mapping[str, Item]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "courses": dict(self.courses),
            "pages": {i: [p.title, p.course, p.slug, p.counts] for i, p in self.pages.items()},
            "items": {i: [b.kind, b.hash, b.page] for i, b in self.items.items()},
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``id`` is of the course, page or block; ``course`` and ``title`` say where.

    ``counts``: finishing the course asks for it; a page beside the reading path asks nothing.
    """

    sort: Sort
    id: str
    course: str
    title: str
    kind: str = ""
    counts: bool = True


def from_json(values: Mapping[str, Any]) -> Snapshot:
    """The snapshot of ``to_json``. Raises ``ValueError`` when it is something else."""
    try:
        return Snapshot(
            {str(slug): str(title) for slug, title in values["courses"].items()},
            {
                str(i): Place(str(title), str(course), str(slug), bool(counts))
                for i, (title, course, slug, counts) in values["pages"].items()
            },
            {
                str(i): Item(str(kind), str(hash_), str(page))
                for i, (kind, hash_, page) in values["items"].items()
            },
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError("not a snapshot") from error


def snapshot(library: Library) -> Snapshot:
    """The library as it is."""
    pages = [(course, page) for course in library.courses for page in course.all_pages]
    return Snapshot(
        {course.slug: course.title for course in library.courses},
        {p.id: Place(p.title, c.slug, p.slug, p.role == "page") for c, p in pages},
        {i: Item(kind, hash_, p.id) for _, p in pages for i, kind, hash_ in _items(p)},
    )


def _items(page: Page) -> Iterator[tuple[str, str, str]]:
    """(progress id, kind, hash): an exercise counts as itself wherever it is shown."""
    for block in page.blocks:
        name = str(block.spec.item_id) if block.kind == "exercise" else block.id
        yield name, block.kind, "" if block.kind == "exercise" else block.hash


def compare(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """Every change, courses first, in the order of the files."""
    return (*_courses(old, new), *_pages(old, new), *_blocks(old, new))


def _courses(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for slug in new.courses:
        if slug not in old.courses:
            yield Change("course-added", slug, slug, new.courses[slug])
    for slug in old.courses:
        if slug not in new.courses:
            yield Change("course-gone", slug, slug, old.courses[slug])


def _pages(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for name, page in new.pages.items():
        before = old.pages.get(name)
        if before is None:
            yield Change("page-added", name, page.course, page.title, counts=page.counts)
        elif before.course != page.course:
            yield Change("page-moved", name, page.course, page.title)
        elif before.slug != page.slug:
            yield Change("page-address", name, page.course, page.title)
    for name, page in old.pages.items():
        if name not in new.pages:
            yield Change("page-gone", name, page.course, page.title)


def _blocks(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for name, item in new.items.items():
        page = new.pages[item.page]
        before = old.items.get(name)
        if before is None:
            yield Change("item-added", name, page.course, page.title, item.kind, page.counts)
        elif before.hash != item.hash or before.kind != item.kind:
            yield Change("item-edited", name, page.course, page.title, item.kind)
        elif before.page != item.page:
            yield Change("item-moved", name, page.course, page.title, item.kind)
    for name, item in old.items.items():
        if name not in new.items:
            place = old.pages.get(item.page)
            course, title = (place.course, place.title) if place else ("", "")
            yield Change("item-gone", name, course, title, item.kind)
