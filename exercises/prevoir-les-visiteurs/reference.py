"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass. Two of the three hold no
model at all: that is what the exercise has to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sudia.dataset import Dataset, read_dataset
from sudia.table import Table

YEARS, WEEKS = 4, 52  # of the history
WAVES = 3  # a year, half a year, a third of a year
CALENDAR = ("vacances", "jours_feries")


def history(dataset: Dataset) -> Any:
    """The known visitors: sites x years x weeks."""
    return dataset.apprentissage["visiteurs"].reshape(-1, YEARS, WEEKS)


def places(table: Table) -> tuple[Any, Any]:
    """The number of the site and the place of the week (0 to 51) of each row."""
    return table.matrice("site")[:, 0].astype(int), table["semaine"] - 1


def mean_error(guessed: Any, true: Any) -> float:
    """Mean error, without the sign."""
    return float(np.abs(np.asarray(guessed) - true).mean())


def rule_error(dataset: Dataset) -> float:
    """What "as last year" would have missed by on the last known year."""
    known = history(dataset)
    return mean_error(known[:, -2], known[:, -1])


def columns(table: Table, calendar: Any = CALENDAR) -> Any:
    """What the linear model sees: for each zone a constant, the season as waves and the calendar;
    and the year, for the trend."""
    time = 2 * np.pi * table["semaine"] / WEEKS
    waves = [wave(turns * time) for turns in range(1, WAVES + 1) for wave in (np.cos, np.sin)]
    shown = np.column_stack([np.ones(len(table)), *waves, *(table[name] for name in calendar)])
    coast = (table["zone"] == "littoral")[:, None]
    return np.column_stack([shown * coast, shown * ~coast, table["annee"]])


def linear(dataset: Dataset, calendar: Any = CALENDAR, by_site: bool = True) -> Any:
    """Least squares on the visitors divided by the mean of their site; visitors for the test."""
    known, test = dataset.apprentissage, dataset.test
    level = history(dataset).mean(axis=(1, 2))
    level = level if by_site else np.full_like(level, level.mean())
    (site, _), (there, _) = places(known), places(test)
    weights, *_ = np.linalg.lstsq(
        columns(known, calendar), known["visiteurs"] / level[site], rcond=None
    )
    return columns(test, calendar) @ weights * level[there]


def hand_in(dataset: Dataset, predictions: Any) -> dict[str, Any]:
    """Ids, predictions and the error of the simple rule on the last known year."""
    return {
        "ids": dataset.test["id"].tolist(),
        "predictions": np.round(np.asarray(predictions, dtype=float), 4).tolist(),
        "quantity": rule_error(dataset),
    }


def as_last_year(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The simple rule: the same week of last year."""
    dataset = read_dataset(issued)
    site, week = places(dataset.test)
    return hand_in(dataset, history(dataset)[site, -1, week])


def mean_of_two_years(issued: Mapping[str, Any]) -> dict[str, Any]:
    """A rule nearly as simple: the mean of the same week of the last two years."""
    dataset = read_dataset(issued)
    site, week = places(dataset.test)
    return hand_in(dataset, history(dataset)[:, -2:].mean(axis=1)[site, week])


def linear_model(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The model of the notebook: season, calendar, trend, level of each site."""
    dataset = read_dataset(issued)
    return hand_in(dataset, linear(dataset))


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "as_last_year": as_last_year,
    "mean_of_two_years": mean_of_two_years,
    "linear_model": linear_model,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    ("regle = quatre_semaines  # à modifier", "regle = passe[lieu, 3, semaine]  #"),
    ("erreur_regle = 0.0  # à", "erreur_regle = erreur(avant_derniere, derniere)  # à"),
    ('calendrier = ["jours_feries"]  # à', 'calendrier = ["jours_feries", "vacances"]  # à'),
    ("annees = 1  # à modifier", "annees = 2  #"),
    (
        "return passe.mean() + 0 * (lieu + semaine)  # à modifier",
        "return passe[:, -2:].mean(axis=1)[lieu, semaine]  #",
    ),
    ("valeur = 0.0  # à remplacer", "valeur = erreur(mon_passe[:, 2], mon_passe[:, 3])  #"),
)
