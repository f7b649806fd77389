"""A data set as the page sends it: a learning table, a test table, and what passing asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sudia.markup import html_list
from sudia.table import Table, as_column
from sudia.task import Task, read_task


@dataclass(frozen=True, eq=False)
class Dataset:
    """`essai` says a practice set, whose answers are known; `numero` names an issued set.

    `valeur` is the value to compute, told in a practice set when the data alone give it. `defi`
    names the challenge that a set is for: the same for all who take part.
    """

    exercice: str
    version: str
    essai: bool
    numero: str
    groupe: str
    apprentissage: Table
    test: Table
    criteres: Mapping[str, Any] = field(default_factory=dict)
    tache: Task = field(default_factory=Task)
    fictif: bool = True
    valeur: float | None = None
    defi: str = ""

    def _lines(self) -> list[str]:
        kind = "jeu d’essai, réponses connues" if self.essai else "données d’épreuve"
        kind = "données du défi" if self.defi else kind
        origin = "Données fictives." if self.fictif else "Données réelles : lisez leur carte."
        rows = self.tache.rows
        return [
            f"Exercice « {self.exercice} », {kind}. {origin}",
            f"apprentissage : {len(self.apprentissage)} {rows} pour apprendre",
            f"test : {len(self.test)} {rows} à deviner",
            f"colonnes : {', '.join(self.apprentissage.colonnes)}",
        ]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        return html_list(self._lines())


def read_dataset(raw: Mapping[str, Any]) -> Dataset:
    """The data set in the page's JSON value; ValueError (in French) when it is not one."""
    try:
        group, codes = str(raw.get("group") or ""), dict(raw.get("codes") or {})
        criteria = dict(raw.get("criteria") or {})
        task = read_task(raw.get("labels") or {}, criteria)
        tables = {
            name: Table(_columns(raw[name]), codes, group, title, task)
            for name, title in (("train", "Apprentissage"), ("test", "Test"))
        }
        value = raw.get("quantity")
        return Dataset(
            exercice=str(raw["exercise"]),
            version=str(raw["version"]),
            essai=bool(raw["practice"]),
            numero=str(raw.get("issue", "")),
            groupe=group,
            apprentissage=tables["train"],
            test=tables["test"],
            criteres=criteria,
            tache=task,
            fictif=raw.get("fictional") is not False,
            valeur=None if value is None else float(value),
            defi=str(raw.get("challenge") or ""),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("Les données reçues sont illisibles. Rechargez la page.") from error


def _columns(raw: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: as_column(values) for name, values in raw.items()}
    if len({len(values) for values in columns.values()}) > 1:
        raise ValueError("Les données reçues sont incomplètes. Rechargez la page.")
    return columns
