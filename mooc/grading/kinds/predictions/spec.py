"""What passing asks, as the author wrote it in exercise.toml: labels, groups, criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.kinds.predictions.keys import (
    CRITERIA_KEYS,
    GAPS,
    GROUP_KEYS,
    KNOWN_QUANTITIES,
    LABEL_KEYS,
    MOST_CLASSES,
    MOST_GROUPS,
    MOST_NUMBER,
    QUANTITIES,
    ROWS_DEFAULT,
    ROWS_MIN,
    ROWS_MIN_GAP,
    TASKS,
)
from mooc.grading.kinds.predictions.reading import BadSpec, Table, read_table


@dataclass(frozen=True, slots=True)
class Labels:
    """What is guessed. ``classes`` names the labels 0, 1, 2…; ``heads`` those of a table."""

    task: str
    column: str
    yes: str = ""
    no: str = ""
    classes: tuple[str, ...] = ()
    unit: str = ""
    rows: str = "lignes"
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    """``column`` is the group's column, ``codes`` its values, ``names`` how they are read."""

    column: str
    codes: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap between groups, and the largest that passes."""

    kind: str
    most: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Mean cost of 100 answers, and the largest that passes."""

    missed: float
    false_alarm: float
    most: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the learner computes, within ``tolerance``; ``most`` bounds what is read."""

    kind: str
    tolerance: float
    most: float
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Spec:
    """What passing asks. ``rows_min`` is how many hidden rows must decide the verdict: for each
    group and outcome when a gap is judged, for all otherwise."""

    labels: Labels
    groups: Groups | None
    accuracy_min: float | None
    gap: Gap | None
    costs: Costs | None
    error_max: float | None
    quantity: Quantity
    rows_min: int

    @property
    def task(self) -> str:
        """``yes-no``, ``classes`` or ``number``."""
        return self.labels.task

    @property
    def criteria(self) -> tuple[str, ...]:
        """The names of the criteria that a hand-in must reach, in the order told."""
        asked = {
            "accuracy": self.accuracy_min,
            "gap": self.gap,
            "cost": self.costs,
            "error": self.error_max,
        }
        return (*(name for name, value in asked.items() if value is not None), "quantity")


def parse(whole: Mapping[str, Any]) -> Spec:
    """The spec in a parsed exercise.toml; BadSpec for the first thing that does not fit."""
    labels = _labels(read_table(whole, "labels", LABEL_KEYS))
    groups = _groups(read_table(whole, "groups", GROUP_KEYS)) if "groups" in whole else None
    table = read_table(whole, "criteria", CRITERIA_KEYS)
    gap = _gap(table, labels, groups)
    spec = Spec(
        labels=labels,
        groups=groups,
        accuracy_min=_limit(table, "accuracy_min", labels, ("yes-no", "classes"), 1),
        gap=gap,
        costs=_costs(table, labels),
        error_max=_limit(table, "error_max", labels, ("number",), MOST_NUMBER),
        quantity=_quantity(table, labels, groups),
        rows_min=table.whole(
            "rows_min",
            ROWS_MIN_GAP if gap else ROWS_MIN,
            60_000,
            ROWS_MIN_GAP if gap else ROWS_DEFAULT,
        ),
    )
    if spec.accuracy_min is None and spec.costs is None and spec.error_max is None:
        message = "[criteria] : donnez accuracy_min, cost_max ou error_max"
        raise BadSpec("criteria", message)
    return spec


def _labels(table: Table) -> Labels:
    task = table.choice("task", TASKS, "yes-no")
    yes_no = task == "yes-no"
    return Labels(
        task=task,
        column=table.text("column"),
        yes=table.text("yes") if yes_no else "",
        no=table.text("no") if yes_no else "",
        classes=table.texts("classes", 2, MOST_CLASSES) if task == "classes" else (),
        unit=table.text("unit") if task == "number" else "",
        rows=table.text("rows", "lignes"),
        heads=table.texts("heads", 3, 3) if yes_no and table.has("heads") else (),
    )


def _groups(table: Table) -> Groups:
    codes = table.texts("codes", 2, MOST_GROUPS)
    return Groups(table.text("column"), codes, table.texts("labels", len(codes), len(codes)))


def _limit(
    table: Table, key: str, labels: Labels, tasks: tuple[str, ...], most: float
) -> float | None:
    if not table.has(key):
        return None
    if labels.task not in tasks:
        raise table.bad(key, f"seulement quand « task » est {' ou '.join(tasks)}")
    return table.number(key, 0, most)


def _gap(table: Table, labels: Labels, groups: Groups | None) -> Gap | None:
    if not table.has("gap"):
        if table.has("gap_max"):
            raise table.bad("gap_max", "à donner avec « gap »")
        return None
    if labels.task != "yes-no" or groups is None:
        raise table.bad("gap", "demande des réponses yes-no et la table [groups]")
    return Gap(table.choice("gap", GAPS), table.number("gap_max", 0, 1))


def _costs(table: Table, labels: Labels) -> Costs | None:
    most = _limit(table, "cost_max", labels, ("yes-no",), MOST_NUMBER)
    if most is None:
        for key in ("cost_missed", "cost_false_alarm"):
            if table.has(key):
                raise table.bad(key, "à donner avec « cost_max »")
        return None
    missed, alarm = (table.number(f"cost_{n}", 0, 1e6) for n in ("missed", "false_alarm"))
    return Costs(missed, alarm, most)


def _quantity(table: Table, labels: Labels, groups: Groups | None) -> Quantity:
    kind = table.choice("quantity", QUANTITIES)
    if kind != "given" and labels.task != "yes-no":
        raise table.bad("quantity", "given, quand les réponses ne sont pas yes-no")
    if kind in ("selection-gap", "twin-flips") and groups is None:
        raise table.bad("quantity", f"{kind} demande la table [groups]")
    name, how = KNOWN_QUANTITIES.get(kind, (None, None))
    most = table.number("quantity_max", 0, MOST_NUMBER, 1)
    return Quantity(
        kind=kind,
        tolerance=table.number("quantity_tolerance", 0, most),
        most=most,
        name=table.text("quantity_name", name),
        how=table.text("quantity_how", how),
    )


__all__ = ["BadSpec", "Costs", "Gap", "Groups", "Labels", "Quantity", "Spec", "parse"]
