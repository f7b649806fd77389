"""All courses together, and where each item is today."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mooc.content.model import Audience, Course, Located, Misconception, Page, Term, blocks_of
from mooc.content.problem import Problem

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Library:
    """Everything read from the courses folder. Replaced as a whole, never changed."""

    courses: tuple[Course, ...]
    glossary: Mapping[str, Term] = field(default_factory=dict)
    misconceptions: Mapping[str, Misconception] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    root: Path | None = None
    stamp: Stamp = ()

    @cached_property
    def _items(self) -> dict[str, Located]:
        found: dict[str, Located] = {}
        for located in blocks_of(self.courses):
            found.setdefault(located.block.id, located)
        return found

    def item(self, item_id: str) -> Located | None:
        """The block of that id with its page and course, or None. Blocks may move freely."""
        return self._items.get(item_id)

    def course(self, slug: str) -> Course | None:
        """The course at that address, or None."""
        return next((course for course in self.courses if course.slug == slug), None)

    def page(self, page_id: str) -> tuple[Course, int] | None:
        """The course of the page of that id, and its index there."""
        for course in self.courses:
            for index, page in enumerate(course.pages):
                if page.id == page_id:
                    return course, index
        return None

    def address(self, page_id: str) -> tuple[Course, Page] | None:
        """The course and the page of that id, on the reading path or beside it, or None."""
        for course in self.courses:
            page = course.by_id(page_id)
            if page is not None:
                return course, page
        return None

    def changed(self) -> bool:
        """Whether a file was added, removed or edited since the reading."""
        return self.root is not None and stamp(self.root) != self.stamp


def stamp(root: Path) -> Stamp:
    """(name, size, time) of every file of the courses folder: cheap, no file is opened."""
    found: list[tuple[str, int, int]] = []
    start = len(os.path.join(root, ""))
    for folder, folders, files in os.walk(root):
        # Links to folders are not followed: they are files as any other.
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*files, *links):
            path = os.path.join(folder, name)
            try:
                stat = os.lstat(path)
            except OSError:
                continue
            found.append((path[start:], stat.st_size, stat.st_mtime_ns))
    return tuple(sorted(found))
