"""The table by group: who is accepted, rightly or not, with the uncertainty of each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sudia import metrics
from sudia.french import interval, percent, points
from sudia.intervals import Gap, Share, widest
from sudia.markup import html_table, text_table
from sudia.table import Table

TRUTH = "besoin_reel"


@dataclass(frozen=True, eq=False)
class GroupTable:
    """What `sudia.tableau` returns; `report` is None when the truth is not known."""

    report: metrics.Report | None
    selection: dict[Any, Share]
    left_out: int

    @property
    def ecart_acceptation(self) -> float | None:
        """Largest minus smallest acceptance rate."""
        return widest(list(self.selection.values())).value

    @property
    def ecart_erreurs(self) -> float | None:
        """The larger of the gaps among those in need and among the others."""
        return self.report.equalized_odds_gap.value if self.report else None

    @property
    def exactitude(self) -> float | None:
        """Share of right answers."""
        return self.report.accuracy if self.report else None

    def _caption(self) -> str:
        text = "Réponses du modèle par groupe (entre crochets : intervalle à 95 %)"
        if self.report and self.report.accuracy is not None:
            text += f". Réponses justes : {percent(self.report.accuracy, 1)}"
        if self.left_out:
            text += f". {self.left_out} lignes sans besoin connu sont laissées de côté"
        return text

    def _heads(self) -> list[str]:
        heads = ["Groupe", "Dossiers", "Acceptés"]
        return (
            [*heads, "Acceptés parmi les besoins", "Acceptés sans besoin"] if self.report else heads
        )

    def _rows(self) -> list[list[str]]:
        if self.report is None:
            rows = [[str(g), str(s.total), _cell(s)] for g, s in self.selection.items()]
            return [*rows, ["Écart", "", _gap(widest(list(self.selection.values())))]]
        rows = [
            [str(r.group), str(r.rows), _cell(r.selection), _cell(r.tpr), _cell(r.fpr)]
            for r in self.report.groups
        ]
        gaps = (self.report.selection_gap, self.report.tpr_gap, self.report.fpr_gap)
        return [*rows, ["Écart", "", *map(_gap, gaps)]]

    def __repr__(self) -> str:
        return text_table(self._caption(), self._heads(), self._rows())

    def _repr_html_(self) -> str:
        return html_table(self._caption(), self._heads(), self._rows())


def tableau(
    table: Table, predictions: ArrayLike, *, verite: str | ArrayLike | None = None
) -> GroupTable:
    """Compare the groups of `table` under these predictions (0 or 1, one a row).

    `verite` is a column's name or an array; without it the column besoin_reel is used when the
    table has it. Rows whose truth is -1 (unknown) are left out.
    """
    answers = metrics.binary(predictions, "predictions")
    if len(answers) != len(table):
        raise ValueError(f"Il y a {len(answers)} prédictions pour {len(table)} dossiers.")
    groups = table[table.group]
    truth = _truth(table, verite)
    if truth is None:
        return GroupTable(None, dict(metrics.selection_by_group(answers, groups)), 0)
    known = truth >= 0
    report = metrics.report(truth[known], answers[known], groups[known])
    selection: dict[Any, Share] = {r.group: r.selection for r in report.groups}
    return GroupTable(report, selection, int((~known).sum()))


def _truth(table: Table, given: str | ArrayLike | None) -> Any:
    if given is None:
        return table[TRUTH] if TRUTH in table else None
    return table[given] if isinstance(given, str) else np.asarray(given)


def _cell(value: Share) -> str:
    return f"{percent(value.value)} {interval(value.low, value.high)}".strip()


def _gap(value: Gap) -> str:
    return f"{points(value.value)} {interval(value.low, value.high)}".strip()
