"""A hand-in as sent: read strictly, or explained in French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.keys import MOST_NUMBER
from mooc.grading.kinds.predictions.spec import Quantity, Spec
from mooc.grading.verdict import BadAnswer
from sudia.card import Card, CardError
from sudia.card_file import read_card
from sudia.french import sentence, trimmed, typeset


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """``predictions`` are in the order of the hidden rows: whole numbers, or any numbers when the
    task is a number; ``quantity`` is the value announced."""

    predictions: NDArray[np.int64] | NDArray[np.float64]
    quantity: float
    card: Card | None


def read_handed(raw: Mapping[str, Any], hidden: Hidden, spec: Spec) -> Handed:
    """Ids, predictions, quantity and card of *raw*; BadAnswer names the field that does not fit.

    An older page or notebook calls the quantity ``gap``.
    """
    answers = read_answers(raw, hidden, spec)
    field = "gap" if "gap" in raw and "quantity" not in raw else "quantity"
    return Handed(answers, _quantity(raw.get(field), field, spec.quantity), _card(raw.get("card")))


def read_answers(
    raw: Mapping[str, Any], hidden: Hidden, spec: Spec
) -> NDArray[np.int64] | NDArray[np.float64]:
    """The predictions of *raw* in the order of the hidden rows, found by their ids."""
    ids = _whole(raw.get("ids"), "ids", len(hidden), 0xFFFFFFFF, "ceux de votre test")
    return _aligned(ids, _predictions(raw.get("predictions"), len(hidden), spec), hidden)


def _predictions(raw: object, count: int, spec: Spec) -> NDArray[np.int64] | NDArray[np.float64]:
    if spec.task == "number":
        return _numbers(raw, count)
    most = len(spec.labels.classes) - 1 if spec.task == "classes" else 1
    domain = f"des codes de 0 à {most}" if spec.task == "classes" else "0 ou 1"
    return _whole(raw, "predictions", count, most, domain)


def _list(raw: object, field: str, count: int) -> list[Any]:
    name = _name(field)
    if not isinstance(raw, list):
        raise _bad(f"Il manque la liste des {name}.", field)
    if len(raw) != count:
        raise _bad(f"Il faut {count} {name}, vous en envoyez {len(raw)}.", field)
    return raw


def _whole(raw: object, field: str, count: int, most: int, domain: str) -> NDArray[np.int64]:
    values = _list(raw, field, count)
    # bool is an int for Python; a float such as 1.0 or 0.7 is not a label.
    if set(map(type, values)) != {int}:
        raise _bad(f"Les {_name(field)} sont des nombres entiers.", field)
    if min(values) < 0 or max(values) > most:
        raise _bad(f"Les {_name(field)} sont {domain}.", field)
    return np.array(values, dtype=np.int64)


def _numbers(raw: object, count: int) -> NDArray[np.float64]:
    values = _list(raw, "predictions", count)
    if not set(map(type, values)) <= {int, float}:
        raise _bad("Les prédictions sont des nombres.", "predictions")
    # Compared before converting: a huge int has no float. Also refuses nan.
    if not all(-MOST_NUMBER <= value <= MOST_NUMBER for value in values):
        message = "Les prédictions sont des nombres finis, entre moins et plus un milliard."
        raise _bad(message, "predictions")
    return np.array(values, dtype=np.float64)


def _bad(message: str, field: str) -> BadAnswer:
    return BadAnswer(typeset(message), field)


def _name(field: str) -> str:
    return "prédictions" if field == "predictions" else "identifiants"


def _aligned(
    ids: NDArray[np.int64],
    answers: NDArray[np.int64] | NDArray[np.float64],
    hidden: Hidden,
) -> NDArray[np.int64] | NDArray[np.float64]:
    order = np.argsort(ids, kind="stable")
    if not np.array_equal(ids[order], hidden.ids):
        message = "Les identifiants ne sont pas ceux de votre test, une fois chacun."
        raise _bad(message, "ids")
    return answers[order]


def _quantity(raw: object, field: str, asked: Quantity) -> float:
    most = trimmed(asked.most)
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise _bad(f"Il manque {asked.name}, un nombre entre 0 et {most}.", field)
    if not 0 <= raw <= asked.most:  # also refuses nan
        example = " : pour 12 points, écrivez 0.12" if asked.most == 1 else ""
        raise _bad(f"{sentence(asked.name)} est entre 0 et {most}{example}.", field)
    return float(raw)


def _card(raw: object) -> Card | None:
    if raw is None:
        return None
    try:
        return read_card(raw)
    except CardError as error:
        raise _bad(str(error), "card") from error
