"""How often a model is right, for whom, and by how much that differs.

Labels and predictions are one-dimensional arrays of 0 and 1, groups an array of any codes of the
same length. What cannot be measured (a group without a class, no row) is None, never 0.
The server, the tests and the learner's browser run this very file.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sudia.intervals import UNMEASURABLE, Gap, Share, share, widest

Binary = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupRates:
    """The rates of one group: yes among all, among those in need (TPR), among the others (FPR)."""

    group: Hashable
    rows: int
    accuracy: Share
    selection: Share
    tpr: Share
    fpr: Share


@dataclass(frozen=True, slots=True)
class Report:
    """Everything measured at once on one set of predictions."""

    rows: int
    accuracy: float | None
    balanced_accuracy: float | None
    groups: tuple[GroupRates, ...]
    selection_gap: Gap
    tpr_gap: Gap
    fpr_gap: Gap
    equalized_odds_gap: Gap


def binary(values: ArrayLike, name: str = "values") -> Binary:
    """Check and convert to an array of 0 and 1; ValueError (in French) otherwise."""
    array = np.asarray(values)
    if array.dtype == object or array.dtype.kind not in "biuf":
        raise ValueError(f"« {name} » doit contenir uniquement des 0 et des 1.")
    if array.ndim != 1:
        raise ValueError(f"« {name} » doit être une simple liste, sans sous-liste.")
    if not ((array == 0) | (array == 1)).all():  # far faster than np.isin
        raise ValueError(f"« {name} » doit contenir uniquement des 0 et des 1.")
    return array.astype(np.int64)


def accuracy(truth: ArrayLike, predictions: ArrayLike) -> float | None:
    """Share of right answers; None without rows."""
    y, p = _pair(truth, predictions)
    return float((y == p).mean()) if len(y) else None


def balanced_accuracy(truth: ArrayLike, predictions: ArrayLike) -> float | None:
    """Mean of the shares of right answers on 1 and on 0; None if one of them never occurs."""
    y, p = _pair(truth, predictions)
    if not (y == 1).any() or not (y == 0).any():
        return None
    return float((p[y == 1].mean() + (1 - p[y == 0]).mean()) / 2)


def rates_by_group(
    truth: ArrayLike, predictions: ArrayLike, groups: ArrayLike
) -> tuple[GroupRates, ...]:
    """Rates of each group, in the sorted order of the groups' codes."""
    y, p = _pair(truth, predictions)
    g = _groups(groups, len(y))
    return tuple(_rates(code, y[g == code], p[g == code]) for code in np.unique(g).tolist())


def selection_by_group(predictions: ArrayLike, groups: ArrayLike) -> Mapping[Hashable, Share]:
    """Share of 1 among the predictions of each group; needs no truth."""
    p = binary(predictions, "predictions")
    g = _groups(groups, len(p))
    return {
        code: share(int(p[g == code].sum()), int((g == code).sum()))
        for code in np.unique(g).tolist()
    }


def demographic_parity_gap(predictions: ArrayLike, groups: ArrayLike) -> Gap:
    """Largest minus smallest selection rate."""
    return widest(list(selection_by_group(predictions, groups).values()))


def equalized_odds_gap(truth: ArrayLike, predictions: ArrayLike, groups: ArrayLike) -> Gap:
    """The larger of the TPR gap and the FPR gap (as fairlearn's worst case)."""
    return _worst(*_odds_gaps(rates_by_group(truth, predictions, groups)))


def twin_flip_rate(predictions: ArrayLike, pairs: ArrayLike) -> Share:
    """Share of twin pairs whose two members get different answers.

    `pairs` gives each row the number of its pair, or -1. A number that is not borne by exactly
    two rows is a ValueError.
    """
    p = binary(predictions, "predictions")
    codes = np.asarray(pairs)
    if codes.shape != p.shape:
        raise ValueError("Il faut un numéro de paire par prédiction.")
    rows = np.flatnonzero(codes >= 0)
    rows = rows[np.argsort(codes[rows], kind="stable")]
    if len(rows) % 2 or (codes[rows][0::2] != codes[rows][1::2]).any():
        raise ValueError("Chaque paire de jumeaux compte exactement deux lignes.")
    if len(np.unique(codes[rows])) * 2 != len(rows):
        raise ValueError("Chaque paire de jumeaux compte exactement deux lignes.")
    flips = p[rows][0::2] != p[rows][1::2]
    return share(int(flips.sum()), len(flips))


def report(truth: ArrayLike, predictions: ArrayLike, groups: ArrayLike) -> Report:
    """All of the above but the twins, on the same rows."""
    rates = rates_by_group(truth, predictions, groups)
    tpr, fpr = _odds_gaps(rates)
    return Report(
        rows=sum(r.rows for r in rates),
        accuracy=accuracy(truth, predictions),
        balanced_accuracy=balanced_accuracy(truth, predictions),
        groups=rates,
        selection_gap=widest([r.selection for r in rates]),
        tpr_gap=tpr,
        fpr_gap=fpr,
        equalized_odds_gap=_worst(tpr, fpr),
    )


def _pair(truth: ArrayLike, predictions: ArrayLike) -> tuple[Binary, Binary]:
    y, p = binary(truth, "vérité"), binary(predictions, "prédictions")
    if len(y) != len(p):
        raise ValueError(f"Il y a {len(p)} prédictions pour {len(y)} lignes.")
    return y, p


def _groups(groups: ArrayLike, rows: int) -> NDArray[np.generic]:
    g = np.asarray(groups)
    if g.shape != (rows,):
        raise ValueError(f"Il faut un groupe par ligne : {rows} lignes, {g.size} groupes.")
    return g


def _rates(code: Hashable, y: Binary, p: Binary) -> GroupRates:
    needy, other = p[y == 1], p[y == 0]
    return GroupRates(
        group=code,
        rows=len(y),
        accuracy=share(int((y == p).sum()), len(y)),
        selection=share(int(p.sum()), len(p)),
        tpr=share(int(needy.sum()), len(needy)),
        fpr=share(int(other.sum()), len(other)),
    )


def _odds_gaps(rates: tuple[GroupRates, ...]) -> tuple[Gap, Gap]:
    return widest([r.tpr for r in rates]), widest([r.fpr for r in rates])


def _worst(tpr: Gap, fpr: Gap) -> Gap:
    if tpr.value is None or fpr.value is None:
        return UNMEASURABLE
    return tpr if tpr.value >= fpr.value else fpr
