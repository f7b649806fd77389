"""Reading the courses again and again: only what changed is opened and rendered.

A page is rendered again when its source, a table that pages refer to (addresses, glossary, false
ideas, audiences, exercises), or a file of its course that is no text has changed. What concerns
several pages is checked again each time: it is cheap, and cannot be told from one page.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from mooc.content.directive import DirectiveSpec
from mooc.content.folder import Sheet, read_sheet
from mooc.content.library import Library, Stamp, stamp
from mooc.content.load import Asked, load_courses
from mooc.content.model import Page
from mooc.content.page import render_page
from mooc.content.parallel import spread
from mooc.content.problem import Problem
from mooc.content.scope import Site

Scanned = tuple[Sheet | None, tuple[Problem, ...]]
Rendered = tuple[Page, tuple[Problem, ...]]
# Size, time of its text, time of its entry, number: what tells a file from another.
Mark = tuple[int, int, int, int]
# Two writings in a row may leave the same mark: one as young as this proves nothing.
YOUNG = 2 * 10**9  # nanoseconds


class Reader:
    """Reads one folder of courses. ``rendered`` counts the pages that the last reading rendered;
    ``hurried``: by two processes, when there are many."""

    def __init__(
        self,
        root: Path,
        directives: Iterable[DirectiveSpec] | Mapping[str, DirectiveSpec],
        exercises: Collection[str] | None = None,
        hurried: bool = False,
    ) -> None:
        self.hurried = hurried
        self.root, self.exercises = root, exercises
        self.directives = directives if isinstance(directives, Mapping) else tuple(directives)
        self.rendered = 0
        self._library: Library | None = None
        self._site: Site | None = None
        self._seen: Site | None = None
        self._beside: dict[str, Stamp] = {}
        self._sheets: dict[str, tuple[Mark, Scanned]] = {}
        self._pages: dict[str, tuple[str, Site, Stamp, Rendered]] = {}
        self._lock = Lock()

    def load(self) -> Library:
        """The courses as they are now: the same ``Library`` as long as no file changes, and the
        same ``Page`` as long as its own does not."""
        with self._lock:
            now = stamp(self.root)
            if self._library is None or self._library.stamp != now:
                self._library = self._read(now)
            return self._library

    def _read(self, now: Stamp) -> Library:
        self.rendered, self._beside = 0, _beside(now)
        library = load_courses(
            self.root,
            self.directives,
            self.exercises,
            sheets=self._sheet,
            pages=self._page,
            ahead=self._ahead,
        )
        there = {page.path for course in library.courses for page in course.all_pages}
        self._sheets = {name: kept for name, kept in self._sheets.items() if name in there}
        self._pages = {name: kept for name, kept in self._pages.items() if name in there}
        return library

    def _sheet(self, path: Path, shown: str) -> Scanned:
        mark, now = _mark(path), time.time_ns()
        kept = self._sheets.get(shown)
        if kept is not None and mark is not None and kept[0] == mark:
            return kept[1]
        made = read_sheet(path, shown)
        if mark is not None and now - max(mark[1], mark[2]) > YOUNG:
            self._sheets[shown] = (mark, made)
        return made

    def _ahead(self, asked: Sequence[Asked]) -> None:
        """Render by two processes what ``_page`` would have to render one by one."""
        if self.hurried:
            due = [one for one in asked if self._kept(one) is None]
            for one, made in zip(due, spread(_render, due), strict=True):
                self._keep(one, made)

    def _page(self, *asked: *Asked) -> Rendered:
        made = self._kept(asked)
        if made is None:
            made = render_page(*asked)
            self._keep(asked, made)
        return made

    def _kept(self, asked: Asked) -> Rendered | None:
        """What was made of that page, if it was asked the same."""
        _front, source, _slug, shown, _folder, course, site = asked
        kept = self._pages.get(shown)
        if kept is None or kept[0] != source or kept[1] is not self._tables(site):
            return None
        return kept[3] if kept[2] == self._beside.get(course, ()) else None

    def _keep(self, asked: Asked, made: Rendered) -> None:
        _front, source, _slug, shown, _folder, course, site = asked
        self.rendered += 1
        self._pages[shown] = (source, self._tables(site), self._beside.get(course, ()), made)

    def _tables(self, site: Site) -> Site:
        """One ``Site`` for all that are equal: readings make their own, pages compare by it."""
        if site is not self._seen:
            self._seen = site
            if site != self._site:
                self._site = site
        assert self._site is not None
        return self._site


def _render(asked: Asked) -> Rendered:
    return render_page(*asked)


def _beside(now: Stamp) -> dict[str, Stamp]:
    """By course, the files that are no text: pictures above all."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for name, size, changed in now:
        if not name.endswith((".md", ".toml")):
            found.setdefault(name.split(os.sep)[0], []).append((name, size, changed))
    return {course: tuple(files) for course, files in found.items()}


def _mark(path: Path) -> Mark | None:
    """None for what is no plain file: it is looked at each time."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
