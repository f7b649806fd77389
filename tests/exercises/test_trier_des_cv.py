"""Hiring with few women, bent measures and twins: what each remedy does, and does not."""

from __future__ import annotations

import hashlib
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.dataset import Dataset, read_dataset
from sudia.metrics import report

FOLDER = ROOT / "exercises" / "trier-des-cv"
SEEDS = range(5)
FACTS = ("note_formation", "travaux_montres", "annees_metier")


@cache
def reference() -> ModuleType:
    return load_code(FOLDER, "reference")


@cache
def drawn(number: int) -> tuple[Dataset, dict[str, Any]]:
    made = load_code(FOLDER, "generator").generate(hashlib.sha256(b"cv %d" % number).digest())
    return read_dataset(made["public"] | {"labels": {"column": "apte"}}), made["hidden"]


def judged(number: int, columns: Any, label: str) -> tuple[float, Any, Any]:
    """The gap between apt women and apt men, and the answers to the twins of a learnt model."""
    dataset, hidden = drawn(number)
    known = reference().tried(dataset) if label == "apte" else dataset.apprentissage
    answers = (reference().learn(known, columns, label)(dataset.test) > 0.5).astype(int)
    alone = np.array(hidden["pairs"]) < 0
    truth, groups = np.array(hidden["labels"])[alone], np.array(hidden["groups"])[alone]
    gap = report(truth, answers[alone], groups).tpr_gap.value
    assert gap is not None
    return gap, *reference().twins_answers(dataset, answers)


def without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in reference().EVERYTHING if name not in names)


@pytest.mark.parametrize("number", SEEDS)
def test_twins_are_one_application_and_show_what_gives_the_gender_away(number: int) -> None:
    test = drawn(number)[0].test
    woman, pair = test["genre"] == "femme", test["jumeaux"]
    order = np.argsort(pair, kind="stable")
    women, men = (order[(pair[order] >= 0) & who[order]] for who in (woman, ~woman))
    assert np.array_equal(pair[women], pair[men]) and len(women) == 200
    for name in FACTS:
        assert np.array_equal(test[name][women], test[name][men]), name
    assert (test["mots_feminins"][women] > test["mots_feminins"][men]).mean() > 0.95
    assert test["avis_nomme"][men].mean() - test["avis_nomme"][women].mean() > 1
    # Two blind readings differ, but neither gender gains by it.
    blind = test["avis_aveugle"][men] - test["avis_aveugle"][women]
    assert (blind != 0).mean() > 0.3 and abs(blind.mean()) < 0.3


@pytest.mark.parametrize("number", SEEDS)
def test_hiding_the_gender_then_its_words_is_not_enough(number: int) -> None:
    for hidden_columns in ((), ("genre",), ("genre", "mots_feminins")):
        gap, women, men = judged(number, without(*hidden_columns), "invite")
        assert gap > 0.2, hidden_columns
        # Twins differ, always at the woman's expense.
        assert (men > women).mean() > 0.1, hidden_columns
        assert (women > men).mean() < 0.03, hidden_columns


@pytest.mark.parametrize("number", SEEDS)
def test_true_labels_do_not_mend_bent_measures(number: int) -> None:
    gap, *_ = judged(number, without("genre", "mots_feminins"), "apte")
    assert gap > 0.1
    known = reference().tried(drawn(number)[0])
    apt = known[known["apte"] == 1]
    woman = apt["genre"] == "femme"
    for name, most in (("annees_metier", 9), ("avis_nomme", 2.5)):
        assert 0.5 < apt[name][~woman].mean() - apt[name][woman].mean() < most, name


@pytest.mark.parametrize("number", SEEDS)
def test_the_fair_model_closes_the_gap_and_its_twins_differ_both_ways(number: int) -> None:
    gap, women, men = judged(number, reference().SKILLS, "apte")
    assert gap < 0.07
    one, other = int((men > women).sum()), int((women > men).sum())
    assert one + other > 5, "two readings of one application do differ"
    assert abs(one - other) < 4 * np.sqrt(one + other), "by chance alone"


def test_the_average_prefers_the_unfair_model_because_women_are_few() -> None:
    for number in SEEDS:
        dataset, _ = drawn(number)
        known = reference().tried(dataset)
        men = int((known["genre"] == "homme").sum())
        assert men == 5 * (len(known) - men)
        unfair, fair = (
            ((reference().learn(known, columns, "apte")(known) > 0.5) == known["apte"]).mean()
            for columns in (without("genre", "mots_feminins"), reference().SKILLS)
        )
        assert unfair > fair
