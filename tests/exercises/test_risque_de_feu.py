"""What the exercise claims: being right is not being useful, and where an alarm is worth it."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.grading.exercise_file import load_exercise
from mooc.settings import ROOT
from sudia.dataset import read_dataset

FOLDER = ROOT / "exercises" / "risque-de-feu"
THRESHOLDS = (0.01, 0.02, 1 / 21, 0.1, 0.2, 0.5)


@pytest.fixture(scope="module")
def summers() -> list[Any]:
    generator = load_code(FOLDER, "generator")
    return [
        generator.generate(hashlib.sha256(f"summer {n}".encode()).digest(), practice=True)["public"]
        for n in range(12)
    ]


@pytest.fixture(scope="module")
def table(summers: Any) -> dict[float, tuple[float, float, float]]:
    """Threshold → share of right answers, share of fires found, cost of 100 days; over summers."""
    reference = load_code(FOLDER, "reference")
    found: dict[float, list[tuple[float, float, float]]] = {bar: [] for bar in THRESHOLDS}
    for public in summers:
        dataset = read_dataset(public | {"labels": {"column": "feu"}})
        odds = reference.learn(dataset.apprentissage)(dataset.test)
        fires = dataset.test["feu"]
        for bar in THRESHOLDS:
            alarms = odds >= bar
            right, seen = float(np.mean(alarms == fires)), float(alarms[fires == 1].mean())
            found[bar].append((right, seen, reference.cost(fires, alarms)))
    return {bar: tuple(np.mean(rows, axis=0).tolist()) for bar, rows in found.items()}


def test_fires_are_as_rare_as_the_card_says(summers: Any) -> None:
    share = np.mean([np.mean(public["test"]["feu"]) for public in summers])
    assert 1 / 20 < share < 1 / 16
    assert "une journée sur dix-huit" in (FOLDER / "carte-donnees.md").read_text(encoding="utf-8")


def test_one_chance_in_two_is_right_and_misses_three_fires_in_four(table: Any) -> None:
    right, seen, cost = table[0.5]
    assert right > 0.94 and 0.2 < seen < 0.32
    assert cost > 2 * table[1 / 21][2]


def test_the_best_accuracy_is_not_the_best_cost(table: Any) -> None:
    cheapest = min(table, key=lambda bar: table[bar][2])
    assert cheapest == 1 / 21
    assert table[cheapest][0] < 0.85 < 0.94 < max(right for right, _, _ in table.values())


def test_the_costs_are_the_same_everywhere() -> None:
    exercise, _ = load_exercise(FOLDER)
    generator = load_code(FOLDER, "generator")
    assert exercise is not None and exercise.task.spec.costs is not None
    costs = exercise.task.spec.costs
    assert (costs.missed, costs.false_alarm) == (generator.MISSED, generator.FALSE_ALARM)
    given = generator.generate(b"x" * 32)["hidden"]["quantity"]
    # At this probability an alarm and silence cost the same.
    assert given * costs.missed == pytest.approx((1 - given) * costs.false_alarm)


def test_more_wind_dryness_heat_burn_more(summers: Any) -> None:
    for sign in ("vent", "secheresse", "temperature", "pente", "jours_sans_pluie"):
        values = np.concatenate([public["test"][sign] for public in summers])
        fires = np.concatenate([public["test"]["feu"] for public in summers])
        assert values[fires == 1].mean() > values[fires == 0].mean(), sign
