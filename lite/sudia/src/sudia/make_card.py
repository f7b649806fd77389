"""Fill a model card from predictions on a table whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sudia import metrics
from sudia.card import SHARE, Card, Cost, GroupLine, Measure, MeasureName
from sudia.card_file import read_card
from sudia.energy import CO2_SOURCE, Energy, Gauge
from sudia.groups import ALL, groups_of, truth_of
from sudia.intervals import Gap, Mean, Share, mean, share, widest, widest_means
from sudia.scores import mean_cost
from sudia.table import Table
from sudia.task import CLASSES, NUMBER, Task

DATA = "Données fictives de l’exercice : aucune ligne ne décrit une vraie personne."
CLASSES_SHOWN = 12  # with more, a line a class would hide the rest

# What is measured of some rows: their truth and their answers in, shares or means out.
Measurer = Callable[[NDArray[Any], NDArray[Any]], list[Share | Mean]]


def fiche(
    table: Table,
    predictions: ArrayLike,
    *,
    modele: str,
    usage: str,
    ne_pas_utiliser_pour: Sequence[str],
    energie: Gauge | Energy | None = None,
    taille: int | None = None,
    limites: Sequence[str] = (),
    donnees: str = DATA,
) -> Card:
    """The model card; the measures come from `predictions` on `table`, whose truth is known.

    `taille` is the size of the model in bytes. Say where real data come from in `donnees`.
    """
    task, answers, truth = table.task, table.task.answers(predictions), truth_of(table)
    if truth is None:
        raise ValueError("La carte se mesure sur le jeu d’essai, où les réponses sont connues.")
    if len(answers) != len(table):
        raise ValueError(f"Il y a {len(answers)} prédictions pour {len(table)} {task.rows}.")
    known = np.ones(len(truth), dtype=bool) if task.kind == NUMBER else truth >= 0
    groups = _parts(table, truth)
    names, measurer = _measures(task)
    lines = [
        (str(code), measurer(truth[there], answers[there]), int(there.sum()))
        for code, there in ((code, known & (groups == code)) for code in _codes(groups, known))
    ]
    whole = measurer(truth[known], answers[known])
    card = Card(
        modele=modele,
        usage=usage,
        donnees=donnees,
        tache=task.kind,
        lignes=task.rows,
        mesures=names,
        ensemble=GroupLine(ALL, int(known.sum()), tuple(map(_m, whole))),
        groupes=tuple(GroupLine(code, rows, tuple(map(_m, found))) for code, found, rows in lines),
        ecarts=tuple(map(_m, _gaps([found for _, found, _ in lines]))),
        cout=_cost(energie),
        octets=taille,
        ne_pas_utiliser_pour=_several(ne_pas_utiliser_pour),
        limites=_several(limites),
    )
    return read_card(card.en_dict())  # the same checks as the server's, at once


def _parts(table: Table, truth: NDArray[Any]) -> NDArray[Any]:
    """The group of each row; without groups, its class when there are few; else nothing."""
    groups, task = groups_of(table), table.task
    if groups is not None:
        return groups
    if task.kind == CLASSES and len(task.classes) <= CLASSES_SHOWN:
        names = np.asarray([f"classe « {name} »" for name in task.classes])
        return np.where(truth >= 0, names[truth], "")
    return np.full(len(truth), "")


def _codes(groups: NDArray[Any], known: NDArray[np.bool_]) -> list[Any]:
    return [code for code in np.unique(groups[known]).tolist() if code != ""]


def _measures(task: Task) -> tuple[tuple[MeasureName, ...], Measurer]:
    if task.kind == NUMBER:
        return (MeasureName("Erreur moyenne", task.unit),), lambda y, p: [mean(np.abs(p - y))]
    right = MeasureName("Réponses justes", SHARE)
    if task.kind == CLASSES:
        return (right,), lambda y, p: [share(int((y == p).sum()), len(y))]
    names = (right, *(MeasureName(head, SHARE) for head in task.heads))
    if task.costs is None:
        return names, _yes_no
    costs = task.costs
    return (
        (*names, MeasureName("Coût de 100 réponses", "")),
        lambda y, p: [*_yes_no(y, p), mean_cost(y, p, *costs)],
    )


def _yes_no(truth: NDArray[Any], answers: NDArray[Any]) -> list[Share | Mean]:
    if not len(truth):
        return [share(0, 0)] * 4
    rates = metrics.rates_by_group(truth, answers, np.zeros(len(truth)))[0]
    return [rates.accuracy, rates.selection, rates.tpr, rates.fpr]


def _gaps(lines: list[list[Share | Mean]]) -> list[Gap]:
    if len(lines) < 2:
        return []
    return [
        widest([s for s in column if isinstance(s, Share)])
        if isinstance(column[0], Share)
        else widest_means([m for m in column if isinstance(m, Mean)])
        for column in zip(*lines, strict=True)
    ]


def _several(texts: Sequence[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _m(measured: Share | Mean | Gap) -> Measure:
    return Measure(measured.value, measured.low, measured.high)


def _cost(energy: Gauge | Energy | None) -> Cost | None:
    if energy is None:
        return None
    measure = energy.mesure if isinstance(energy, Gauge) else energy
    low, _, high = measure.joules
    return Cost(measure.seconds, measure.watts, (low, high), measure.grams, CO2_SOURCE)
