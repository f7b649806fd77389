"""What was learned, seen on parallel questions: the first answer before, the first one after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mooc.content import Course, Module


@dataclass(frozen=True, slots=True)
class Row:
    """One aim. ``before`` and ``after`` are None while there is no answer."""

    aim: str
    module: Module | None
    before: bool | None
    after: bool | None


def rows(course: Course, firsts: Mapping[str, bool]) -> tuple[Row, ...]:
    """A row for each pair of questions; *firsts*: item id → whether the first answer was right."""
    modules = {module.id: module for module in course.modules}
    return tuple(
        Row(m.aim, modules.get(m.module), firsts.get(m.before), firsts.get(m.after))
        for m in course.measures
    )


def question_ids(course: Course) -> list[str]:
    """The ids of every question that measures."""
    return [name for m in course.measures for name in (m.before, m.after)]


def first_module(course: Course, found: tuple[Row, ...]) -> Module | None:
    """The first module, in the order of the course, with a wrong answer at the placement.

    None when nothing was answered, or nothing was wrong.
    """
    wrong = {row.module.id for row in found if row.module and row.before is False}
    return next((module for module in course.modules if module.id in wrong), None)
