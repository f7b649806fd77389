"""How far a learner is: pure folds of item states over pages and courses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mooc.content import Block, Course, Page
from mooc.progress.events import ItemState


@dataclass(frozen=True, slots=True)
class Done:
    """How many items are passed and tried, of how many."""

    passed: int
    total: int
    tried: int = 0

    @property
    def finished(self) -> bool:
        """Every item passed. A page without any is never finished: it has nothing to show."""
        return self.total > 0 and self.passed == self.total


def item_id(block: Block) -> str:
    """The id under which a block's progress is kept: an exercise counts as itself."""
    return str(block.spec.item_id) if block.kind == "exercise" else block.id


def item_ids(page: Page) -> list[str]:
    """The progress ids of a page's blocks, in their order."""
    return [item_id(block) for block in page.blocks]


def items_done(pages: Iterable[Page], states: Mapping[str, ItemState]) -> Done:
    """Fold the states of every item of *pages*; an item shown twice counts once."""
    ids = dict.fromkeys(i for page in pages for i in item_ids(page))
    found = [states[i] for i in ids if i in states]
    return Done(sum(s.passed for s in found), len(ids), len(found))


def page_to_resume(
    courses: Sequence[Course], recent: Sequence[str], states: Mapping[str, ItemState]
) -> tuple[Course, Page] | None:
    """Where to go on: the first unfinished page from the item worked on last, or None.

    *recent*: item ids, the last one first. Items that are gone are passed over.
    """
    for item in recent:
        for course in courses:
            here = next((n for n, p in enumerate(course.pages) if item in item_ids(p)), None)
            if here is None:
                continue
            order = (*course.pages[here:], *course.pages[:here])
            left = [p for p in order if not items_done((p,), states).finished and p.blocks]
            return (course, left[0]) if left else (course, course.pages[here])
    return None
