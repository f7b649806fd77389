"""« La chasse aux inventions »: neither believing everything nor striking everything out passes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import field_of
from mooc.grading.verdict import Verdict
from mooc.settings import ROOT

FOLDER = ROOT / "exercises" / "chasse-aux-inventions"
DRAWS = range(1, 13)
# The only addresses that the facts we may cite give.
KNOWN_ADDRESS = re.compile(r"https://eur-lex\.europa\.eu/eli/reg/(2024/1689|2026/1744)/oj")


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


def answered(lab: Lab, number: int, missed: int, struck: int) -> Verdict:
    """Draw *number*, but for *missed* inventions kept and *struck* true sentences struck out."""
    left = {"inventee": missed, "garder": struck}
    other = {"inventee": "garder", "garder": "inventee"}
    raw: dict[str, Any] = {"tirage": [str(number)], "comprendre": ["rien"]}
    for place, case in enumerate(draw.draw(lab.own, number), 1):
        right = case.right[0]
        raw[field_of(place)] = [other[right] if left[right] else right]
        left[right] = max(0, left[right] - 1)
    return grade_lab(lab, raw)


def test_the_folder_has_no_problem() -> None:
    assert problems(FOLDER) == ()


@pytest.mark.parametrize(
    ("missed", "struck", "told"),
    [
        (0, 0, "good"),
        (1, 1, "good"),  # 5 of 6 found, 5 of 6 marks right: 83 % and 83 %
        (2, 0, "too-few"),  # 4 of 6 found
        (0, 2, "too-many"),  # 6 of 8 marks right: 75 %
        (2, 2, "mixed"),
        (6, 0, "tout-croire"),
        (0, 6, "tout-rejeter"),
    ],
)
def test_finding_and_sparing_are_both_asked(lab: Lab, missed: int, struck: int, told: str) -> None:
    for number in DRAWS:
        verdict = answered(lab, number, missed, struck)
        assert verdict.details["strategy"] == told
        assert verdict.passed is (told == "good")


def test_a_draw_is_half_true(lab: Lab) -> None:
    for number in DRAWS:
        rights = [case.right[0] for case in draw.draw(lab.own, number)]
        assert rights.count("inventee") == rights.count("garder") == 6


def test_trusting_numbers_keeps_what_has_a_digit_and_nothing_else(lab: Lab) -> None:
    for case in lab.own.cases:
        kept = "garder" if re.search(r"\d", case.text) else "inventee"
        assert case.naive["au-chiffre"] == kept, case.id


def test_numbers_are_no_sign_of_truth_in_this_file(lab: Lab) -> None:
    """Otherwise a learner would be taught the wrong lesson by our own sentences."""
    with_digit = [c.right[0] for c in lab.own.cases if c.naive["au-chiffre"] == "garder"]
    without = [c.right[0] for c in lab.own.cases if c.naive["au-chiffre"] == "inventee"]
    for some in (with_digit, without):
        assert 0.35 < some.count("garder") / len(some) < 0.65


def test_each_sentence_answers_whoever_was_wrong(lab: Lab) -> None:
    for case in lab.own.cases:
        wrong = {"inventee": "garder", "garder": "inventee"}[case.right[0]]
        assert set(case.feedback) == {wrong}, case.id


def test_no_address_is_made_up(lab: Lab) -> None:
    assert all(KNOWN_ADDRESS.fullmatch(case.url) for case in lab.own.cases if case.url)


def test_true_sentences_are_not_longer_than_invented_ones(lab: Lab) -> None:
    def mean(right: str) -> float:
        sizes = [len(case.text) for case in lab.own.cases if case.right == (right,)]
        return sum(sizes) / len(sizes)

    assert mean("garder") == pytest.approx(mean("inventee"), rel=0.15)
