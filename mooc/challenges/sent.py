"""What a participant sends besides the predictions: declared energy and size, read strictly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mooc.grading.kinds.predictions.handed import read_answers
from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.spec import Spec
from mooc.grading.verdict import BadAnswer
from sudia.card import CardError
from sudia.card_file import read_card
from sudia.french import typeset

MOST_JOULES = 1e12
MOST_OCTETS = 10**12


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """``answers`` in the order of the hidden rows; energy from, to (J) and size (bytes), or None
    when they are not declared."""

    answers: NDArray[np.int64] | NDArray[np.float64]
    joules: tuple[float, float] | None
    octets: int | None


def read_sent(raw: Mapping[str, Any], hidden: Hidden, spec: Spec) -> Sent:
    """``ids``, ``predictions``, and what is declared: ``joules`` (two numbers) and ``octets``, or a
    model ``card`` that says both. BadAnswer names the field that does not fit."""
    answers = read_answers(raw, hidden, spec)
    joules, octets = raw.get("joules"), raw.get("octets")
    if raw.get("card") is not None:
        card = _card(raw["card"])
        joules = list(card.cout.joules) if card.cout and joules is None else joules
        octets = card.octets if octets is None else octets
    return Sent(answers, _joules(joules), _octets(octets))


def _card(raw: object) -> Any:
    try:
        return read_card(raw)
    except CardError as error:
        raise BadAnswer(typeset(str(error)), "card") from error


def _joules(raw: object) -> tuple[float, float] | None:
    if raw is None:
        return None
    message = "L’énergie est une fourchette en joules : deux nombres, le petit puis le grand."
    if not isinstance(raw, list) or len(raw) != 2:
        raise BadAnswer(typeset(message), "joules")
    if any(isinstance(n, bool) or not isinstance(n, (int, float)) for n in raw):
        raise BadAnswer(typeset(message), "joules")
    if not 0 <= raw[0] <= raw[1] <= MOST_JOULES:  # before converting: a huge int has no float
        raise BadAnswer(typeset(message), "joules")
    low, high = float(raw[0]), float(raw[1])
    assert math.isfinite(low) and math.isfinite(high)
    return low, high


def _octets(raw: object) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_OCTETS:
        message = "La taille du modèle est un nombre entier d’octets, positif."
        raise BadAnswer(typeset(message), "octets")
    return raw
