"""From a page and a learner's states to what the templates show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from mooc.content import Block, Course, Page
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

    @property
    def kind(self) -> str:
        """The name of the kind, for the template that tells questions from exercises."""
        return self.block.kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in its course."""

    number: int
    total: int
    previous: Page | None
    next: Page | None


def place_of(course: Course, page: Page) -> Place:
    """The page's number in its course, and its neighbours."""
    at = course.pages.index(page)
    before = course.pages[at - 1] if at else None
    after = course.pages[at + 1] if at + 1 < len(course.pages) else None
    return Place(at + 1, len(course.pages), before, after)


def views(
    page: Page, states: Mapping[str, ItemState], refused: Mapping[str, Any]
) -> list[Markup | QuestionView | Block]:
    """The page's segments: safe HTML, questions with their state, exercise blocks as they are."""
    shown: list[Markup | QuestionView | Block] = []
    number = 0
    for segment in page.segments:
        if isinstance(segment, str):
            shown.append(Markup(segment))  # noqa: S704 - made safe by mooc.content
        elif segment.kind == "exercise":
            shown.append(segment)
        else:
            number += 1
            shown.append(
                question_view(segment, number, states.get(segment.id), refused.get(segment.id))
            )
    return shown


def question_view(
    block: Block, number: int, state: ItemState | None, refused: Refused | None = None
) -> QuestionView:
    """The state of one question; the verdict is computed again, from the answer kept."""
    view: dict[str, Any] = {"block": block, "number": number}
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
