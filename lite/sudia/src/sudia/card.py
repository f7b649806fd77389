"""The model card: what the model is, for whom it was measured, what it costs, what it is not for.

A card travels as JSON and is read back by `read_card`, which accepts nothing else than the fields
below within the sizes below: the server never trusts the HTML of a browser.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sudia.card_html import card_fragment, card_page, card_text

TEXT_MAX, NAME_MAX, LIST_MAX, GROUPS_MAX = 600, 120, 12, 12


class CardError(ValueError):
    """A card that cannot be read; the message, in French, says which field is wrong."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A share or a gap with its interval, each between 0 and 1; all None: not measurable."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Measures of one group: yes among all, among those in need, among the others."""

    groupe: str
    dossiers: int
    acceptes: Measure
    acceptes_besoin: Measure
    acceptes_sans_besoin: Measure


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
    """A model card. Texts are the learner's own."""

    modele: str
    usage: str
    donnees: str
    exactitude: float | None
    groupes: tuple[GroupLine, ...]
    ecart_acceptation: Measure
    ecart_besoin: Measure
    ecart_sans_besoin: Measure
    cout: Cost | None
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


def read_card(raw: object) -> Card:
    """The card in this JSON value; CardError when it is not one."""
    fields = _mapping(raw, "la carte")
    known = set(Card.__dataclass_fields__)
    if set(fields) != known:
        wrong = sorted(known.symmetric_difference(fields), key=str)[0]
        raise CardError(
            f"La carte du modèle a un champ en trop ou manquant : « {str(wrong)[:40]} »."
        )
    return Card(
        modele=_text(fields["modele"], "modele", NAME_MAX),
        usage=_text(fields["usage"], "usage", TEXT_MAX),
        donnees=_text(fields["donnees"], "donnees", TEXT_MAX),
        exactitude=_unit(fields["exactitude"], "exactitude"),
        groupes=tuple(_group(item) for item in _list(fields["groupes"], "groupes", GROUPS_MAX)),
        ecart_acceptation=_measure(fields["ecart_acceptation"], "ecart_acceptation"),
        ecart_besoin=_measure(fields["ecart_besoin"], "ecart_besoin"),
        ecart_sans_besoin=_measure(fields["ecart_sans_besoin"], "ecart_sans_besoin"),
        cout=None if fields["cout"] is None else _cost(fields["cout"]),
        ne_pas_utiliser_pour=_texts(fields["ne_pas_utiliser_pour"], "ne_pas_utiliser_pour", 1),
        limites=_texts(fields["limites"], "limites", 0),
    )


def _mapping(raw: object, name: str) -> Mapping[Any, Any]:
    if not isinstance(raw, Mapping):
        raise CardError(f"Illisible : {name} n’est pas un objet.")
    return raw


def _list(raw: object, name: str, most: int) -> Sequence[Any]:
    if not isinstance(raw, (list, tuple)) or len(raw) > most:
        raise CardError(f"« {name} » doit être une liste de {most} éléments au plus.")
    return raw


def _text(raw: object, name: str, most: int) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise CardError(f"« {name} » est à remplir.")
    if len(raw) > most or not raw.isprintable():
        raise CardError(f"« {name} » doit tenir sur une ligne de {most} caractères au plus.")
    return raw.strip()


def _texts(raw: object, name: str, least: int) -> tuple[str, ...]:
    items = tuple(_text(item, name, TEXT_MAX) for item in _list(raw, name, LIST_MAX))
    if len(items) < least:
        raise CardError(f"« {name} » : écrivez au moins un élément.")
    return items


def _finite(raw: object, name: str, low: float, high: float) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise CardError(f"« {name} » doit être un nombre.")
    if not low <= raw <= high:  # compared before converting: a huge int has no float
        raise CardError(f"« {name} » doit être entre {low:g} et {high:g}.")
    value = float(raw)
    if not math.isfinite(value):
        raise CardError(f"« {name} » doit être un nombre fini.")
    return value


def _unit(raw: object, name: str) -> float | None:
    return None if raw is None else _finite(raw, name, 0, 1)


def _measure(raw: object, name: str) -> Measure:
    fields = _mapping(raw, name)
    if set(fields) != {"value", "low", "high"}:
        raise CardError(f"« {name} » doit avoir une valeur et un intervalle.")
    return Measure(*(_unit(fields[key], name) for key in ("value", "low", "high")))


def _group(raw: object) -> GroupLine:
    fields = _mapping(raw, "groupes")
    if set(fields) != set(GroupLine.__dataclass_fields__):
        raise CardError("« groupes » : une ligne n’a pas les champs attendus.")
    return GroupLine(
        groupe=_text(fields["groupe"], "groupe", NAME_MAX),
        dossiers=int(_finite(fields["dossiers"], "dossiers", 0, 10_000_000)),
        acceptes=_measure(fields["acceptes"], "acceptes"),
        acceptes_besoin=_measure(fields["acceptes_besoin"], "acceptes_besoin"),
        acceptes_sans_besoin=_measure(fields["acceptes_sans_besoin"], "acceptes_sans_besoin"),
    )


def _cost(raw: object) -> Cost:
    fields = _mapping(raw, "cout")
    if set(fields) != set(Cost.__dataclass_fields__):
        raise CardError("« cout » n’a pas les champs attendus.")
    return Cost(
        secondes=_finite(fields["secondes"], "secondes", 0, 1e7),
        watts=_finite(fields["watts"], "watts", 0, 1e4),
        joules=_range(fields["joules"], "joules"),
        grammes=_range(fields["grammes"], "grammes"),
        source=_text(fields["source"], "source", TEXT_MAX),
    )


def _range(raw: object, name: str) -> tuple[float, float]:
    pair = _list(raw, name, 2)
    if len(pair) != 2:
        raise CardError(f"« {name} » doit aller d’un nombre à un autre.")
    low, high = (_finite(item, name, 0, 1e12) for item in pair)
    if low > high:
        raise CardError(f"« {name} » : le début dépasse la fin.")
    return low, high
