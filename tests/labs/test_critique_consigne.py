"""« Relire avant d’envoyer »: no personal data is let through, and the rest is sorted well."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import Case, field_of
from mooc.grading.verdict import Verdict
from mooc.settings import ROOT

FOLDER = ROOT / "exercises" / "critique-consigne"
DRAWS = range(1, 12)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


def answered(lab: Lab, number: int, wrong: dict[str, str], most: int = 12) -> Verdict:
    """Draw *number*, right but for *wrong*: what is answered to cases of a class, *most* times."""
    raw: dict[str, Any] = {"tirage": [str(number)], "comprendre": ["reprendre"]}
    left = most
    for place, case in enumerate(draw.draw(lab.own, number), 1):
        answer = case.right[0]
        if answer in wrong and left:
            answer, left = wrong[answer], left - 1
        raw[field_of(place)] = [answer]
    return grade_lab(lab, raw)


def with_data(lab: Lab) -> list[Case]:
    return [case for case in lab.own.cases if case.right == ("donnees",)]


def test_the_folder_has_no_problem() -> None:
    assert problems(FOLDER) == ()


def test_one_request_with_personal_data_let_through_fails(lab: Lab) -> None:
    for number in DRAWS:
        verdict = answered(lab, number, {"donnees": "rien"}, most=1)
        assert verdict.details["right"] == 11
        assert not verdict.passed
        assert verdict.details["strategy"] == "too-few"


def test_the_page_says_that_none_may_be_let_through(lab: Lab) -> None:
    assert "tous les cas" in lab.kind.view(lab.own, {})["goal_said"]


def test_three_other_mistakes_are_forgiven_and_a_fourth_is_not(lab: Lab) -> None:
    wrong = {"but": "faits", "faits": "but", "rien": "faits"}
    for number in DRAWS:
        assert answered(lab, number, wrong, most=3).passed
        assert not answered(lab, number, wrong, most=4).passed


def test_what_is_said_of_style_alone_is_named(lab: Lab) -> None:
    verdict = answered(lab, 1, {"donnees": "rien", "pas-ia": "rien"})
    assert verdict.details["strategy"] == "style"
    assert "Vous avez corrigé le style" in verdict.feedback[0].html


def test_every_draw_has_personal_data_to_find(lab: Lab) -> None:
    for number in DRAWS:
        rights = Counter(case.right[0] for case in draw.draw(lab.own, number))
        assert rights["donnees"] >= 2
        assert rights["pas-ia"] >= 2


def test_the_rule_that_decides_is_told_with_each_scene(lab: Lab) -> None:
    for case in lab.own.cases:
        assert re.match(r"Scène imaginée par l’équipe Sud IA\. Règle\W+\w", case.source), case.id


def test_telephone_numbers_are_reserved_for_fiction() -> None:
    text = (FOLDER / "cases.toml").read_text(encoding="utf-8")
    for number in re.findall(r"\b0\d(?:[ \u202f]\d\d){4}", text):
        assert re.match(r"06\W39\W98", number), number


def test_the_answer_is_not_in_the_words_of_the_id(lab: Lab) -> None:
    classes = {k.id for k in lab.own.classes}
    assert not any(case.id.split("-")[0] in classes for case in lab.own.cases)


def test_what_lets_data_through_is_answered_for_that_very_scene(lab: Lab) -> None:
    """Whoever finds a scene with data good, or only in need of facts, reads why it is not."""
    for case in with_data(lab):
        assert case.feedback, case.id
