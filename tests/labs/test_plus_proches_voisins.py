"""The nearest-neighbours lab: its vote beside scikit-learn's and the page's, its words."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier

from mooc.grading.exercise_code import load_code
from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.grading.verdict import BadAnswer
from mooc.settings import ROOT
from tests.labs.javascript import Module, module

FOLDER = ROOT / "exercises" / "plus-proches-voisins"
model = load_code(FOLDER, "model")
generator = load_code(FOLDER, "generator")
draw = load_code(FOLDER, "draw")
viewed = load_code(FOLDER, "view")
read = load_code(FOLDER, "given")

row = st.tuples(st.integers(0, 50), st.integers(0, 160), st.booleans())
rows = st.lists(row, min_size=1, max_size=40).map(tuple)
ks = st.integers(0, 20).map(lambda n: 2 * n + 1)
scales = st.integers(0, 10)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def page() -> Iterator[Module]:
    with module(FOLDER / "web" / "model.js") as found:
        yield found


def scaled(outings: Any, scale: int) -> np.ndarray:
    """The measures as scikit-learn is given them: the scale is applied before."""
    table = np.array([(wind, waves) for wind, waves, _ in outings], dtype=float)
    return table * (10, scale)


# --- the vote -------------------------------------------------------------------------------


@given(outings=rows, wind=st.integers(0, 50), waves=st.integers(0, 160), k=ks, scale=scales)
def test_the_nearest_are_no_farther_than_the_others(
    outings: Any, wind: int, waves: int, k: int, scale: int
) -> None:
    found = model.nearest(outings, wind, waves, k, scale)
    far = [model.distance(r, wind, waves, scale) for r in outings]
    assert len(found) == min(k, len(outings)) == len(set(found))
    assert [far[n] for n in found] == sorted(far)[: len(found)]
    others = set(range(len(outings))) - set(found)
    assert all(far[n] >= far[found[-1]] for n in others)


def test_the_vote_is_scikit_learn_s_wherever_no_distance_is_tied(lab: Lab) -> None:
    """Tolerance: none, but for points whose k-th and next neighbours stand at the same distance."""
    outings, tied, seen = lab.own.rows, 0, 0
    good = [r[2] for r in outings]
    for scale in (1, 3, 10):
        for k in (1, 3, 9, 21):
            theirs = KNeighborsClassifier(k, algorithm="brute").fit(scaled(outings, scale), good)
            told = theirs.predict(scaled(lab.own.hidden, scale))
            for (wind, waves, _), said in zip(lab.own.hidden, told, strict=True):
                far = sorted(model.distance(r, wind, waves, scale) for r in outings)
                seen += 1
                if far[k - 1] == far[k]:
                    tied += 1
                    continue
                assert model.answer(outings, wind, waves, k, scale) is bool(said)
    assert tied < seen / 20


def test_leaving_one_out_is_scikit_learn_s(lab: Lab) -> None:
    """Tolerance: two rows of ninety, for tied distances."""
    good = np.array([r[2] for r in lab.own.rows])
    for k, scale in ((1, 3), (9, 3), (9, 10), (21, 2)):
        theirs = cross_val_predict(
            KNeighborsClassifier(k, algorithm="brute"), scaled(lab.own.rows, scale), good,
            cv=LeaveOneOut(),
        )  # fmt: skip
        ours = len(model.missed(lab.own.rows, k, scale))
        assert abs(ours - int((theirs != good).sum())) <= 2


def test_one_neighbour_recites_and_does_not_guess(lab: Lab) -> None:
    for scale in range(1, 11):
        assert model.missed(lab.own.rows, 1, scale, hiding=False) == ()
        assert len(lab.own.rows) - len(model.missed(lab.own.rows, 1, scale)) < lab.own.goal


def test_shuffled_labels_teach_nothing(lab: Lab) -> None:
    rng = Random("shuffled")
    scores = []
    for _ in range(40):
        kinds = [good for _, good in sorted((rng.random(), r[2]) for r in lab.own.rows)]
        mixed = tuple((a, b, kind) for (a, b, _), kind in zip(lab.own.rows, kinds, strict=True))
        right: dict[bool, list[bool]] = {True: [], False: []}
        for wind, waves, good in lab.own.hidden[:120]:
            right[good].append(model.answer(mixed, wind, waves, 9, 3) is good)
        # Balanced: chance is a half, whatever the share of good outings.
        scores.append(sum(map(statistics.mean, right.values())) / 2)
    assert abs(statistics.mean(scores) - 0.5) < 0.05
    true = [model.answer(lab.own.rows, a, b, 9, 3) is good for a, b, good in lab.own.hidden]
    assert statistics.mean(true) > 0.88


def test_one_outing_changed_changes_the_map(lab: Lab) -> None:
    before = model.answers(lab.own.rows, 1, 3)
    for n in range(0, 90, 9):
        wind, waves, good = lab.own.rows[n]
        changed = (*lab.own.rows[:n], (wind, waves, not good), *lab.own.rows[n + 1 :])
        assert model.answers(changed, 1, 3) != before


# --- the data -------------------------------------------------------------------------------


def test_the_card_says_how_the_notebook_is(lab: Lab) -> None:
    rows_ = lab.own.rows
    assert len(rows_) == 90 and len({r[:2] for r in rows_}) == 90
    wrong = [r for r in rows_ if r[2] is not generator.is_good(r[0], r[1])]
    assert len(wrong) == 12 and sum(r[2] for r in wrong) == 6
    assert all(2 <= wind <= 48 and 8 <= waves <= 152 for wind, waves, _ in rows_)
    hidden = lab.own.hidden
    assert len(hidden) == 300
    assert all(good is generator.is_good(wind, waves) for wind, waves, good in hidden)
    other = load_lab(FOLDER, "another secret").own
    assert other.rows == rows_ and other.hidden != hidden


@pytest.mark.parametrize("number", range(1, draw.DRAWS + 1))
def test_a_draw_asks_what_the_nearest_alone_gets_wrong(lab: Lab, number: int) -> None:
    asked = lab.own.asked(number)
    assert len(set(asked.points)) == 5 and asked.k in draw.NEIGHBOURS
    for scale in draw.SCALES:
        told = [model.answer(lab.own.rows, *point, asked.k, scale) for point in asked.points]
        first = [model.answer(lab.own.rows, *point, 1, scale) for point in asked.points]
        assert sum(a is not b for a, b in zip(told, first, strict=True)) == draw.FOOLING
        assert 2 <= sum(told) <= 3


# --- the same in the page -------------------------------------------------------------------


@given(outings=rows, wind=st.integers(0, 50), waves=st.integers(0, 160), k=ks, scale=scales)
def test_the_page_votes_as_the_server_does(
    page: Module, outings: Any, wind: int, waves: int, k: int, scale: int
) -> None:
    assert page.call("nearest", outings, wind, waves, k, scale) == model.nearest(
        outings, wind, waves, k, scale
    )
    for hiding in (True, False):
        theirs = page.call("missed", outings, k, scale, hiding)
        assert tuple(theirs) == model.missed(outings, k, scale, hiding=hiding)


@pytest.mark.parametrize(("k", "scale"), [(1, 10), (1, 3), (9, 3), (41, 0)])
def test_the_page_draws_the_same_map(lab: Lab, page: Module, k: int, scale: int) -> None:
    ours = model.answers(lab.own.rows, k, scale)
    theirs = page.call("answers", lab.own.rows, k, scale)
    assert [tuple(line) for line in theirs] == list(ours)
    for line in ours:
        assert [tuple(run) for run in page.call("runs", line)] == model.runs(line)


# --- the verdict and the bench --------------------------------------------------------------


def answer(lab: Lab, k: int, scale: int, reading: int | None = None) -> dict[str, Any]:
    asked = lab.own.asked(1)
    given_: dict[str, Any] = {"k": str(k), "echelle": str(scale), "tirage": "1"}
    for name, point in zip(read.GUESSES, asked.points, strict=True):
        good = model.answer(lab.own.rows, *point, reading or asked.k, scale)
        given_[name] = "bonne" if good else "mauvaise"
    assert lab.question
    return {**given_, "comprendre": lab.question.right}


@pytest.mark.parametrize(
    ("k", "scale", "told"),
    [
        (9, 3, "good"),
        (13, 2, "good"),
        (1, 3, "one-neighbour"),
        (1, 0, "one-neighbour"),
        (3, 3, "few"),
        (9, 0, "one-measure"),
        (9, 10, "waves-alone"),
        (41, 3, "too-many"),
        (11, 6, "near"),
    ],
)
def test_each_setting_is_told_in_its_own_words(lab: Lab, k: int, scale: int, told: str) -> None:
    verdict = grade_lab(lab, answer(lab, k, scale))
    assert verdict.details["strategy"] == told
    assert verdict.passed is (told == "good")
    assert "{" not in verdict.feedback[0].html


def test_points_read_with_other_neighbours_are_told(lab: Lab) -> None:
    nearest = grade_lab(lab, answer(lab, 9, 3, reading=1))
    assert nearest.details["strategy"] == "read-nearest" and not nearest.passed
    turned = answer(lab, 9, 3)
    turned["point_1"] = {"bonne": "mauvaise", "mauvaise": "bonne"}[turned["point_1"]]
    verdict = grade_lab(lab, turned)
    assert verdict.details["strategy"] == "misread"
    assert "Points à revoir : A." in verdict.feedback[1].html.replace("\u00a0", " ")


def test_added_points_change_the_map_and_not_the_verdict(lab: Lab) -> None:
    added = ";".join(f"{wind},20,m" for wind in range(14, 26))
    raw = {**answer(lab, 9, 3), "ajouts": added}
    assert grade_lab(lab, raw).passed
    assert viewed.view(lab.own, raw)["map"] != viewed.view(lab.own, answer(lab, 9, 3))["map"]
    assert viewed.view(lab.own, {**raw, "epreuve": "1"})["guessed"] >= lab.own.goal


def test_buttons_without_javascript(lab: Lab) -> None:
    fields = {"k": "3", "echelle": "3", "vent": "20", "vagues": "60"}
    seen = viewed.view(lab.own, {**fields, "regarder": "C"})["bench"]
    assert (seen.wind, seen.waves) == lab.own.asked(1).points[2]
    more = viewed.view(lab.own, {**fields, "ajouter": "mauvaise"})
    assert more["added"] == "20,60,m" and len(more["added_points"]) == 1
    assert viewed.view(lab.own, {**fields, "ajouts": "20,60,m", "effacer": "1"})["added"] == ""
    with pytest.raises(BadAnswer, match="Pas plus de 12"):
        viewed.view(lab.own, {**fields, "ajouts": "1,1,b;" * 12, "ajouter": "bonne"})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"k": "4"}, "k"),
        ({"k": ""}, "k"),
        ({"echelle": "11"}, "echelle"),
        ({"vent": "vite"}, "vent"),
        ({"ajouts": "1,2,x"}, "ajouts"),
        ({"ajouts": "99,2,b"}, "ajouts"),
        ({"tirage": "0"}, "tirage"),
        ({"point_3": "peut-être"}, "point_3"),
    ],
)
def test_what_cannot_be_read_is_named(lab: Lab, change: dict[str, str], field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, {**answer(lab, 9, 3), **change})
    assert refused.value.field == field
