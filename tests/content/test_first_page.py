"""The example of docs/auteurs/premiere-page.md is a course that the real parser accepts."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from mooc.content.check import check
from mooc.content.load import load_courses
from mooc.grading import DIRECTIVES

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "auteurs" / "premiere-page.md"
EXAMPLE = re.compile(r"<!-- exemple: (\S+) -->\n(`{3,})\w+\n(.*?)\n\2\n", re.S)
EXERCISES = {path.parent.name for path in (ROOT / "exercises").glob("*/exercise.toml")}


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """The courses of this repository with the guide's beside them."""
    root = tmp_path / "courses"
    shutil.copytree(ROOT / "courses", root)
    for name, _, text in EXAMPLE.findall(GUIDE.read_text(encoding="utf-8")):
        target = root / "mon-cours" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + "\n", encoding="utf-8")
    return root


def test_the_example_has_no_problem(courses: Path) -> None:
    found = check(courses, DIRECTIVES, date(2026, 11, 24), EXERCISES)
    assert [str(problem) for problem in found] == []


def test_the_example_is_the_page_that_the_guide_describes(courses: Path) -> None:
    course = load_courses(courses, DIRECTIVES, EXERCISES).course("mon-cours")
    assert course is not None
    (page,) = course.pages
    assert page.slug == "le-tri-des-olives"
    assert [block.kind for block in course.items()] == ["numeric", "single_choice"]
    assert set(course.files()) == {"images/tri.svg"}
