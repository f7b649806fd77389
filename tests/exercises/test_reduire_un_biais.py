"""What each remedy gives, and to whom it costs: the claims of the notebook and of the data card."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.metrics import twin_flip_rate

FOLDER = ROOT / "exercises" / "reduire-un-biais"
DRAWS = range(8)


@dataclass(frozen=True)
class Bill:
    """Shares over all draws, by place (town, hamlets): needs missed, useless visits; twins."""

    missed: tuple[float, float]
    useless: tuple[float, float]
    flips: float


@pytest.fixture(scope="module")
def sets() -> list[Any]:
    generator = load_code(FOLDER, "generator")
    return [generator.generate(hashlib.sha256(f"calls {n}".encode()).digest()) for n in DRAWS]


@pytest.fixture(scope="module")
def register_alone(sets: list[Any]) -> Bill:
    return bill(sets, load_code(FOLDER, "wrong.register_alone").answer)


def bill(sets: list[Any], answer: Any) -> Bill:
    missed, useless, flips = [], [], []
    for made in sets:
        hidden = made["hidden"]
        visit = np.array(answer(made["public"])["predictions"])
        need, place, pair = (np.array(hidden[name]) for name in ("labels", "groups", "pairs"))
        cells = [[(pair < 0) & (place == p) & (need == n) for p in (0, 1)] for n in (0, 1)]
        missed.append([1 - visit[cell].mean() for cell in cells[1]])
        useless.append([visit[cell].mean() for cell in cells[0]])
        flips.append(twin_flip_rate(visit, pair).value)
    (missed_town, missed_hamlets), (useless_town, useless_hamlets) = (
        np.mean(found, axis=0).tolist() for found in (missed, useless)
    )
    return Bill(
        (missed_town, missed_hamlets), (useless_town, useless_hamlets), float(np.mean(flips))
    )


def test_the_register_forgets_the_hamlets(register_alone: Bill) -> None:
    town, hamlets = register_alone.missed
    assert hamlets > 2 * town


def test_a_threshold_each_place_finds_them_and_pays_in_useless_visits(
    sets: Any, register_alone: Bill
) -> None:
    found = bill(sets, load_code(FOLDER, "wrong.threshold_each_place").answer)
    assert found.missed[1] < register_alone.missed[1] - 0.25
    assert found.useless[1] > register_alone.useless[1] + 0.25
    assert found.flips > 0.15


def test_survey_and_weights_treat_twins_alike_and_the_town_pays(
    sets: Any, register_alone: Bill
) -> None:
    found = bill(sets, load_code(FOLDER, "reference").survey_and_equal_importance)
    assert found.missed[1] < register_alone.missed[1] - 0.2
    assert abs(found.missed[0] - found.missed[1]) < 0.05
    assert found.missed[0] > register_alone.missed[0] + 0.03  # what the town pays
    assert found.flips == 0


def test_a_model_each_place_serves_both_and_tells_twins_apart(
    sets: Any, register_alone: Bill
) -> None:
    found = bill(sets, load_code(FOLDER, "reference").one_model_each)
    assert abs(found.missed[0] - register_alone.missed[0]) < 0.03
    assert found.missed[1] < register_alone.missed[1] - 0.25
    assert found.flips > 0.3


def test_twins_differ_by_the_place_alone(sets: Any) -> None:
    test = sets[0]["public"]["test"]
    pair, place = np.array(test["jumeaux"]), np.array(test["lieu"])
    signs = [name for name in test if name not in ("id", "lieu", "jumeaux")]
    for number in range(150):
        first, second = np.flatnonzero(pair == number)
        assert {int(place[first]), int(place[second])} == {0, 1}
        assert all(test[name][first] == test[name][second] for name in signs)
