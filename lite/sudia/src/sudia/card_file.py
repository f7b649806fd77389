"""A card read back from JSON, strictly: the server never trusts what a browser sends.

Nothing else is accepted than the fields of a card, within the sizes below. Cards of the first
format (one yes-no exercise) are still read: they are kept with their hand-ins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sudia.card import SHARE, Card, CardError, Cost, GroupLine, Measure, MeasureName
from sudia.task import CLASSES, NUMBER, YES_NO

TEXT_MAX, NAME_MAX, LIST_MAX, GROUPS_MAX, MEASURES_MAX = 600, 120, 12, 32, 6
LARGEST = 1e12
FIRST_FIELDS = {
    "modele", "usage", "donnees", "exactitude", "groupes", "ecart_acceptation", "ecart_besoin",
    "ecart_sans_besoin", "cout", "ne_pas_utiliser_pour", "limites",
}  # fmt: skip
FIRST_NAMES = ("Réponses justes", "Acceptés", "Acceptés parmi les besoins", "Acceptés sans besoin")
FIRST_RATES = ("acceptes", "acceptes_besoin", "acceptes_sans_besoin")


def read_card(raw: object) -> Card:
    """The card in this JSON value; CardError when it is not one."""
    fields = _mapping(raw, "la carte")
    if set(fields) == FIRST_FIELDS:
        fields = _modern(fields)
    _only(fields, set(Card.__dataclass_fields__), "La carte du modèle")
    names = tuple(_measure_name(item) for item in _list(fields["mesures"], "mesures", MEASURES_MAX))
    groups = _list(fields["groupes"], "groupes", GROUPS_MAX)
    gaps = _list(fields["ecarts"], "ecarts", MEASURES_MAX)
    if not names or len(gaps) not in (0, len(names)):
        raise CardError("« mesures » et « ecarts » ne vont pas ensemble.")
    return Card(
        modele=_text(fields["modele"], "modele", NAME_MAX),
        usage=_text(fields["usage"], "usage", TEXT_MAX),
        donnees=_text(fields["donnees"], "donnees", TEXT_MAX),
        tache=_one_of(fields["tache"], "tache", (YES_NO, CLASSES, NUMBER)),
        lignes=_text(fields["lignes"], "lignes", NAME_MAX),
        mesures=names,
        ensemble=_group(fields["ensemble"], names),
        groupes=tuple(_group(item, names) for item in groups),
        ecarts=tuple(_measure(m, n) for m, n in zip(gaps, names, strict=bool(gaps))),
        cout=None if fields["cout"] is None else _cost(fields["cout"]),
        octets=None if fields["octets"] is None else _whole(fields["octets"], "octets", 10**12),
        ne_pas_utiliser_pour=_texts(fields["ne_pas_utiliser_pour"], "ne_pas_utiliser_pour", 1),
        limites=_texts(fields["limites"], "limites", 0),
    )


def _modern(first: Mapping[Any, Any]) -> dict[str, Any]:
    """A card of the first format in the fields of today."""
    unknown = {"value": None, "low": None, "high": None}
    lines, total = [], 0
    for item in _list(first["groupes"], "groupes", GROUPS_MAX):
        line = _mapping(item, "groupes")
        _only(line, {"groupe", "dossiers", *FIRST_RATES}, "« groupes »")
        total += _whole(line["dossiers"], "dossiers", 10_000_000)
        rates = [unknown, *(line[name] for name in FIRST_RATES)]
        lines.append({"groupe": line["groupe"], "lignes": line["dossiers"], "mesures": rates})
    whole = {"value": first["exactitude"], "low": None, "high": None}
    gaps = [first[name] for name in ("ecart_acceptation", "ecart_besoin", "ecart_sans_besoin")]
    kept = ("modele", "usage", "donnees", "cout", "ne_pas_utiliser_pour", "limites")
    return {name: first[name] for name in kept} | {
        "tache": YES_NO,
        "lignes": "dossiers",
        "mesures": [{"nom": name, "unite": SHARE} for name in FIRST_NAMES],
        "ensemble": {
            "groupe": "Ensemble",
            "lignes": total,
            "mesures": [whole, unknown, unknown, unknown],
        },
        "groupes": lines,
        "ecarts": [unknown, *gaps],
        "octets": None,
    }


def _mapping(raw: object, name: str) -> Mapping[Any, Any]:
    if not isinstance(raw, Mapping):
        raise CardError(f"Illisible : {name} n’est pas un objet.")
    return raw


def _only(fields: Mapping[Any, Any], known: set[str], name: str) -> None:
    if set(fields) != known:
        wrong = sorted(known.symmetric_difference(fields), key=str)[0]
        raise CardError(f"{name} a un champ en trop ou manquant : « {str(wrong)[:40]} ».")


def _list(raw: object, name: str, most: int) -> Sequence[Any]:
    if not isinstance(raw, (list, tuple)) or len(raw) > most:
        raise CardError(f"« {name} » doit être une liste de {most} éléments au plus.")
    return raw


def _text(raw: object, name: str, most: int) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise CardError(f"« {name} » est à remplir.")
    # French puts spaces before its signs that do not break, and Python calls them not printable.
    plain = raw.replace("\u00a0", " ").replace("\u202f", " ")
    if len(raw) > most or not plain.isprintable():
        raise CardError(f"« {name} » doit tenir sur une ligne de {most} caractères au plus.")
    return raw.strip()


def _texts(raw: object, name: str, least: int) -> tuple[str, ...]:
    items = tuple(_text(item, name, TEXT_MAX) for item in _list(raw, name, LIST_MAX))
    if len(items) < least:
        raise CardError(f"« {name} » : écrivez au moins un élément.")
    return items


def _one_of(raw: object, name: str, known: tuple[str, ...]) -> str:
    if raw not in known:
        raise CardError(f"« {name} » est l’un de {', '.join(known)}.")
    return str(raw)


def _finite(raw: object, name: str, low: float, high: float) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise CardError(f"« {name} » doit être un nombre.")
    if not low <= raw <= high:  # compared before converting: a huge int has no float
        raise CardError(f"« {name} » doit être entre {low:g} et {high:g}.")
    value = float(raw)
    if not math.isfinite(value):
        raise CardError(f"« {name} » doit être un nombre fini.")
    return value


def _whole(raw: object, name: str, most: int) -> int:
    return int(_finite(raw, name, 0, most))


def _measure_name(raw: object) -> MeasureName:
    fields = _mapping(raw, "mesures")
    _only(fields, {"nom", "unite"}, "« mesures »")
    unit = fields["unite"]
    return MeasureName(
        _text(fields["nom"], "nom", NAME_MAX),
        "" if unit == "" else _text(unit, "unite", NAME_MAX),
    )


def _measure(raw: object, name: MeasureName) -> Measure:
    fields = _mapping(raw, "mesures")
    if set(fields) != {"value", "low", "high"}:
        raise CardError(f"« {name.nom} » doit avoir une valeur et un intervalle.")
    # An interval may go below zero where a mean does not.
    low, high = (0.0, 1.0) if name.unite == SHARE else (-LARGEST, LARGEST)
    values = (fields[key] for key in ("value", "low", "high"))
    return Measure(*(None if v is None else _finite(v, name.nom, low, high) for v in values))


def _group(raw: object, names: tuple[MeasureName, ...]) -> GroupLine:
    fields = _mapping(raw, "groupes")
    _only(fields, {"groupe", "lignes", "mesures"}, "« groupes »")
    measures = _list(fields["mesures"], "mesures", MEASURES_MAX)
    if len(measures) != len(names):
        raise CardError("« groupes » : une ligne n’a pas autant de mesures que la carte.")
    return GroupLine(
        groupe=_text(fields["groupe"], "groupe", NAME_MAX),
        lignes=_whole(fields["lignes"], "lignes", 10_000_000),
        mesures=tuple(_measure(m, n) for m, n in zip(measures, names, strict=True)),
    )


def _cost(raw: object) -> Cost:
    fields = _mapping(raw, "cout")
    _only(fields, set(Cost.__dataclass_fields__), "« cout »")
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
