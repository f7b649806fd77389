"""The verdict of a hand-in, measure by measure, against scikit-learn and fairlearn."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fairlearn import metrics as fair
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as skl

from mooc.grading.kinds.predictions.handed import Handed
from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.kind import grade
from mooc.grading.kinds.predictions.ladder import step_for
from mooc.grading.kinds.predictions.spec import Spec
from mooc.grading.verdict import Verdict
from tests.predictions.toys import hidden_of, spec_of

numbers = st.integers(0, 10_000)
calm = settings(max_examples=60, deadline=None)  # fairlearn takes a tenth of a second


def answers_for(hidden: Hidden, number: int, right: float = 0.8) -> Any:
    """Answers right on about that share of rows, wrong by a little or a lot on the others."""
    rng = np.random.default_rng(number)
    truth = hidden.labels.astype(np.int64)
    if hidden.task == "number":
        return truth + rng.normal(0, 10, len(truth))
    high = int(truth.max()) + 1
    return np.where(rng.random(len(truth)) < right, truth, rng.integers(0, high, len(truth)))


def judged(spec: Spec, hidden: Hidden, answers: Any, value: float = 0.5, **more: Any) -> Verdict:
    return grade(spec, hidden, Handed(answers, value, None), **more)


@calm
@given(numbers)
def test_accuracy_is_that_of_scikit_learn_on_the_rows_of_the_verdict(number: int) -> None:
    for task in ("yes-no", "classes"):
        spec = spec_of(task)
        hidden = hidden_of(spec, 200, number=number)
        answers = answers_for(hidden, number)
        exact = judged(spec, hidden, answers).details["exact"]["accuracy"]
        rows = hidden.verdict
        assert exact == pytest.approx(skl.accuracy_score(hidden.labels[rows], answers[rows]))


@calm
@given(numbers)
def test_the_error_is_that_of_scikit_learn(number: int) -> None:
    spec = spec_of("number")
    hidden = hidden_of(spec, 200, number=number)
    answers = answers_for(hidden, number)
    exact = judged(spec, hidden, answers).details["exact"]["error"]
    rows = hidden.verdict
    assert exact == pytest.approx(skl.mean_absolute_error(hidden.labels[rows], answers[rows]))


@calm
@given(numbers, st.floats(0, 100), st.floats(0, 100))
def test_the_cost_is_that_of_the_confusion_matrix(number: int, missed: float, alarm: float) -> None:
    spec = spec_of("yes-no", cost_missed=missed, cost_false_alarm=alarm)
    hidden = hidden_of(spec, 200, number=number)
    answers, rows = answers_for(hidden, number), hidden.verdict
    matrix = skl.confusion_matrix(hidden.labels[rows], answers[rows], labels=[0, 1])
    expected = 100 * (missed * matrix[1, 0] + alarm * matrix[0, 1]) / rows.sum()
    assert judged(spec, hidden, answers).details["exact"]["cost"] == pytest.approx(expected)


def fair_gap(kind: str, truth: Any, answers: Any, groups: Any) -> float:
    rate = {"false-alarm": fair.false_positive_rate, "missed": fair.true_positive_rate}
    if kind in rate:
        frame = fair.MetricFrame(
            metrics=rate[kind], y_true=truth, y_pred=answers, sensitive_features=groups
        )
        return float(frame.difference())
    whole = {
        "selection": fair.demographic_parity_difference,
        "equalized-odds": fair.equalized_odds_difference,
    }[kind]
    return float(whole(truth, answers, sensitive_features=groups))


@pytest.mark.parametrize("kind", ["equalized-odds", "selection", "false-alarm", "missed"])
@calm
@given(number=numbers)
def test_each_gap_is_that_of_fairlearn(kind: str, number: int) -> None:
    spec = spec_of("yes-no", gap=kind)
    hidden = hidden_of(spec, 120, number=number)
    answers, rows = answers_for(hidden, number), hidden.verdict
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fairlearn warns of what it will change
        expected = fair_gap(kind, hidden.labels[rows], answers[rows], hidden.groups[rows])
    assert judged(spec, hidden, answers).details["exact"]["gap"] == pytest.approx(expected)


@pytest.mark.parametrize("task", ["yes-no", "classes", "number"])
@pytest.mark.parametrize("number", range(5))
def test_the_rows_of_the_feedback_decide_nothing_and_those_of_the_verdict_are_not_shown(
    task: str, number: int
) -> None:
    spec = spec_of(task)
    hidden = hidden_of(spec, 300, number=number)
    answers = answers_for(hidden, number)
    one = judged(spec, hidden, answers)
    wrong = (
        1 - answers if task == "yes-no" else (answers + 1) % 3 if task == "classes" else -answers
    )
    feedback = judged(spec, hidden, np.where(hidden.verdict, answers, wrong))
    verdict = judged(spec, hidden, np.where(hidden.verdict, wrong, answers))
    measures = {k: v for k, v in one.details["exact"].items() if k != "quantity"}
    assert measures.items() <= feedback.details["exact"].items()
    assert feedback.details["shown"] != one.details["shown"]
    assert verdict.details["shown"] == one.details["shown"]
    assert verdict.details["groups"] == one.details["groups"]
    assert verdict.details["exact"] != one.details["exact"]


def test_twins_count_in_no_measure_but_their_own() -> None:
    spec = spec_of("yes-no", quantity="twin-flips")
    hidden = hidden_of(spec, 300, pairs=40)
    answers = answers_for(hidden, 1)
    changed = np.where(hidden.scored, answers, 1 - answers)
    one, other = judged(spec, hidden, answers), judged(spec, hidden, changed)
    assert one.details["shown"] == other.details["shown"]
    first = {p: a for p, a in zip(hidden.twins, answers, strict=True) if p >= 0}
    flips = sum(first[p] != a for p, a in zip(hidden.twins, answers, strict=True) if p >= 0) / 40
    for announced, right in ((flips, True), (flips + 0.02, False)):
        assert judged(spec, hidden, answers, announced).details["criteria"]["quantity"] is right


def test_the_share_of_yes_and_the_gap_of_groups_are_asked_on_every_row() -> None:
    for kind in ("selection-rate", "selection-gap"):
        spec = spec_of("yes-no", quantity=kind)
        hidden = hidden_of(spec, 301, pairs=40)
        answers = answers_for(hidden, 3)
        rates = [answers[hidden.groups == g].mean() for g in (0, 1)]
        value = answers.mean() if kind == "selection-rate" else abs(rates[0] - rates[1])
        for off, right in ((0.0049, True), (-0.0049, True), (0.0051, False)):
            verdict = judged(spec, hidden, answers, value + off)
            assert verdict.details["criteria"]["quantity"] is right


def test_a_given_value_is_the_one_stored_with_the_set() -> None:
    spec = spec_of("number")
    hidden = hidden_of(spec)
    answers = answers_for(hidden, 1)
    for value, right in ((42.5, True), (41.5, True), (42.6, False)):
        assert judged(spec, hidden, answers, value).details["criteria"]["quantity"] is right
    moved = replace(hidden, quantity=7.0)
    assert judged(spec, moved, answers, 7.2).details["criteria"]["quantity"] is True


@pytest.mark.parametrize("task", ["yes-no", "classes", "number"])
def test_perfect_answers_pass_and_each_limit_is_reached_at_its_value(task: str) -> None:
    spec = spec_of(task)
    hidden = hidden_of(spec, 2000)
    answers = hidden.labels.astype(np.int64)
    value = answers.mean() if task == "yes-no" else 42.0
    verdict = judged(spec, hidden, answers, value)
    assert verdict.passed and set(verdict.details["criteria"]) == set(spec.criteria)
    # An error of exactly the limit still passes.
    if task == "number":
        assert judged(spec, hidden, answers + 14.5, value).passed
        assert not judged(spec, hidden, answers + 14.51, value).passed


def test_what_cannot_be_measured_is_not_reached_and_is_said() -> None:
    spec = spec_of("yes-no")
    hidden = hidden_of(spec, 200)
    alone = replace(hidden, groups=np.zeros_like(hidden.groups))
    verdict = judged(spec, alone, hidden.labels.astype(np.int64))
    assert verdict.details["criteria"]["gap"] is False
    assert verdict.details["shown"]["gap"] is None
    assert "non mesurable" in verdict.on("gap").html


# --- what is shown ---


@pytest.mark.parametrize("task", ["yes-no", "classes", "number"])
def test_a_change_within_noise_is_not_shown_measure_by_measure(task: str) -> None:
    spec = spec_of(task)
    hidden = hidden_of(spec, 2000)
    answers = answers_for(hidden, 5)
    first = judged(spec, hidden, answers)
    place = np.flatnonzero(~hidden.verdict & (answers == hidden.labels))[:1]
    if task == "number":
        place = np.flatnonzero(~hidden.verdict)[:1]
    touched = answers.copy()
    touched[place] = 1 - touched[place] if task == "yes-no" else (touched[place] + 1) % 3
    second = judged(spec, hidden, touched, before=first.details["shown"])
    assert second.details["shown"] == first.details["shown"]
    assert all(second.details["steady"].values())
    poor = answers_for(hidden, 6, right=0.2) if task != "number" else answers + 60
    third = judged(spec, hidden, poor, before=second.details["shown"])
    name = "error" if task == "number" else "accuracy"
    assert third.details["shown"][name] != first.details["shown"][name]
    assert third.details["steady"][name] is False


@pytest.mark.parametrize(("task", "name"), [("number", "error"), ("yes-no", "cost")])
def test_the_noise_of_a_mean_is_its_standard_error(task: str, name: str) -> None:
    spec = spec_of(task)
    hidden = hidden_of(spec, 2000)
    answers = answers_for(hidden, 5)
    rows = hidden.scored & ~hidden.verdict
    truth, seen = hidden.labels[rows], answers[rows]
    each = (
        np.abs(truth - seen) if task == "number" else 100 * np.where(truth > seen, 20, truth < seen)
    )
    error = each.std(ddof=1) / np.sqrt(len(each))
    for off, kept in ((0.9 * error, True), (1.1 * error, False), (-0.9 * error, True)):
        before = {name: float(each.mean() + off)}
        shown = judged(spec, hidden, answers, before=before).details["shown"]
        assert (shown[name] == before[name]) is kept


def test_shares_are_told_to_a_point_and_costs_and_errors_to_two_figures() -> None:
    spec = spec_of("yes-no")
    shown = judged(spec, (hidden := hidden_of(spec, 900)), answers_for(hidden, 2)).details["shown"]
    assert shown["accuracy"] == round(shown["accuracy"], 2)
    assert shown["cost"] == round(shown["cost"], -1)  # some 200 for 100 answers
    spec = spec_of("number")
    shown = judged(spec, (hidden := hidden_of(spec, 900)), answers_for(hidden, 2)).details["shown"]
    assert shown["error"] == round(shown["error"])
    assert 5 < shown["error"] < 12


@pytest.mark.parametrize(
    ("limit", "measured", "step"),
    [(14.5, 12.3, 1), (0.5, 0.02, 0.01), (12, 310, 10), (0, 0, 0.01), (900, 3, 10)],
)
def test_the_step_keeps_two_figures(limit: float, measured: float, step: float) -> None:
    assert step_for(limit, measured) == pytest.approx(step)


def test_nothing_by_row_and_no_exact_share_leaves_with_what_is_told() -> None:
    spec = spec_of("yes-no")
    hidden = hidden_of(spec, 1111)
    verdict = judged(spec, hidden, answers_for(hidden, 9))
    told = " ".join(item.html for item in verdict.feedback) + str(verdict.details["shown"])
    for name in ("accuracy", "gap", "cost"):
        assert str(verdict.details["exact"][name])[:6] not in told


def test_a_measure_that_is_no_criterion_is_told_as_such() -> None:
    spec = spec_of("yes-no", accuracy_min=None)
    hidden = hidden_of(spec, 400)
    verdict = judged(spec, hidden, hidden.labels.astype(np.int64))
    assert "accuracy" not in verdict.details["criteria"]
    remark = verdict.on("accuracy")
    assert remark is not None and remark.correct is None and "ne compte pas" in remark.html


def test_a_wrong_value_is_told_how_to_compute_it() -> None:
    spec = spec_of("classes")
    hidden = hidden_of(spec)
    wrong, right = (judged(spec, hidden, answers_for(hidden, 1), v) for v in (3.0, 42.0))
    assert "comptez les lignes" in wrong.on("quantity").html
    assert "42" not in wrong.on("quantity").html
    assert "juste" in right.on("quantity").html
