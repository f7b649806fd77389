"""Instant hints in the browser. They are worth no point: only the server's verdict counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sudia import metrics
from sudia.dataset import Dataset
from sudia.french import number, percent, points
from sudia.groups import tableau
from sudia.markup import html_list

TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing looked at: right (True), to mend (False), or a remark (None)."""

    ok: bool | None
    text: str

    def __str__(self) -> str:
        mark = {True: "Bien", False: "À revoir", None: "À noter"}[self.ok]
        return f"{mark} : {self.text}"


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
    predictions: ArrayLike | None, *, jeu: Dataset | None = None, ecart: float | None = None
) -> Check:
    """Hints about predictions for the test table of `jeu` (the last set received when None)."""
    from sudia.session import current

    dataset = jeu or current()
    if dataset is None or predictions is None:
        return Check((Hint(False, "lancez d’abord les cellules du dessus."),))
    form = check_form(dataset, predictions)
    if not form.ok:
        return form
    hints = [*form.hints, *_variety(predictions)]
    if dataset.essai:
        hints += _against_truth(dataset, predictions)
    if ecart is not None:
        hints.append(_gap_hint(dataset, predictions, ecart))
    return Check(tuple(hints))


def check_form(dataset: Dataset, predictions: ArrayLike) -> Check:
    """Right number of predictions, all 0 or 1."""
    try:
        answers = metrics.binary(predictions, "predictions")
    except ValueError as error:
        return Check((Hint(False, str(error)),))
    if len(answers) != len(dataset.test):
        rows = len(dataset.test)
        text = f"il faut {rows} prédictions, une par ligne de test ; vous en avez {len(answers)}."
        return Check((Hint(False, text),))
    return Check((Hint(True, f"{len(answers)} prédictions, toutes à 0 ou 1."),))


def check_hand_in(dataset: Dataset, predictions: ArrayLike, gap: float) -> Check:
    """What `remettre` looks at before sending: the form, and that the gap is a number."""
    form = check_form(dataset, predictions)
    if isinstance(gap, bool) or not isinstance(gap, (int, float, np.floating, np.integer)):
        return Check((*form.hints, Hint(False, "l’écart doit être un nombre, par exemple 0.12.")))
    if not math.isfinite(gap) or not 0 <= gap <= 1:
        text = "l’écart est entre 0 et 1 : pour 12 points, écrivez 0.12."
        return Check((*form.hints, Hint(False, text)))
    return form


def _variety(predictions: ArrayLike) -> list[Hint]:
    share = float(np.mean(metrics.binary(predictions)))
    if share in (0.0, 1.0):
        answer = "oui" if share else "non"
        return [Hint(False, f"votre modèle répond « {answer} » à tout le monde.")]
    return []


def _against_truth(dataset: Dataset, predictions: ArrayLike) -> list[Hint]:
    table = tableau(dataset.test, predictions)
    hints = []
    least, most = dataset.criteres.get("accuracy_min"), dataset.criteres.get("gap_max")
    if least is not None and table.exactitude is not None:
        text = f"{percent(table.exactitude, 1)} de réponses justes (demandé : {percent(least)})."
        hints.append(Hint(table.exactitude >= least, text))
    if most is not None and table.ecart_erreurs is not None:
        measured = points(table.ecart_erreurs, 1)
        text = f"écart d’erreurs entre les groupes : {measured} (au plus {points(most)})."
        hints.append(Hint(table.ecart_erreurs <= most, text))
    return hints


def _gap_hint(dataset: Dataset, predictions: ArrayLike, given: float) -> Hint:
    checked = check_hand_in(dataset, predictions, given)
    if not checked.ok:
        return checked.hints[-1]
    true = metrics.demographic_parity_gap(predictions, dataset.test[dataset.groupe]).value
    if true is None:
        return Hint(None, "l’écart d’acceptation n’est pas mesurable : il manque un groupe.")
    if abs(true - given) <= TOLERANCE:
        return Hint(True, "l’écart d’acceptation est bien calculé.")
    if given > 0 and abs(true - (1 - given)) <= TOLERANCE:
        return Hint(False, "l’écart est une différence entre deux taux, pas un total.")
    text = (
        "l’écart annoncé n’est pas celui de vos prédictions. Prenez le taux d’acceptation d’un "
        f"groupe moins celui de l’autre ; vous annoncez {number(given, 3)}."
    )
    return Hint(False, text)
