"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sudia.dataset import Dataset, read_dataset
from sudia.table import Table

SIGNS = ("vent", "secheresse", "temperature", "pente", "jours_sans_pluie")
MISSED, FALSE_ALARM = 20, 1
BREAK_EVEN = FALSE_ALARM / (FALSE_ALARM + MISSED)
STEPS = 8  # of Newton's method
FIRMNESS = 0.01  # a very light pull of the weights towards zero


def learn(table: Table) -> Callable[[Table], Any]:
    """A logistic regression of the fires on the signs: a function from a table to odds."""
    facts, fires = table.matrice(*SIGNS), table["feu"]
    mean, spread = facts.mean(axis=0), facts.std(axis=0)
    examples = _with_constant((facts - mean) / spread)
    weights = np.zeros(examples.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-examples @ weights))
        slope = examples.T @ (fires - odds) - FIRMNESS * weights
        curve = (examples * (odds * (1 - odds))[:, None]).T @ examples
        weights += np.linalg.solve(curve + FIRMNESS * np.eye(len(weights)), slope)

    def answer(other: Table) -> Any:
        shown = _with_constant((other.matrice(*SIGNS) - mean) / spread)
        return 1 / (1 + np.exp(-shown @ weights))

    return answer


def _with_constant(table: Any) -> Any:
    return np.column_stack([np.ones(len(table)), table])


def cost(fires: Any, alarms: Any) -> float:
    """What 100 answers cost."""
    missed = ((fires == 1) & (alarms == 0)).mean()
    for_nothing = ((fires == 0) & (alarms == 1)).mean()
    return float(100 * (MISSED * missed + FALSE_ALARM * for_nothing))


def best_threshold(marks: Any, fires: Any, measure: Callable[[Any, Any], float]) -> float:
    """The threshold for which *measure*, on what is known, is smallest."""
    tried = np.quantile(marks, np.linspace(0, 1, 201))
    return float(tried[np.argmin([measure(fires, marks >= bar) for bar in tried])])


def hand_in(dataset: Dataset, alarms: Any) -> dict[str, Any]:
    """Ids, predictions and the odds from which an alarm is worth its cost."""
    return {
        "ids": dataset.test["id"].tolist(),
        "predictions": np.asarray(alarms).astype(int).tolist(),
        "quantity": BREAK_EVEN,
    }


def break_even_threshold(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the notebook: odds, and an alarm as soon as waiting would cost more."""
    dataset = read_dataset(issued)
    odds = learn(dataset.apprentissage)(dataset.test)
    return hand_in(dataset, odds >= BREAK_EVEN)


def index_and_cost(issued: Mapping[str, Any]) -> dict[str, Any]:
    """An index made by hand (wind, dryness, heat), and the threshold that cost least last year."""
    dataset = read_dataset(issued)
    known = dataset.apprentissage
    bar = best_threshold(index(known), known["feu"], cost)
    return hand_in(dataset, index(dataset.test) >= bar)


def index(table: Table) -> Any:
    """Points: one for each km/h, point of dryness and point of slope, two for each degree."""
    return table["vent"] + table["secheresse"] + 2 * table["temperature"] + table["pente"]


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "break_even_threshold": break_even_threshold,
    "index_and_cost": index_and_cost,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    (
        "equilibre = 0.5  # à remplacer",
        "equilibre = FAUSSE_ALERTE / (FAUSSE_ALERTE + FEU_MANQUE)  #",
    ),
    ("seuil = 0.5  # à modifier", "seuil = equilibre"),
    ("valeur = 0.0  # à remplacer", "valeur = equilibre  #"),
)
