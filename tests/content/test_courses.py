"""The courses of this repository prove themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from mooc.content.check import check
from mooc.content.library import Library
from mooc.content.load import load_courses
from mooc.content.model import Block
from mooc.grading import DIRECTIVES, KINDS, BadAnswer, grade
from mooc.grading.choice import ChoiceSpec
from mooc.grading.forms import render_form

ROOT = Path(__file__).parents[2]
EXERCISES = {path.parent.name for path in (ROOT / "exercises").glob("*/exercise.toml")}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_courses(ROOT / "courses", DIRECTIVES, EXERCISES)


def questions(library: Library) -> list[Block]:
    return [block for course in library.courses for block in course.items() if block.kind in KINDS]


def test_no_course_has_a_problem(library: Library) -> None:
    """On the day the newest page was updated: a claim that ages is not a broken build."""
    days = [page.updated for course in library.courses for page in course.pages]
    found = check(ROOT / "courses", DIRECTIVES, max(days), EXERCISES)
    assert [str(problem) for problem in found] == []


def test_there_is_something_to_learn(library: Library) -> None:
    assert library.courses
    for course in library.courses:
        assert course.pages, course.slug


def test_every_reference_answer_earns_full_marks(library: Library) -> None:
    for block in questions(library):
        solution = KINDS[block.kind].solution
        assert solution is not None
        assert grade(block.kind, block.spec, solution(block.spec)).score == 1, block.id


def test_every_wrong_option_is_explained_and_earns_less(library: Library) -> None:
    for block in questions(library):
        if not isinstance(block.spec, ChoiceSpec):
            continue
        for option in block.spec.options:
            verdict = grade(block.kind, block.spec, {"answer": [option.id]})
            assert verdict.on(option.id) is not None and option.feedback
            assert option.correct or verdict.score < 1, block.id


def test_no_option_or_feedback_is_written_twice(library: Library) -> None:
    seen: dict[str, str] = {}
    for block in questions(library):
        if not isinstance(block.spec, ChoiceSpec):
            continue
        for option in block.spec.options:
            for text in (option.label, option.feedback):
                assert text not in seen, f"{block.id} and {seen.get(text)}: {text}"
                seen[text] = block.id


def test_forms_keep_their_secret_until_an_answer(library: Library) -> None:
    for block in questions(library):
        empty = render_form(block)
        if isinstance(block.spec, ChoiceSpec):
            for option in block.spec.options:
                assert option.feedback not in empty, block.id
        with pytest.raises(BadAnswer):
            grade(block.kind, block.spec, {})
