"""Forecasting visitors: a sentence is nearly as good as a model, and a bent curve far worse."""

from __future__ import annotations

import hashlib
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.dataset import Dataset, read_dataset

FOLDER = ROOT / "exercises" / "prevoir-les-visiteurs"
SEEDS = range(20)
LABELS = {"task": "number", "column": "visiteurs", "unit": "visiteurs"}


@cache
def reference() -> ModuleType:
    return load_code(FOLDER, "reference")


@cache
def drawn(number: int) -> tuple[dict[str, Any], Dataset, dict[str, Any]]:
    made = load_code(FOLDER, "generator").generate(hashlib.sha256(b"week %d" % number).digest())
    public = made["public"] | {"labels": LABELS}
    return public, read_dataset(public), made["hidden"]


def error_of(number: int, answer: Any) -> float:
    public, _, hidden = drawn(number)
    return float(np.abs(np.array(answer(public)["predictions"]) - hidden["labels"]).mean())


def mean_error(answer: Any) -> float:
    return float(np.mean([error_of(number, answer) for number in SEEDS]))


def test_the_model_gains_little_on_the_simple_rule_and_loses_to_the_next_one() -> None:
    rule, two, model = map(mean_error, reference().ANSWERS.values())
    assert list(reference().ANSWERS) == ["as_last_year", "mean_of_two_years", "linear_model"]
    assert 0.9 * rule < model < rule
    assert two < 0.9 * model


def test_without_the_holidays_the_model_is_worse_than_the_rule() -> None:
    forgets = load_code(FOLDER, "wrong.forgets_the_holidays").answer
    assert mean_error(forgets) > 1.2 * mean_error(reference().as_last_year)


def test_the_bent_curve_recites_the_past_and_misses_the_future() -> None:
    dataset = drawn(0)[1]
    known = reference().history(dataset).reshape(10, -1)
    time, later = np.arange(208), np.arange(208, 260)
    site, week = reference().places(dataset.test)
    learnt, new = [], []
    for degree in (1, 10, 20, 40):
        curves = [np.polynomial.Chebyshev.fit(time, row, degree) for row in known]
        learnt.append(np.abs(np.array([curve(time) for curve in curves]) - known).mean())
        ahead = np.array([curve(later) for curve in curves])[site, week]
        new.append(np.abs(ahead - drawn(0)[2]["labels"]).mean())
    assert learnt == sorted(learnt, reverse=True) and learnt[-1] < learnt[0] / 2
    assert new == sorted(new) and new[1] > 100 * new[0]


def test_the_rule_judged_on_the_past_foretells_its_error() -> None:
    past = [hidden["quantity"] for _, _, hidden in map(drawn, SEEDS)]
    future = [error_of(number, reference().as_last_year) for number in SEEDS]
    assert abs(np.mean(past) - np.mean(future)) < 0.1 * np.mean(future)
    assert past == [reference().rule_error(drawn(number)[1]) for number in SEEDS]


def test_the_history_is_in_order_and_only_the_past_knows_the_rain() -> None:
    _, dataset, _ = drawn(0)
    known, test = dataset.apprentissage, dataset.test
    site, _ = reference().places(known)
    order = np.lexsort((known["semaine"], known["annee"], site))
    assert np.array_equal(order, np.arange(10 * 4 * 52))
    assert "jours_pluie" in known and "jours_pluie" not in test
    assert set(known["annee"]) == {1, 2, 3, 4} and set(test["annee"]) == {5}
    # The winter holidays of the year to forecast are not where last year's were.
    one, other = (
        set(table["semaine"][(table["annee"] == year) & (table["vacances"] == 1)].tolist())
        for table, year in ((known, 4), (test, 5))
    )
    assert len(one) == len(other) and one != other
