"""What a course owes its reader: its length, its questions, no answer written twice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mooc.content.library import Library
from mooc.content.load import load_courses
from mooc.content.model import Block, Page, Passage
from mooc.grading import DIRECTIVES, KINDS
from mooc.grading.exercise_file import load_exercises
from mooc.grading.forms import render_form

ROOT = Path(__file__).parents[2]
EXERCISES = {path.parent.name for path in (ROOT / "exercises").glob("*/exercise.toml")}
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
OPTION = re.compile(r"^(?:- \[[ x]\]|\d+\.|-) (.+)$", re.M)
# Ids that learners' progress and links hang on. Add to the list, never rename or take away.
PUBLISHED = ROOT / "tests" / "content" / "published-ids.txt"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_courses(ROOT / "courses", DIRECTIVES, EXERCISES)


def pages(library: Library) -> Iterator[Page]:
    return (page for course in library.courses for page in course.pages)


def questions(page: Page) -> list[Block]:
    return [part for part in page.segments if isinstance(part, Block) and part.kind in KINDS]


def words(markup: str) -> int:
    """Words as a reader counts them: « l’aide » and « donnée-relais » are one each."""
    return len(WORD.findall(html.unescape(re.sub(r"<[^>]+>", " ", markup))))


def prose(page: Page) -> int:
    """The text between the questions, without the glossary that the page ends on."""
    parts = (part for part in page.segments if isinstance(part, str))
    return sum(words(part) for part in parts if 'class="glossary"' not in part)


def test_a_page_has_500_to_1_100_words(library: Library) -> None:
    for page in pages(library):
        assert 500 <= prose(page) <= 1_100, (page.id, prose(page))


def test_a_page_asks_at_least_twice_and_not_always_the_same_way(library: Library) -> None:
    for page in pages(library):
        asked = questions(page)
        assert len(asked) >= 2, page.id
        assert len({block.kind for block in asked}) >= 2, page.id


def test_something_to_do_comes_within_three_minutes(library: Library) -> None:
    """A question or a « try » within a minute; an exercise, if any, within three.

    A reader takes in 200 words a minute, a question counting as the words of its form.
    """
    for page in pages(library):
        before, first = 0, None
        for part in page.segments:
            if isinstance(part, Passage):
                before += words(part.html)
                continue
            if isinstance(part, str):
                if first is None and "callout-try" in part:
                    first = before + words(part.partition("callout-try")[0])
                before += words(part)
                continue
            first = before if first is None else first
            if part.kind == "exercise":
                assert before <= 600, (page.id, before)
                break
            before += words(render_form(part))
        assert first is not None and first <= 200, (page.id, first)


def test_no_option_is_offered_twice_in_all_courses(library: Library) -> None:
    """Remarks are the business of `mooc check`; this reads the options of every kind."""
    seen: dict[str, str] = {}
    for page in pages(library):
        source = (ROOT / page.path).read_text(encoding="utf-8")
        for block in re.findall(r"^:::\{[a-z-]+\}\n:id: q-.+?^:::$", source, re.M | re.S):
            name = block.split("\n")[1]
            for text in OPTION.findall(block):
                option = text.split("{misconception}")[0].split("=>")[0].strip()
                # A decoy of a matching question has nothing on its left.
                if option in ("", "*") or re.fullmatch(r"[\d,. ±]+", option):
                    continue
                assert option not in seen, f"{name} and {seen[option]}: {option}"
                seen[option] = name
    assert seen


def test_every_idea_named_is_met_in_a_question_or_an_exercise(library: Library) -> None:
    text = "\n".join((ROOT / page.path).read_text(encoding="utf-8") for page in pages(library))
    used = set(re.findall(r"\{misconception\}`([^`]+)`", text))
    exercises, _ = load_exercises(ROOT / "exercises")
    used |= {idea for exercise in exercises.values() for idea in exercise.remedies}
    assert used == set(library.misconceptions)


def test_published_ids_stay(library: Library) -> None:
    found = {page.id for course in library.courses for page in course.all_pages}
    found |= {
        block.id for course in library.courses for page in course.all_pages for block in page.blocks
    }
    published = PUBLISHED.read_text(encoding="utf-8").split()
    assert len(published) > 200
    assert set(published) <= found, set(published) - found


def test_every_question_can_be_shown(library: Library) -> None:
    for page in pages(library):
        for block in questions(page):
            assert "<legend" in (form := render_form(block)) or "<label" in form, block.id
