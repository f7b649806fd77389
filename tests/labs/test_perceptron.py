"""The perceptron lab: its rule, beside scikit-learn's and beside the page's; its verdicts."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import Perceptron

from mooc.grading.exercise_code import load_code
from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.settings import ROOT
from tests.labs.javascript import Module, module

FOLDER = ROOT / "exercises" / "perceptron"
model = load_code(FOLDER, "model")
viewed = load_code(FOLDER, "view")

weight = st.integers(-100, 100)
weights = st.tuples(weight, weight, weight)
row = st.tuples(st.integers(300, 600), st.integers(120, 220), st.sampled_from((-1, 1)))
rows = st.lists(row, min_size=1, max_size=30)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def page() -> Iterator[Module]:
    with module(FOLDER / "web" / "model.js") as found:
        yield found


def answer(lab: Lab, *setting: int) -> dict[str, Any]:
    names = ("poids_longueur", "poids_epaisseur", "seuil")
    return {**dict(zip(names, map(str, setting), strict=True)), "comprendre": lab.question.right}


def told(lab: Lab, *setting: int) -> str:
    return str(grade_lab(lab, answer(lab, *setting)).details["strategy"])


# --- the rule -------------------------------------------------------------------------------


@given(start=weights, taught=row)
def test_a_lesson_moves_towards_a_bird_on_the_wrong_side_and_stays_otherwise(
    start: Any, taught: Any
) -> None:
    after = model.lesson(start, taught)
    if not model.is_wrong(start, taught):
        assert after == start
    elif max(map(abs, after)) < model.HIGHEST:
        # Its points move by the square of its distance to the middle: never the wrong way.
        assert taught[2] * (model.points(after, taught) - model.points(start, taught)) > 0


def test_the_lessons_are_scikit_learn_s_to_the_last_digit(lab: Lab) -> None:
    shown = np.array(lab.own.shown)
    inputs = np.column_stack(
        (shown[:, 0] - model.CENTRE[0], shown[:, 1] - model.CENTRE[1], np.full(len(shown), 10))
    )
    theirs = Perceptron(max_iter=1, tol=None, shuffle=False, fit_intercept=False)
    for rounds in (1, 2, 3, 5):
        theirs.set_params(max_iter=rounds).fit(inputs, shown[:, 2])
        ours, _ = model.learn((0, 0, 0), lab.own.shown, 0, rounds * len(shown))
        assert max(map(abs, ours)) < model.HIGHEST, "clipped: the two cannot be compared"
        assert ours == tuple(theirs.coef_[0])
    hidden = np.array(lab.own.hidden)
    moved = np.column_stack((hidden[:, :2] - model.CENTRE, np.full(len(hidden), 10)))
    right = round(theirs.score(moved, hidden[:, 2]) * len(hidden))
    assert sum(model.errors(ours, lab.own.hidden)) == len(hidden) - right


def test_it_learns_from_anywhere(lab: Lab) -> None:
    rng = Random("anywhere")
    for _ in range(60):
        start = tuple(rng.randint(-100, 100) for _ in range(3))
        ended, _ = model.learn(start, lab.own.shown, 0, 400)
        assert model.errors(ended, lab.own.shown) == (0, 0)
        assert sum(model.errors(ended, lab.own.hidden)) <= lab.own.most_errors


def test_shuffled_labels_teach_nothing(lab: Lab) -> None:
    rng = Random("shuffled")
    scores = []
    for _ in range(300):
        sides = sorted((rng.random(), side) for *_, side in lab.own.shown)
        mixed = [
            (length, depth, side)
            for (length, depth, _), (_, side) in zip(lab.own.shown, sides, strict=True)
        ]
        ended, _ = model.learn((0, 0, 0), mixed, 0, 240)
        adelies, papous = model.errors(ended, lab.own.hidden)
        # Balanced: the two species do not weigh the same among the hidden birds.
        scores.append(1 - (adelies / 111 + papous / 83) / 2)
    assert abs(statistics.mean(scores) - 0.5) < 0.06
    assert statistics.pstdev(scores) > 0.1


def test_one_bird_changed_changes_what_is_learnt(lab: Lab) -> None:
    before, _ = model.learn(lab.own.start, lab.own.shown, 0, 200)
    # The first birds all teach something: the start is wrong about some of them.
    for n, (length, depth, side) in enumerate(lab.own.shown[:10]):
        changed = [*lab.own.shown[:n], (length, depth, -side), *lab.own.shown[n + 1 :]]
        assert model.learn(lab.own.start, changed, 0, 200)[0] != before


@given(setting=weights)
def test_the_line_is_where_the_points_are_zero(setting: Any) -> None:
    found = model.border(setting)
    for x, y in found.line:
        exact = model.points(setting, (300 + 3 * x, 120 + y, 1))
        # Ends are rounded to a tenth of the plot: the points there are within that rounding.
        assert abs(exact) <= 0.051 * (3 * abs(setting[0]) + abs(setting[1])) + 1e-6
    inside = all(model.points(setting, (300 + 3 * x, 120 + y, 1)) > 0 for x in (0, 100)
                 for y in (0, 100))  # fmt: skip
    assert not inside or set(found.side) == {(0, 0), (100, 0), (100, 100), (0, 100)}


# --- the same in the page -------------------------------------------------------------------


@given(start=weights, birds=rows, done=st.integers(0, 200), count=st.integers(0, 120))
def test_the_page_learns_as_the_server_does(
    page: Module, start: Any, birds: Any, done: int, count: int
) -> None:
    ours, last = model.learn(start, birds, done, count)
    theirs = page.call("learn", start, birds, done, count)
    assert tuple(theirs["weights"]) == ours
    if last is None:
        assert theirs["last"] is None
    else:
        assert theirs["last"] == {
            "number": last.number, "side": last.side, "change": list(last.change)
        }  # fmt: skip
    assert tuple(page.call("errors", ours, birds)) == model.errors(ours, birds)


@given(setting=weights)
def test_the_page_draws_the_same_line(page: Module, setting: Any) -> None:
    ours, theirs = model.border(setting), page.call("border", setting)
    assert [tuple(corner) for corner in theirs["side"]] == list(ours.side)
    assert [tuple(end) for end in theirs["line"]] == list(ours.line)


# --- the verdict ----------------------------------------------------------------------------


def test_each_way_is_told_in_its_own_words(lab: Lab) -> None:
    ways = {
        "good": model.learn(lab.own.start, lab.own.shown, 0, 200)[0],
        "one-side": (1, 0, 100),
        "swapped": (-40, 60, 0),
        "one-measure": (40, 0, 0),
        "unfinished": (40, 20, 0),
    }
    html = {}
    for name, setting in ways.items():
        verdict = grade_lab(lab, answer(lab, *setting))
        assert verdict.details["strategy"] == name, (name, setting)
        html[name] = verdict.feedback[0].html
        assert verdict.passed is (name == "good")
    assert len(set(html.values())) == len(html)
    assert not any("{" in text or "None" in text for text in html.values())


def test_a_line_right_on_the_shown_birds_alone_is_narrow(lab: Lab) -> None:
    found = [
        (w, d, b)
        for w in range(2, 100, 7)
        for d in range(-100, 101, 7)
        for b in range(-60, 61, 6)
        if w and d and told(lab, w, d, b) == "narrow"
    ]
    assert found, "no such line: the strategy would never be told"
    for setting in found:
        assert sum(model.errors(setting, lab.own.shown)) <= 1
        assert sum(model.errors(setting, lab.own.hidden)) > lab.own.most_errors


def test_the_lessons_said_are_never_judged(lab: Lab) -> None:
    good = answer(lab, *model.learn(lab.own.start, lab.own.shown, 0, 200)[0])
    assert grade_lab(lab, {**good, "lecons": "0"}).passed
    assert grade_lab(lab, {**good, "lecons": "99999"}).passed
    assert not grade_lab(lab, {**answer(lab, 40, 0, 0), "lecons": "200"}).passed


def test_the_bench_shows_shown_birds_only(lab: Lab) -> None:
    assert (len(lab.own.shown), len(lab.own.hidden)) == (80, 194)
    shown = viewed.view(lab.own, {})
    assert shown["data"]["rows"] == lab.own.shown
    assert len(shown["points"]) == len(shown["table"]) == 80


def test_lessons_without_javascript_go_on_from_the_form(lab: Lab) -> None:
    fields: dict[str, str] = dict(answer(lab, *lab.own.start), lecons="0")
    for taken in range(1, 8):
        shown = viewed.view(lab.own, {**fields, "lecon": "1"})
        assert shown["lessons"] == taken
        assert f"Leçon {taken}" in shown["told"]
        fields = dict(answer(lab, *shown["weights"]), lecons=str(shown["lessons"]))
    assert tuple(shown["weights"]) == model.learn(lab.own.start, lab.own.shown, 0, 7)[0]
    again = viewed.view(lab.own, {**fields, "lecon": "0"})
    assert (again["weights"], again["lessons"]) == (lab.own.start, 0)
