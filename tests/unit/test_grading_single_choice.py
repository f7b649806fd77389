"""A question with one right answer: from its Markdown to its form and verdict."""

from pathlib import Path

import pytest

from mooc.content import load_courses
from mooc.grading import DIRECTIVES, KINDS, BadAnswer, grade
from mooc.grading.forms import render_form

COURSE = """
id = "c-x"
title = "T"
summary = "S"
audience = "public"
licence = "CC BY 4.0"
authors = ["A"]
"""
PAGE = """---
id: p-a
title: A
summary: S
minutes: 3
updated: 2026-11-24
---
Avant.

:::{single-choice}
:id: q-1
Un contexte.

Que fait un modèle ?

- [ ] Il comprend

  Non : il calcule.
- [x] Il **prédit**

  Oui.
:::

Après.
"""


@pytest.fixture
def block(tmp_path: Path):
    folder = tmp_path / "courses" / "x"
    folder.mkdir(parents=True)
    (folder / "course.toml").write_text(COURSE)
    (folder / "01-a.md").write_text(PAGE)
    library = load_courses(tmp_path / "courses", DIRECTIVES)
    assert library.problems == ()
    assert [isinstance(part, str) for part in library.courses[0].pages[0].segments] == [
        True,
        False,
        True,
    ]
    return library.item("q-1").block


def test_page_order_and_spec(block):
    assert block.kind == "single_choice" and block.line == 10
    assert block.spec.legend == "Que fait un modèle\u202f?"
    assert block.spec.context == "<p>Un contexte.</p>"


def test_right_and_wrong(block):
    right = KINDS["single_choice"].solution(block.spec)
    assert grade("single_choice", block.spec, right).score == 1
    wrong = next(option for option in block.spec.options if not option.correct)
    verdict = grade("single_choice", block.spec, {"answer": [wrong.id]})
    assert verdict.score == 0
    assert [item.correct for item in verdict.feedback] == [False, True]


@pytest.mark.parametrize("raw", [{}, {"answer": []}, {"answer": ["x"]}, {"answer": ["a", "b"]}])
def test_bad_answers(block, raw):
    with pytest.raises(BadAnswer):
        grade("single_choice", block.spec, raw)


def test_form_says_nothing_before_an_answer(block):
    before = render_form(block)
    assert "Oui" not in before and "calcule" not in before and "checked" not in before
    wrong = next(option for option in block.spec.options if not option.correct)
    raw = {"answer": [wrong.id]}
    after = render_form(block, raw, grade("single_choice", block.spec, raw))
    assert "il calcule." in after and "Il fallait choisir cette réponse." in after
    assert after.count("checked") == 1
