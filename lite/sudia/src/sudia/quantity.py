"""The value that the learner computes: what the browser can say of it before it is sent."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sudia import metrics
from sudia.dataset import Dataset
from sudia.french import sentence, trimmed
from sudia.hint import Hint

TOLERANCE = 0.005
NAME = "l’écart d’acceptation"
DUST = 1e-9


def check_value(dataset: Dataset, value: Any) -> Hint | None:
    """What is wrong with this value whatever the predictions; None when it can be sent."""
    most = float(dataset.criteres.get("quantity_max", 1))
    name = sentence(_name(dataset))
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating, np.integer)):
        return Hint(False, f"{name} doit être un nombre, par exemple 0.12.")
    if not math.isfinite(value) or not 0 <= value <= most:
        example = " : pour 12 points, écrivez 0.12" if most == 1 else ""
        return Hint(False, f"{name} est entre 0 et {trimmed(most)}{example}.")
    return None


def value_hint(dataset: Dataset, answers: Any, value: Any) -> Hint:
    """Whether the value is right, where the browser can know it."""
    wrong = check_value(dataset, value)
    if wrong:
        return wrong
    name, true = sentence(_name(dataset)), _true_value(dataset, answers)
    if true is None:
        return Hint(None, f"{name} : seul le serveur peut dire si votre valeur est juste.")
    margin = float(dataset.criteres.get("quantity_tolerance", TOLERANCE))
    if abs(true - value) <= margin + DUST * (1 + abs(true)):
        return Hint(True, f"{name} : votre calcul est juste.")
    if _kind(dataset) == "selection-gap" and value > 0 and abs(true - (1 - value)) <= margin:
        return Hint(False, f"{name} est une différence entre deux taux, pas un total.")
    how = (
        dataset.criteres.get("quantity_how") or "prenez le taux d’un groupe moins celui de l’autre"
    )
    told = trimmed(float(value))
    return Hint(False, f"{name} : {told} n’est pas la bonne valeur. Rappel : {how}.")


def _true_value(dataset: Dataset, answers: Any) -> float | None:
    kind = _kind(dataset)
    if kind == "given":
        return dataset.valeur  # told in the practice set alone
    if kind == "selection-rate":
        return float(np.mean(answers))
    if kind == "selection-gap" and dataset.groupe in dataset.test:
        return metrics.demographic_parity_gap(answers, dataset.test[dataset.groupe]).value
    return None


def _kind(dataset: Dataset) -> str:
    return str(dataset.criteres.get("quantity", "selection-gap"))


def _name(dataset: Dataset) -> str:
    return str(dataset.criteres.get("quantity_name", NAME))
