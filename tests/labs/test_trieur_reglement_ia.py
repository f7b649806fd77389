"""« Interdit, encadré, permis ? »: each case agrees with the article and the date that it cites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import Case, Sorting
from mooc.grading.labs.cases.plays import naive
from mooc.settings import ROOT

# From when each part of the Regulation applies (2024/1689 as amended by 2026/1744).
DATES = {
    "interdit": ("2 février 2025", "2 décembre 2026"),
    "haut-risque": ("2 décembre 2027", "2 août 2028"),
    "transparence": ("2 août 2026",),
}
ARTICLES = {
    "interdit": r"article 5\b",
    "haut-risque": r"annexe III|annexe I\b",
    "transparence": r"article 50\b",
}
ADDRESSES = {
    "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    "https://eur-lex.europa.eu/eli/reg/2026/1744/oj",
}


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(Path(ROOT / "exercises" / "trieur-reglement-ia"), "a secret")


@pytest.fixture(scope="module")
def own(lab: Lab) -> Sorting:
    assert isinstance(lab.own, Sorting)
    return lab.own


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def of_class(own: Sorting, name: str) -> list[Case]:
    return [case for case in own.cases if name in case.right]


@pytest.mark.parametrize("name", DATES)
def test_a_case_cites_the_article_of_its_class_and_its_date(own: Sorting, name: str) -> None:
    for case in of_class(own, name):
        assert re.search(ARTICLES[name], plain(case.source)), case.id
        assert any(day in plain(case.why) for day in DATES[name]), case.id


def test_products_apply_in_2028_and_annex_iii_in_2027(own: Sorting) -> None:
    for case in of_class(own, "haut-risque"):
        product = "annexe I" in plain(case.source).replace("annexe III", "")
        assert ("2 août 2028" in case.why) is product, case.id
        assert ("2 décembre 2027" in case.why) is not product, case.id


def test_only_the_new_ban_waits_for_december_2026(own: Sorting) -> None:
    waiting = [c for c in of_class(own, "interdit") if "2 décembre 2026" in c.why]
    assert [case.id for case in waiting] == ["application-nudite"]
    assert "2026/1744" in waiting[0].source


def test_a_point_is_the_same_in_the_verdict_and_in_the_source(own: Sorting) -> None:
    """« article 5, § 1, c » in the text is « article 5, paragraphe 1, point c) » in the source."""
    for case in own.cases:
        for article, paragraph, point in re.findall(
            r"rticle (\d+), § (\d)(?:, ([a-h])\b)?", plain(case.why)
        ):
            source = plain(case.source)
            assert f"article {article}" in source and paragraph in source, case.id
            assert not point or f"{point})" in source, case.id
        for number, point in re.findall(r"nnexe III, point (\d), ([a-d])\b", plain(case.why)):
            assert f"annexe III, point {number}, {point})" in plain(case.source), case.id


def test_two_right_classes_are_rare_and_explained(own: Sorting) -> None:
    double = [case for case in own.cases if len(case.right) > 1]
    assert len(double) == 2
    assert all(case.why.startswith("Deux réponses sont justes") for case in double)


def test_sources_are_those_that_may_be_cited(lab: Lab, own: Sorting) -> None:
    assert {case.url for case in own.cases} == ADDRESSES
    assert {case.date for case in own.cases} == {"2024-06-13", "2026-07-08"}
    assert any(line.startswith("Imaginons") for line in lab.story)


def test_the_trade_alone_never_tells_the_class(own: Sorting) -> None:
    """Whoever judges by the trade misses half of each draw, and is told so."""
    way = next(way for way in own.strategies if way.naive == "domaine")
    for number in range(1, draw.rounds(own) + 1):
        drawn = draw.draw(own, number)
        hits = sum(way.answers(case) in case.right for case in drawn)
        assert hits <= len(drawn) // 2 + 1, number


def test_judging_the_trade_fails_by_name_and_the_use_passes(lab: Lab) -> None:
    plays = {play.told: play for play in lab.plays}
    judged = grade_lab(lab, plays["domaine"].answer)
    assert not judged.passed
    assert "Vous jugez le domaine" in judged.feedback[0].html
    assert grade_lab(lab, plays["good"].answer).passed
    way = next(way for way in lab.own.strategies if way.id == "tout-haut-risque")
    answer = {**naive(lab.own, 3, way), "comprendre": ["usage"]}
    verdict = grade_lab(lab, answer)
    assert (verdict.passed, verdict.details["strategy"]) == (False, "tout-haut-risque")
