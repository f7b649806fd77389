"""What passing asks, as the author wrote it in ``[criteria]`` of exercise.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GAPS = ("equalized-odds", "selection")
QUANTITIES = ("selection-gap", "twin-flips")
# Below, a truly zero gap reads above 0.05 too often (exercises.md).
ROWS_MIN = 700


class BadSpec(ValueError):
    """A criterion that cannot be used; ``key`` names it, the message is French."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Spec:
    """Shares between 0 and 1.

    ``gap`` names the gap judged, ``quantity`` what the learner must compute, within
    ``tolerance``; ``rows_min`` is how many hidden rows of the verdict each group and outcome must
    have. ``column`` is the group's column, ``codes`` its values, ``names`` how they are read.
    """

    accuracy_min: float
    gap: str
    gap_max: float
    quantity: str
    tolerance: float
    rows_min: int
    column: str
    codes: tuple[str, ...]
    names: tuple[str, ...]


def parse(table: Mapping[str, Any]) -> Spec:
    """The spec in a parsed exercise.toml; BadSpec for the first thing that does not fit."""
    criteria, groups = _table(table, "criteria"), _table(table, "groups")
    codes, names = _texts(groups, "codes"), _texts(groups, "labels")
    if len(codes) < 2 or len(codes) != len(names) or len(set(codes)) != len(codes):
        raise BadSpec(
            "codes", "[groups] : au moins deux codes distincts, et un libellé pour chacun"
        )
    rows = criteria.get("rows_min", ROWS_MIN)
    if isinstance(rows, bool) or not isinstance(rows, int) or rows < ROWS_MIN:
        raise BadSpec("rows_min", f"« rows_min » : un entier d’au moins {ROWS_MIN}")
    return Spec(
        accuracy_min=_share(criteria, "accuracy_min"),
        gap=_choice(criteria, "gap", GAPS),
        gap_max=_share(criteria, "gap_max"),
        quantity=_choice(criteria, "quantity", QUANTITIES),
        tolerance=_share(criteria, "quantity_tolerance"),
        rows_min=rows,
        column=str(groups.get("column", "")),
        codes=codes,
        names=names,
    )


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key)
    if not isinstance(found, dict):
        raise BadSpec(key, f"la table [{key}] manque")
    return found


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = table.get(key)
    if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
        raise BadSpec(key, f"« {key} » : une liste de textes")
    return tuple(found)


def _share(table: Mapping[str, Any], key: str) -> float:
    found = table.get(key)
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found <= 1:
        raise BadSpec(key, f"« {key} » : un nombre entre 0 et 1")
    return float(found)


def _choice(table: Mapping[str, Any], key: str, known: tuple[str, ...]) -> str:
    found = table.get(key)
    if found not in known:
        raise BadSpec(key, f"« {key} » : l’un de {', '.join(known)}")
    return str(found)
