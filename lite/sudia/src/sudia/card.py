"""The model card: what the model is, for whom it was measured, what it costs, what it is not for.

A card travels as JSON; `sudia.card_file.read_card` reads it back.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sudia.card_html import card_fragment, card_page, card_text

SHARE = "%"  # the unit of a share: a number from 0 to 1, told in hundredths


class CardError(ValueError):
    """A card that cannot be read; the message, in French, says which field is wrong."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its interval at 95 %; all None: not measurable."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class MeasureName:
    """What is measured and in which unit: "%" for a share, whose gaps are then points."""

    nom: str
    unite: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Measures of one group, in the order of the card's `mesures`."""

    groupe: str
    lignes: int
    mesures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Training time in seconds, power in watts, ranges of joules and of grams of CO2e."""

    secondes: float
    watts: float
    joules: tuple[float, float]
    grammes: tuple[float, float]
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """A model card. Texts are the learner's own; `lignes` names the rows ("dossiers").

    `ensemble` and each group's measures follow `mesures`; so do `ecarts`, the gaps between the
    groups, empty when there is one group or none. `octets` is the size of the model.
    """

    modele: str
    usage: str
    donnees: str
    tache: str
    lignes: str
    mesures: tuple[MeasureName, ...]
    ensemble: GroupLine
    groupes: tuple[GroupLine, ...]
    ecarts: tuple[Measure, ...]
    cout: Cost | None
    octets: int | None
    ne_pas_utiliser_pour: tuple[str, ...]
    limites: tuple[str, ...]

    def en_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; `read_card` reads them back."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def json(self) -> str:
        """The card as JSON text."""
        return json.dumps(self.en_dict(), ensure_ascii=False, indent=2)

    def page(self) -> str:
        """A whole HTML page, to print or keep."""
        return card_page(self)

    def _repr_html_(self) -> str:
        return card_fragment(self)

    def __repr__(self) -> str:
        return card_text(self)
