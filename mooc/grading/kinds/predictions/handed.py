"""A hand-in as sent: read strictly, or explained in French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.verdict import BadAnswer
from sudia.card import Card, CardError, read_card


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """``predictions`` are in the order of the hidden rows; ``gap`` is the quantity announced."""

    predictions: NDArray[np.int64]
    gap: float
    card: Card | None


def read_handed(raw: Mapping[str, Any], hidden: Hidden) -> Handed:
    """Ids, predictions, gap and card of *raw*; BadAnswer names the field that does not fit."""
    ids = _integers(raw.get("ids"), "ids", len(hidden), 0, 0xFFFFFFFF)
    answers = _integers(raw.get("predictions"), "predictions", len(hidden), 0, 1)
    return Handed(_aligned(ids, answers, hidden), _gap(raw.get("gap")), _card(raw.get("card")))


def _integers(raw: object, field: str, count: int, low: int, high: int) -> NDArray[np.int64]:
    name = "prédictions" if field == "predictions" else "identifiants"
    if not isinstance(raw, list):
        raise BadAnswer(f"Il manque la liste des {name}.", field)
    if len(raw) != count:
        raise BadAnswer(f"Il faut {count} {name}, vous en envoyez {len(raw)}.", field)
    # bool is an int for Python; a float such as 1.0 or 0.7 is not a label.
    if set(map(type, raw)) != {int}:
        raise BadAnswer(f"Les {name} sont des nombres entiers.", field)
    if min(raw) < low or max(raw) > high:
        domain = "0 ou 1" if field == "predictions" else "ceux de votre test"
        raise BadAnswer(f"Les {name} sont {domain}.", field)
    return np.array(raw, dtype=np.int64)


def _aligned(
    ids: NDArray[np.int64], answers: NDArray[np.int64], hidden: Hidden
) -> NDArray[np.int64]:
    order = np.argsort(ids, kind="stable")
    if not np.array_equal(ids[order], hidden.ids):
        message = "Les identifiants ne sont pas ceux de votre test, une fois chacun."
        raise BadAnswer(message, "ids")
    return answers[order]


def _gap(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise BadAnswer("Il manque l’écart d’acceptation, un nombre entre 0 et 1.", "gap")
    if not 0 <= raw <= 1:  # also refuses nan
        message = "L’écart d’acceptation est entre 0 et 1 : pour 12 points, écrivez 0.12."
        raise BadAnswer(message, "gap")
    return float(raw)


def _card(raw: object) -> Card | None:
    if raw is None:
        return None
    try:
        return read_card(raw)
    except CardError as error:
        raise BadAnswer(str(error), "card") from error
