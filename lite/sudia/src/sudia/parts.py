"""The tables of an exercise whose answers are classes or numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sudia.french import interval, percent, points, rounded_interval, trimmed
from sudia.intervals import Mean, Share
from sudia.markup import html_table, text_table
from sudia.scores import ClassReport, NumberReport, class_report, number_report
from sudia.task import Task

SHOWN = 12  # classes shown; with more, those that the model gets wrong most often


@dataclass(frozen=True, eq=False, repr=False)
class _Shown:
    """One or two tables, each a caption, heads and rows."""

    def _tables(self) -> list[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
        raise NotImplementedError

    def __repr__(self) -> str:
        return "\n\n".join(text_table(*table) for table in self._tables())

    def _repr_html_(self) -> str:
        return "".join(html_table(*table) for table in self._tables())


@dataclass(frozen=True, eq=False, repr=False)
class ClassTable(_Shown):
    """What `sudia.tableau` returns for classes; `report` is None when the truth is unknown."""

    task: Task
    answered: NDArray[np.int64]
    report: ClassReport | None
    left_out: int

    @property
    def exactitude(self) -> float | None:
        """Share of right answers."""
        return self.report.accuracy.value if self.report else None

    @property
    def ecart(self) -> float | None:
        """Gap between the shares of right answers of the groups."""
        return self.report.gap.value if self.report else None

    @property
    def confusion(self) -> NDArray[np.int64] | None:
        """Counts: a row for each true class, a column for each answer."""
        return self.report.confusion if self.report else None

    def _tables(self) -> list[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
        rows = self.task.rows.capitalize()
        if self.report is None:
            cells = [
                [name, str(count)]
                for name, count in zip(self.task.classes, self.answered, strict=True)
            ]
            return [("Réponses du modèle", ["Réponse", rows], cells)]
        report = self.report
        caption = f"Réponses justes : {percent(report.accuracy.value, 1)} {_span(report.accuracy)}"
        if self.left_out:
            caption += f". Hors du calcul, sans réponse connue : {self.left_out} {self.task.rows}"
        if len(self.task.classes) > SHOWN:
            caption += f". Les {SHOWN} classes les moins bien trouvées"
        heads = ["Vraie classe", rows, "Trouvées", "Surtout prises pour"]
        tables = [(caption, heads, self._classes(report.confusion))]
        if report.groups:
            lines = [
                [str(g.group), str(g.rows), f"{percent(g.accuracy.value)} {_span(g.accuracy)}"]
                for g in report.groups
            ]
            if len(lines) > 1:
                gap = report.gap
                text = f"{points(gap.value)} {interval(gap.low, gap.high)}".strip()
                lines.append(["Écart", "", text])
            tables.append(("Par groupe", ["Groupe", rows, "Réponses justes"], lines))
        return [(caption, heads, cells) for caption, heads, cells in tables]

    def _classes(self, confusion: NDArray[np.int64]) -> list[list[str]]:
        totals = confusion.sum(axis=1)
        right = confusion.diagonal() / np.maximum(totals, 1)
        order = np.arange(len(totals))[totals > 0]
        if len(self.task.classes) > SHOWN:
            order = np.sort(order[np.argsort(right[order], kind="stable")][:SHOWN])
        lines = []
        for label in order.tolist():
            wrong = confusion[label].copy()
            wrong[label] = 0
            other = int(wrong.argmax())
            taken = f"{self.task.name(other)} ({wrong[other]})" if wrong[other] else "aucune autre"
            found = percent(float(right[label]))
            lines.append([self.task.name(label), str(totals[label]), found, taken])
        return lines


@dataclass(frozen=True, eq=False, repr=False)
class NumberTable(_Shown):
    """What `sudia.tableau` returns for numbers; `report` is None when the truth is unknown."""

    task: Task
    answers: NDArray[np.float64]
    report: NumberReport | None

    @property
    def erreur(self) -> float | None:
        """Mean absolute error."""
        return self.report.error.value if self.report else None

    @property
    def biais(self) -> float | None:
        """Mean of prediction minus truth: above zero, the model says too much."""
        return self.report.bias.value if self.report else None

    @property
    def ecart(self) -> float | None:
        """Gap between the mean errors of the groups."""
        return self.report.gap.value if self.report else None

    def _tables(self) -> list[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
        rows, unit = self.task.rows.capitalize(), self.task.unit
        if self.report is None:
            cells = [[str(len(self.answers)), *_summary(self.answers)]]
            heads = [rows, "Plus petite", "Moyenne", "Plus grande"]
            return [(f"Réponses du modèle, en {unit}", heads, cells)]
        report = self.report
        lines = [["Ensemble", str(report.rows), _mean(report.error), _mean(report.bias)]]
        lines += [[str(g.group), str(g.rows), _mean(g.error), _mean(g.bias)] for g in report.groups]
        if len(report.groups) > 1:
            gap = report.gap
            span = rounded_interval(gap.low, gap.high)
            value = "non mesurable" if gap.value is None else trimmed(gap.value, 1)
            lines.append(["Écart", "", f"{value} {span}".strip(), ""])
        caption = f"Erreurs du modèle, en {unit} (entre crochets : intervalle à 95 %)"
        heads = ["Groupe", rows, "Erreur moyenne", "En moyenne trop haut de"]
        return [(caption, heads, lines)]


def class_table(task: Task, answers: Any, truth: Any, groups: Any, left_out: int) -> ClassTable:
    """The table of these answers, all in the domain of the task."""
    count = len(task.classes)
    # In a browser numpy counts with 32-bit indices and refuses 64-bit ones.
    answered = np.bincount(np.asarray(answers).astype(np.intp), minlength=count)
    report = None if truth is None else class_report(truth, answers, count, groups)
    return ClassTable(task, answered, report, left_out)


def number_table(task: Task, answers: Any, truth: Any, groups: Any) -> NumberTable:
    """The table of these numbers."""
    report = None if truth is None else number_report(truth, answers, groups)
    return NumberTable(task, answers, report)


def _summary(values: NDArray[np.float64]) -> list[str]:
    if not len(values):
        return ["non mesurable"] * 3
    return [trimmed(float(f(values)), 1) for f in (np.min, np.mean, np.max)]


def _span(value: Share) -> str:
    return interval(value.low, value.high)


def _mean(value: Mean) -> str:
    if value.value is None:
        return "non mesurable"
    return f"{trimmed(value.value, 1)} {rounded_interval(value.low, value.high)}".strip()
