"""From a page and a learner's states to what the templates show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.content import Block, Course, Module, Page
from mooc.grading import BadAnswer, Verdict, grade
from mooc.progress.events import ItemState


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent and could not be graded: shown again with its message."""

    raw: Mapping[str, Any]
    error: BadAnswer


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as a template needs it: never holds the right answer before an answer."""

    block: Block
    number: int
    attempts: int = 0
    passed: bool = False
    answer: Mapping[str, Any] | None = None
    verdict: Verdict | None = None
    error: BadAnswer | None = None
    changed: bool = False
    page_id: str = ""
    level: int = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in its course. ``number`` is 0 for a page beside the reading path."""

    number: int
    total: int
    previous: Page | None
    next: Page | None
    module: Module | None = None


def place_of(course: Course, page: Page) -> Place:
    """The page's number in its course, its neighbours and its module."""
    module, total = course.module_of(page), len(course.pages)
    if page.role != "page":
        first, last = course.pages[:1], course.pages[-1:]
        before = last[0] if page.role == "final" and last else None
        after = first[0] if page.role == "placement" and first else None
        if page.role == "easy" and module is not None:
            before, after = _easy_neighbours(course, module, page)
        return Place(0, total, before, after, module)
    at = course.pages.index(page)
    before = course.pages[at - 1] if at else course.of_role("placement")
    after = course.pages[at + 1] if at + 1 < total else course.of_role("final")
    return Place(at + 1, total, before, after, module)


def _easy_neighbours(course: Course, module: Module, page: Page) -> tuple[Page | None, Page | None]:
    """Someone who reads the easy version goes on in the easy version."""
    at = module.easy.index(page.id)
    before = course.by_id(module.easy[at - 1]) if at else None
    after = course.by_id(module.easy[at + 1]) if at + 1 < len(module.easy) else None
    return before, after


def level_of(page: Page, block: Block) -> int:
    """The level of a question's heading: below the title of its part, or of the page."""
    return 3 if any(h.level == 2 and h.line < block.line for h in page.headings) else 2


def question_view(
    block: Block,
    number: int,
    state: ItemState | None,
    refused: Refused | None = None,
    page: Page | None = None,
) -> QuestionView:
    """The state of one question; the verdict is computed again, from the answer kept."""
    view: dict[str, Any] = {"block": block, "number": number}
    if page is not None:
        view |= {"page_id": page.id, "level": level_of(page, block)}
    if state is not None:
        view |= {"attempts": state.attempts, "passed": state.passed}
    if refused is not None:
        return QuestionView(**view, answer=refused.raw, error=refused.error)
    if state is None or not state.last_answer:
        return QuestionView(**view)
    try:
        verdict = grade(block.kind, block.spec, state.last_answer)
    except BadAnswer:
        # The question was edited since: its old answer no longer fits. The progress stays.
        return QuestionView(**view, changed=True)
    changed = state.content_hash != block.hash
    return QuestionView(**view, answer=state.last_answer, verdict=verdict, changed=changed)
