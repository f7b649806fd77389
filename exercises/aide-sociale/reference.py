"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sudia.dataset import Dataset, read_dataset
from sudia.metrics import demographic_parity_gap

HOUSEHOLD = ["revenu", "part_logement", "personnes", "mois_sans_emploi", "factures_en_retard"]
PROXIES = ["distance_km", "dossier_papier"]
EVERYTHING = [*HOUSEHOLD, *PROXIES, "territoire"]
WANTED = 0.85  # share of those in need whom the thresholds must find in each territory


def learn(table: Any, columns: list[str], label: str) -> Any:
    """A logistic regression of `label` on `columns`."""
    model = make_pipeline(StandardScaler(), LogisticRegression())
    return model.fit(table.matrice(*columns), table[label])


def reviewed(dataset: Dataset) -> Any:
    """The learning rows whose need the commission established."""
    return dataset.apprentissage[dataset.apprentissage["besoin_reel"] >= 0]


def hand_in(dataset: Dataset, predictions: Any) -> dict[str, Any]:
    """Ids, predictions and the acceptance gap, computed as the exercise asks."""
    gap = demographic_parity_gap(predictions, dataset.test["territoire"]).value
    return {
        "ids": dataset.test["id"].tolist(),
        "predictions": np.asarray(predictions).astype(int).tolist(),
        "quantity": gap,
    }


def learn_from_need(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the notebook: the commission's label, the household's columns alone."""
    dataset = read_dataset(issued)
    model = learn(reviewed(dataset), HOUSEHOLD, "besoin_reel")
    return hand_in(dataset, model.predict(dataset.test.matrice(*HOUSEHOLD)))


def threshold_each_group(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the lab: the unfair model, and a threshold for each territory."""
    dataset = read_dataset(issued)
    model = learn(dataset.apprentissage, EVERYTHING, "decision_passee")
    known = reviewed(dataset)
    scores = model.predict_proba(known.matrice(*EVERYTHING))[:, 1]
    test = model.predict_proba(dataset.test.matrice(*EVERYTHING))[:, 1]
    predictions = np.zeros(len(test), dtype=int)
    for name in ("littoral", "arriere-pays"):
        needy = (known["territoire"] == name) & (known["besoin_reel"] == 1)
        threshold = np.quantile(scores[needy], 1 - WANTED)
        there = dataset.test["territoire"] == name
        predictions[there] = test[there] >= threshold
    return hand_in(dataset, predictions)


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "learn_from_need": learn_from_need,
    "threshold_each_group": threshold_each_group,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    ('colonnes = [*foyer, "distance_km", "dossier_papier"]  # à modifier', "colonnes = foyer"),
    ('reponse = "decision_passee"  # à modifier', 'reponse = "besoin_reel"'),
    ("ecart = 0.0  # à remplacer", "ecart = abs(littoral.mean() - arriere_pays.mean())  #"),
)
