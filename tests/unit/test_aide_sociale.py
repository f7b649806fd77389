"""What is particular to « Qui reçoit l’aide ? »: its bias, its twins, what its notebook teaches.

What every exercise must prove is in tests/exercises/test_all_exercises.py.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.grading.exercise_file import load_exercise
from mooc.grading.kinds.predictions import sets
from mooc.grading.kinds.predictions.hidden import NO_PAIR
from mooc.settings import ROOT
from tests.exercises.notebook import FakePage, run_notebook

FOLDER = ROOT / "exercises" / "aide-sociale"


@pytest.fixture(scope="module")
def exercise():
    found, problems = load_exercise(FOLDER)
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def generator():
    return load_code(FOLDER, "generator")


def seed(number):
    return hashlib.sha256(f"test {number}".encode()).digest()


def test_the_browser_never_receives_a_label(exercise):
    drawn = sets.draw(exercise, seed(3))
    assert set(drawn.public) == {
        "exercise", "version", "practice", "group", "codes", "train", "test",
        "fictional", "labels", "criteria",
    }  # fmt: skip
    assert set(drawn.public["test"]) == {
        "id", "territoire", "revenu", "part_logement", "personnes", "mois_sans_emploi",
        "factures_en_retard", "distance_km", "dossier_papier",
    }  # fmt: skip
    # Neither the order of the rows nor the ids say anything of label, twin or part.
    ids = np.array(drawn.public["test"]["id"])
    rank = {int(i): r for r, i in enumerate(ids)}
    order = np.array([rank[int(i)] for i in drawn.hidden.ids])
    for column in (drawn.hidden.labels, drawn.hidden.verdict, drawn.hidden.pairs == NO_PAIR):
        for clue in (order, drawn.hidden.ids.astype(float)):
            assert abs(np.corrcoef(clue, column)[0, 1]) < 0.06


def test_twins_differ_by_the_territory_alone_and_stay_out_of_the_scores(exercise):
    drawn = sets.draw(exercise, seed(4))
    hidden, test = drawn.hidden, drawn.public["test"]
    row = {identity: n for n, identity in enumerate(test["id"])}
    facts = [name for name in test if name not in ("id", "territoire")]
    for pair in range(150):
        first, second = (row[int(i)] for i in hidden.ids[hidden.pairs == pair])
        assert all(test[name][first] == test[name][second] for name in facts)
        assert {test["territoire"][first], test["territoire"][second]} == {0, 1}
    assert not (hidden.verdict & ~hidden.scored).any()


def test_the_split_is_30_70_in_each_group_and_outcome(exercise):
    hidden = sets.draw(exercise, seed(5)).hidden
    for group in (0, 1):
        for label in (0, 1):
            cell = hidden.scored & (hidden.groups == group) & (hidden.labels == label)
            assert hidden.verdict[cell].mean() == pytest.approx(0.7, abs=0.001)


def test_the_data_card_says_the_bias_that_is_in_the_data(generator):
    """The card's figures, measured on many learning tables."""
    refused, mistakes, known = [], [], []
    for number in range(40):
        train = {
            k: np.array(v) for k, v in generator.generate(seed(number))["public"]["train"].items()
        }
        known.append((train["besoin_reel"] >= 0).sum())
        needy, far = train["besoin_reel"] == 1, train["territoire"] == 1
        refused.append(1 - train["decision_passee"][needy & far].mean())
        mistakes.append(1 - train["decision_passee"][needy & ~far].mean())
    expected = generator.REFUSED_IN_NEED * 0.96 + (1 - generator.REFUSED_IN_NEED) * 0.04
    assert np.mean(refused) == pytest.approx(expected, abs=0.01)
    assert np.mean(mistakes) == pytest.approx(generator.HONEST_MISTAKES, abs=0.01)
    assert set(known) == {1200}
    card = (FOLDER / "carte-donnees.md").read_text(encoding="utf-8")
    assert f"({round(100 * generator.REFUSED_IN_NEED)} %)" in card
    assert f"({round(100 * generator.HONEST_MISTAKES)} % partout)" in card
    assert "fictives" in card


def test_for_the_same_need_households_look_alike_in_both_territories(generator):
    """So that any gap in errors comes from the model, not from the households."""
    pooled = {0: [], 1: []}
    for number in range(20):
        made = generator.generate(seed(number))
        test = made["public"]["test"]
        for row, (label, pair) in enumerate(
            zip(made["hidden"]["labels"], made["hidden"]["pairs"], strict=True)
        ):
            if label == 1 and pair < 0:
                pooled[test["territoire"][row]].append(test["revenu"][row])
    one, other = (np.array(pooled[g]) for g in (0, 1))
    error = np.sqrt(one.var() / len(one) + other.var() / len(other))
    assert abs(one.mean() - other.mean()) < 4 * error


def test_sets_are_light_enough_for_a_phone(exercise):
    import gzip

    public = sets.as_json(sets.draw(exercise, seed(7)).public)
    assert len(public) < 250_000
    assert len(gzip.compress(public)) < 90_000
    sent = load_code(FOLDER, "reference").learn_from_need(json.loads(public))
    assert len(json.dumps(sent)) < 100_000


# --- the notebook, cell after cell, in CPython ---


@pytest.fixture
def the_page(exercise):
    return FakePage(exercise, seed(8))


@pytest.fixture(scope="module")
def solved():
    return load_code(FOLDER, "reference").SOLVED


def test_the_notebook_as_given_runs_and_does_not_pass(the_page):
    shown = run_notebook(the_page, tagged_only=False)
    assert not the_page.passed
    assert "Pas encore réussi" in shown["remettre"]
    assert "À revoir : écart d’erreurs" in shown["verif-groupes"]
    assert "encore dans la liste" in shown["verif-retirer"]
    assert "fait basculer" in shown["verif-jumeaux"]
    assert "J" in shown["energie"]


def test_the_notebook_followed_to_its_end_passes(the_page, solved):
    shown = run_notebook(the_page, solved)
    assert the_page.passed
    assert "Exercice réussi" in shown["remettre"]
    assert "À revoir" not in shown["verif-reparer"]
    assert "Carte du modèle" in shown["carte"]


def test_hiding_the_territory_is_not_enough(the_page):
    change = (
        '"distance_km", "dossier_papier", "territoire"]  # à modifier',
        '"distance_km", "dossier_papier"]',
    )
    shown = run_notebook(the_page, [change])
    assert "Non : une autre colonne" in shown["verif-retirer"]
    assert "aucune réponse ne change" in shown["verif-jumeaux"]


def test_one_lever_and_the_quantity_are_needed(the_page, solved):
    for missing in ({0, 1}, {2}):
        run_notebook(the_page, [change for n, change in enumerate(solved) if n not in missing])
        assert not the_page.passed
