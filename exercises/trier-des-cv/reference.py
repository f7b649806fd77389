"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sudia.dataset import Dataset, read_dataset
from sudia.table import Table

SKILLS = ("note_formation", "travaux_montres", "avis_aveugle")
NAMED = ("annees_metier", "avis_nomme")  # informative, and bent by the gender
EVERYTHING = ("genre", "mots_feminins", "annees_metier", "avis_nomme", *SKILLS)
STEPS = 6  # of Newton's method
FIRMNESS = 0.001  # a very light pull of the weights towards zero


def learn(table: Table, columns: Any, label: str) -> Callable[[Table], Any]:
    """A logistic regression of *label* on *columns*: a function from a table to odds."""
    facts, wanted = table.matrice(*columns), table[label]
    mean, spread = facts.mean(axis=0), facts.std(axis=0)
    examples = _with_constant((facts - mean) / spread)
    weights = np.zeros(examples.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-examples @ weights))
        slope = examples.T @ (wanted - odds) - FIRMNESS * weights
        curve = (examples * (odds * (1 - odds))[:, None]).T @ examples
        weights += np.linalg.solve(curve + FIRMNESS * np.eye(len(weights)), slope)

    def answer(other: Table) -> Any:
        shown = _with_constant((other.matrice(*columns) - mean) / spread)
        return 1 / (1 + np.exp(-shown @ weights))

    return answer


def _with_constant(table: Any) -> Any:
    return np.column_stack([np.ones(len(table)), table])


def tried(dataset: Dataset) -> Table:
    """The past applications whose aptitude the trial at the bench has shown."""
    found: Table = dataset.apprentissage[dataset.apprentissage["apte"] >= 0]
    return found


def twins_answers(dataset: Dataset, predictions: Any) -> tuple[Any, Any]:
    """The answers to the women and to the men of the pairs, in the order of the pairs."""
    pair, woman = dataset.test["jumeaux"], dataset.test["genre"] == "femme"
    order, answers = np.argsort(pair, kind="stable"), np.asarray(predictions).astype(int)
    women, men = (order[(pair[order] >= 0) & who[order]] for who in (woman, ~woman))
    return answers[women], answers[men]


def hand_in(dataset: Dataset, predictions: Any) -> dict[str, Any]:
    """Ids, predictions and the share of twins treated differently, as the exercise asks."""
    women, men = twins_answers(dataset, predictions)
    return {
        "ids": dataset.test["id"].tolist(),
        "predictions": np.asarray(predictions).astype(int).tolist(),
        "quantity": float((women != men).mean()),
    }


def learn_from_the_bench(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the notebook: the trial's label, and only what no name has bent."""
    dataset = read_dataset(issued)
    model = learn(tried(dataset), SKILLS, "apte")
    return hand_in(dataset, model(dataset.test) > 0.5)


def points_without_learning(issued: Mapping[str, Any]) -> dict[str, Any]:
    """No AI: three marks added on one scale, and the bar set so that as many pass as were apt."""
    dataset = read_dataset(issued)
    known = tried(dataset)
    facts = known.matrice(*SKILLS)
    mean, spread = facts.mean(axis=0), facts.std(axis=0)
    bar = np.quantile(((facts - mean) / spread).sum(axis=1), 1 - known["apte"].mean())
    total = ((dataset.test.matrice(*SKILLS) - mean) / spread).sum(axis=1)
    return hand_in(dataset, total > bar)


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "learn_from_the_bench": learn_from_the_bench,
    "points_without_learning": points_without_learning,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    ("part = 1.0  # à remplacer : la part", "part = np.mean(elles != eux)  # la part"),
    ('not in ["aucune"]]', 'not in ["genre", "mots_feminins"]]'),
    (
        'colonnes = ["annees_metier", "avis_nomme", "note_formation", "travaux_montres"]',
        'colonnes = ["note_formation", "travaux_montres", "avis_aveugle"]',
    ),
    ("part = 1.0  # à remplacer par votre calcul", "part = np.mean(elles != eux)"),
)
