"""Instant hints in the browser. They are worth no point: only the server's verdict counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sudia.dataset import Dataset
from sudia.french import percent, points, trimmed
from sudia.groups import GroupTable, tableau
from sudia.hint import Hint
from sudia.markup import html_list
from sudia.parts import NumberTable
from sudia.quantity import check_value, value_hint
from sudia.task import NUMBER


@dataclass(frozen=True, slots=True)
class Check:
    """What `sudia.verifier` returns."""

    hints: tuple[Hint, ...]

    @property
    def ok(self) -> bool:
        return all(hint.ok is not False for hint in self.hints)

    @property
    def first_problem(self) -> str:
        return next((hint.text for hint in self.hints if hint.ok is False), "")

    def __repr__(self) -> str:
        return "\n".join(map(str, self.hints))

    def _repr_html_(self) -> str:
        return html_list([str(hint) for hint in self.hints])


def verifier(
    predictions: ArrayLike | None,
    *,
    jeu: Dataset | None = None,
    valeur: float | None = None,
    ecart: float | None = None,
) -> Check:
    """Hints about predictions for the test table of `jeu` (the last set received when None), and
    about the value computed; `ecart` is another name of `valeur`."""
    from sudia.session import current

    dataset = jeu or current()
    if dataset is None or predictions is None:
        return Check((Hint(False, "lancez d’abord les cellules du dessus."),))
    form = check_form(dataset, predictions)
    if not form.ok:
        return form
    hints = [*form.hints, *_variety(dataset, predictions)]
    if dataset.essai:
        hints += _against_truth(dataset, predictions)
    value = ecart if valeur is None else valeur
    if value is not None:
        hints.append(value_hint(dataset, dataset.tache.answers(predictions), value))
    return Check(tuple(hints))


def check_form(dataset: Dataset, predictions: ArrayLike) -> Check:
    """Right number of predictions, each in the domain of the task."""
    try:
        answers = dataset.tache.answers(predictions)
    except ValueError as error:
        return Check((Hint(False, str(error)),))
    if len(answers) != len(dataset.test):
        rows = len(dataset.test)
        text = f"il faut {rows} prédictions, une par ligne de test ; vous en avez {len(answers)}."
        return Check((Hint(False, text),))
    return Check((Hint(True, f"{len(answers)} prédictions, {dataset.tache.domain}."),))


def check_hand_in(dataset: Dataset, predictions: ArrayLike, value: Any) -> Check:
    """What `remettre` looks at before sending: the form, and that the value can be read."""
    form = check_form(dataset, predictions)
    wrong = check_value(dataset, value)
    return Check((*form.hints, wrong)) if wrong else form


def _variety(dataset: Dataset, predictions: ArrayLike) -> list[Hint]:
    answers, task = dataset.tache.answers(predictions), dataset.tache
    if len(np.unique(answers)) != 1:
        return []
    if task.kind == NUMBER:
        value = trimmed(float(answers[0]), 1)
        return [Hint(None, f"votre modèle répond {value} partout.")]
    return [Hint(False, f"votre modèle répond « {task.name(int(answers[0]))} » partout.")]


def _against_truth(dataset: Dataset, predictions: ArrayLike) -> list[Hint]:
    table, wanted = tableau(dataset.test, predictions), dataset.criteres
    hints = []
    least = wanted.get("accuracy_min")
    if least is not None and not isinstance(table, NumberTable) and table.exactitude is not None:
        text = f"{percent(table.exactitude, 1)} de réponses justes (demandé : {percent(least)})."
        hints.append(Hint(table.exactitude >= least, text))
    if isinstance(table, GroupTable):
        hints += [*_gap(table, wanted), *_cost(table, wanted)]
    most = wanted.get("error_max")
    if most is not None and isinstance(table, NumberTable) and table.erreur is not None:
        unit = dataset.tache.unit
        told = f"erreur moyenne : {trimmed(table.erreur, 1)} {unit} (au plus {trimmed(most)})."
        hints.append(Hint(table.erreur <= most, told))
    return hints


GAPS = {
    "equalized-odds": "écart d’erreurs entre les groupes",
    "selection": "écart entre les parts de « oui » des groupes",
    "false-alarm": "écart de fausses alertes entre les groupes",
    "missed": "écart de cas manqués entre les groupes",
}


def _gap(table: GroupTable, wanted: Any) -> list[Hint]:
    most, kind = wanted.get("gap_max"), wanted.get("gap", "equalized-odds")
    if most is None or kind not in GAPS or table.report is None:
        return []
    report = table.report
    measured = {
        "equalized-odds": report.equalized_odds_gap,
        "selection": report.selection_gap,
        "false-alarm": report.fpr_gap,
        "missed": report.tpr_gap,
    }[kind].value
    if measured is None:
        return []
    told = f"{GAPS[kind]} : {points(measured, 1)} (au plus {points(most)})."
    return [Hint(measured <= most, told)]


def _cost(table: GroupTable, wanted: Any) -> list[Hint]:
    most = wanted.get("cost_max")
    if most is None or table.cout is None:
        return []
    told = f"coût de 100 réponses : {trimmed(table.cout, 1)} (au plus {trimmed(most)})."
    return [Hint(table.cout <= most, told)]
