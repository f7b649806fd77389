"""The two leaks are in the data: they flatter on a random split, and fail on new boats."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.dataset import read_dataset

FOLDER = ROOT / "exercises" / "piege-du-partage"
DRAWS = range(8)


@dataclass(frozen=True)
class Shares:
    """Mean shares of right answers over the draws: random split, boats apart, new boats."""

    random: float
    apart: float
    new: float


@pytest.fixture(scope="module")
def reference() -> Any:
    return load_code(FOLDER, "reference")


@pytest.fixture(scope="module")
def sets() -> list[Any]:
    generator = load_code(FOLDER, "generator")
    return [generator.generate(hashlib.sha256(f"boats {n}".encode()).digest()) for n in DRAWS]


def tried(sets: list[Any], learn: Any, columns: Any) -> Shares:
    """The same model tried in the three ways."""
    found = []
    for made in sets:
        dataset = read_dataset(made["public"])
        train, labels = dataset.apprentissage, np.array(made["hidden"]["labels"])
        facts, broken, boats = train.matrice(*columns), train["panne"], train["bateau"]
        chosen = np.unique(boats)[::4]
        splits = (train["mis_de_cote"] == 1, np.isin(boats, chosen))
        row = [
            (learn(facts[~aside], broken[~aside], facts[aside]) == broken[aside]).mean()
            for aside in splits
        ]
        new = learn(facts, broken, dataset.test.matrice(*columns))
        found.append([*row, (new == labels).mean()])
    return Shares(*map(float, np.mean(found, axis=0)))


def test_the_column_filled_in_afterwards_flatters_and_fails(sets: Any, reference: Any) -> None:
    honest = tried(sets, reference.weighed_sum, reference.SENSORS)
    columns = (*reference.SENSORS, reference.AFTERWARDS)
    leaking = tried(sets, reference.weighed_sum, columns)
    assert leaking.random > honest.random + 0.08
    assert leaking.new < honest.new - 0.2


def test_the_papers_alone_know_a_boat_again_and_nothing_else(sets: Any, reference: Any) -> None:
    papers = tried(sets, reference.nearest, reference.FACTS)
    assert papers.random > 0.95
    assert papers.new == pytest.approx(0.5, abs=0.04)


def test_boats_set_apart_announce_what_new_boats_give(sets: Any, reference: Any) -> None:
    columns = (*reference.FACTS, *reference.SENSORS)
    knowing_again = tried(sets, reference.nearest, columns)
    honest = tried(sets, reference.weighed_sum, reference.SENSORS)
    assert knowing_again.random > knowing_again.new + 0.12
    for model in (knowing_again, honest):
        assert model.apart == pytest.approx(model.new, abs=0.05)
    # The order of the two models is the other way round on a random split.
    assert knowing_again.random > honest.random and knowing_again.new < honest.new


def test_the_test_has_new_boats_and_an_empty_column(sets: Any) -> None:
    for made in sets:
        train, test = made["public"]["train"], made["public"]["test"]
        assert not set(train["bateau"]) & set(test["bateau"])
        assert len(set(test["bateau"])) == len(test["bateau"])
        assert set(test["pieces_commandees"]) == {0}


def test_pleasure_boats_are_a_little_harder_as_the_card_says(sets: Any, reference: Any) -> None:
    gaps = []
    for made in sets:
        sent = reference.weigh_the_sensors(made["public"])
        right = np.array(sent["predictions"]) == np.array(made["hidden"]["labels"])
        pleasure = np.array(made["hidden"]["groups"]) == 1
        gaps.append(right[~pleasure].mean() - right[pleasure].mean())
    assert 0.01 < np.mean(gaps) < 0.15
