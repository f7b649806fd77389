"""The table of yes and no: who gets a yes, rightly or not, with the uncertainty of each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sudia import metrics
from sudia.french import interval, percent, points, trimmed
from sudia.intervals import Gap, Mean, Share, widest
from sudia.markup import html_table, text_table
from sudia.parts import ClassTable, NumberTable, class_table, number_table
from sudia.scores import mean_cost
from sudia.table import Table
from sudia.task import CLASSES, NUMBER, Task

ALL = "Ensemble"


@dataclass(frozen=True, eq=False)
class GroupTable:
    """What `sudia.tableau` returns for yes and no; `report` is None when the truth is unknown."""

    report: metrics.Report | None
    selection: dict[Any, Share]
    left_out: int
    task: Task
    cost: Mean | None = None

    @property
    def ecart_acceptation(self) -> float | None:
        """Largest minus smallest share of yes."""
        return widest(list(self.selection.values())).value

    @property
    def ecart_erreurs(self) -> float | None:
        """The larger of the gaps among the true cases and among the others."""
        return self.report.equalized_odds_gap.value if self.report else None

    @property
    def exactitude(self) -> float | None:
        """Share of right answers."""
        return self.report.accuracy if self.report else None

    @property
    def cout(self) -> float | None:
        """Mean cost of 100 answers, when the exercise gives the two costs."""
        return self.cost.value if self.cost else None

    def _caption(self) -> str:
        text = "Réponses du modèle (entre crochets : intervalle à 95 %)"
        if self.report and self.report.accuracy is not None:
            text += f". Réponses justes : {percent(self.report.accuracy, 1)}"
        if self.cost and self.cost.value is not None:
            text += f". Coût de 100 réponses : {trimmed(self.cost.value, 1)}"
        if self.left_out:
            text += f". Hors du calcul, sans réponse connue : {self.left_out} {self.task.rows}"
        return text

    def _heads(self) -> list[str]:
        heads = ["Groupe", self.task.rows.capitalize(), *self.task.heads]
        return heads if self.report else heads[:3]

    def _rows(self) -> list[list[str]]:
        if self.report is None:
            rows = [[str(g), str(s.total), _cell(s)] for g, s in self.selection.items()]
            gaps = [widest(list(self.selection.values()))]
        else:
            rows = [
                [str(r.group), str(r.rows), _cell(r.selection), _cell(r.tpr), _cell(r.fpr)]
                for r in self.report.groups
            ]
            gaps = [self.report.selection_gap, self.report.tpr_gap, self.report.fpr_gap]
        return [*rows, ["Écart", "", *map(_gap, gaps)]] if len(rows) > 1 else rows

    def __repr__(self) -> str:
        return text_table(self._caption(), self._heads(), self._rows())

    def _repr_html_(self) -> str:
        return html_table(self._caption(), self._heads(), self._rows())


def tableau(
    table: Table, predictions: ArrayLike, *, verite: str | ArrayLike | None = None
) -> GroupTable | ClassTable | NumberTable:
    """What the model answers on `table`, one prediction a row, group by group when it has groups.

    `verite` is a column's name or an array; without it the column of the right answers is used
    when the table has it. Rows whose truth is -1 (unknown) are left out, but for numbers.
    """
    task = table.task
    answers = task.answers(predictions)
    if len(answers) != len(table):
        raise ValueError(f"Il y a {len(answers)} prédictions pour {len(table)} {task.rows}.")
    truth, groups = truth_of(table, verite), groups_of(table)
    if task.kind == NUMBER:
        return number_table(task, answers, truth, groups)
    known = np.ones(len(answers), dtype=bool) if truth is None else truth >= 0
    kept = None if truth is None else truth[known]
    there = None if groups is None else groups[known]
    left_out = int((~known).sum())
    if task.kind == CLASSES:
        return class_table(task, answers[known], kept, there, left_out)
    return _yes_no(task, answers[known], kept, there, left_out)


def _yes_no(task: Task, answers: Any, truth: Any, groups: Any, left_out: int) -> GroupTable:
    there = np.full(len(answers), ALL) if groups is None else groups
    if truth is None:
        return GroupTable(None, dict(metrics.selection_by_group(answers, there)), 0, task)
    report = metrics.report(truth, answers, there)
    selection: dict[Any, Share] = {r.group: r.selection for r in report.groups}
    cost = mean_cost(truth, answers, *task.costs) if task.costs else None
    return GroupTable(report, selection, left_out, task, cost)


def truth_of(table: Table, given: str | ArrayLike | None = None) -> NDArray[Any] | None:
    """The right answers of a table; None when it does not have them."""
    if given is None:
        return np.asarray(table[table.task.truth]) if table.task.truth in table else None
    return np.asarray(table[given] if isinstance(given, str) else given)


def groups_of(table: Table) -> NDArray[Any] | None:
    """The group of each row, None for a table without groups."""
    return np.asarray(table[table.group]) if table.group in table else None


def _cell(value: Share) -> str:
    return f"{percent(value.value)} {interval(value.low, value.high)}".strip()


def _gap(value: Gap) -> str:
    return f"{points(value.value)} {interval(value.low, value.high)}".strip()
