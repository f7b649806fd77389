"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sudia.dataset import Dataset, read_dataset

SENSORS = ("vibration", "temperature_huile", "consommation")
# They never change: a boat's fingerprint.
FACTS = ("longueur_cm", "tirant_eau_cm", "puissance_ch", "annee")
AFTERWARDS = "pieces_commandees"
STEPS = 6  # of Newton's method, for the logistic regression


def scaled(train: Any, test: Any) -> tuple[Any, Any]:
    """Both tables with each column centred and of spread 1, as the learning table tells."""
    mean, spread = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / spread, (test - mean) / spread


def weighed_sum(train: Any, labels: Any, test: Any) -> Any:
    """Least squares: weights whose sum comes nearest to 0 or 1; yes above one half."""
    examples, others = map(_with_constant, scaled(train, test))
    weights = np.linalg.lstsq(examples, labels, rcond=None)[0]
    return others @ weights > 0.5


def logistic(train: Any, labels: Any, test: Any) -> Any:
    """A logistic regression, by a few steps of Newton's method."""
    examples, others = map(_with_constant, scaled(train, test))
    weights = np.zeros(examples.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-examples @ weights))
        slope = examples.T @ (labels - odds)
        curve = (examples * (odds * (1 - odds))[:, None]).T @ examples
        weights += np.linalg.solve(curve + 1e-6 * np.eye(len(weights)), slope)
    return others @ weights > 0


def nearest(train: Any, labels: Any, test: Any) -> Any:
    """The answer of the most alike reading: it knows a boat again rather than an engine."""
    examples, others = scaled(train, test)
    distance = (examples**2).sum(axis=1) - 2 * others @ examples.T  # but for a constant a row
    return labels[distance.argmin(axis=1)]


def _with_constant(table: Any) -> Any:
    return np.column_stack([np.ones(len(table)), table])


def known_share(dataset: Dataset) -> float:
    """Share of the readings put aside whose boat is also among those learnt from."""
    boats, aside = dataset.apprentissage["bateau"], dataset.apprentissage["mis_de_cote"]
    return float(np.isin(boats[aside == 1], boats[aside == 0]).mean())


def hand_in(dataset: Dataset, predictions: Any) -> dict[str, Any]:
    """Ids, predictions and the share of known boats, computed as the exercise asks."""
    return {
        "ids": dataset.test["id"].tolist(),
        "predictions": np.asarray(predictions).astype(int).tolist(),
        "quantity": known_share(dataset),
    }


def learn_and_answer(issued: Mapping[str, Any], learn: Any, columns: Any) -> dict[str, Any]:
    """Learn *columns* of the whole learning table, answer for the boats of the test."""
    dataset = read_dataset(issued)
    train = dataset.apprentissage
    answers = learn(train.matrice(*columns), train["panne"], dataset.test.matrice(*columns))
    return hand_in(dataset, answers)


def weigh_the_sensors(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the notebook: a weighed sum of the three sensors, and nothing else."""
    return learn_and_answer(issued, weighed_sum, SENSORS)


def logistic_on_the_sensors(issued: Mapping[str, Any]) -> dict[str, Any]:
    """Another simple rule on the same sensors."""
    return learn_and_answer(issued, logistic, SENSORS)


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "weigh_the_sensors": weigh_the_sensors,
    "logistic_on_the_sensors": logistic_on_the_sensors,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    (
        'colonnes = [*papiers, *mesures, "pieces_commandees"]  # à modifier',
        "colonnes = [*papiers, *mesures]",
    ),
    (
        "deja_vu = np.zeros(len(de_cote), dtype=bool)  # à modifier",
        'deja_vu = np.isin(de_cote["bateau"], gardes["bateau"])',
    ),
    ("regle = plus_ressemblant  # à modifier", "regle = somme_pesee  #"),
    ("colonnes = [*papiers, *mesures]  # à modifier", "colonnes = mesures"),
    (
        "part_connue = 0.0  # à remplacer",
        'part_connue = np.isin(de_cote["bateau"], gardes["bateau"]).mean()  #',
    ),
)
