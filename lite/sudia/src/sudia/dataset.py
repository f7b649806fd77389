"""A data set as the page sends it: a learning table, a test table, and what passing asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sudia.markup import html_list
from sudia.table import Table


@dataclass(frozen=True, eq=False)
class Dataset:
    """`essai` says a practice set, whose answers are known; `numero` names an issued set."""

    exercice: str
    version: str
    essai: bool
    numero: str
    groupe: str
    apprentissage: Table
    test: Table
    criteres: Mapping[str, float] = field(default_factory=dict)

    def _lines(self) -> list[str]:
        kind = "jeu d’essai, réponses connues" if self.essai else "données d’épreuve"
        return [
            f"Exercice « {self.exercice} », {kind}. Données fictives.",
            f"apprentissage : {len(self.apprentissage)} dossiers déjà décidés",
            f"test : {len(self.test)} dossiers à décider",
            f"colonnes : {', '.join(self.apprentissage.colonnes)}",
        ]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        return html_list(self._lines())


def read_dataset(raw: Mapping[str, Any]) -> Dataset:
    """The data set in the page's JSON value; ValueError (in French) when it is not one."""
    try:
        group, codes = str(raw["group"]), dict(raw["codes"])
        tables = {
            name: Table(_columns(raw[name]), codes, group, title)
            for name, title in (("train", "Apprentissage"), ("test", "Test"))
        }
        return Dataset(
            exercice=str(raw["exercise"]),
            version=str(raw["version"]),
            essai=bool(raw["practice"]),
            numero=str(raw.get("issue", "")),
            groupe=group,
            apprentissage=tables["train"],
            test=tables["test"],
            criteres=dict(raw.get("criteria", {})),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("Les données reçues sont illisibles. Rechargez la page.") from error


def _columns(raw: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: np.asarray(values) for name, values in raw.items()}
    if len({len(values) for values in columns.values()}) > 1:
        raise ValueError("Les données reçues sont incomplètes. Rechargez la page.")
    return columns
