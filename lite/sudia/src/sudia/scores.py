"""What is measured when an answer is a class or a number, and what mistakes cost.

Classes are whole numbers from 0, numbers are any finite numbers; both are one-dimensional arrays.
As in `metrics`, what cannot be measured is None, and the server runs this very file.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sudia.intervals import Gap, Mean, Share, mean, share, widest, widest_means
from sudia.metrics import binary

ROWS = 100  # a cost is told for that many answers


@dataclass(frozen=True, slots=True)
class GroupAccuracy:
    """How often the answers are right in one group."""

    group: Hashable
    rows: int
    accuracy: Share


@dataclass(frozen=True, slots=True)
class ClassReport:
    """`confusion[true, answered]` counts rows; `gap` is None in each part without two groups."""

    rows: int
    accuracy: Share
    groups: tuple[GroupAccuracy, ...]
    gap: Gap
    confusion: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupError:
    """How far the answers are from the truth in one group: without the sign, then with it."""

    group: Hashable
    rows: int
    error: Mean
    bias: Mean


@dataclass(frozen=True, slots=True)
class NumberReport:
    """`error` is the mean absolute error, `bias` the mean of answer minus truth."""

    rows: int
    error: Mean
    bias: Mean
    groups: tuple[GroupError, ...]
    gap: Gap


def whole(values: ArrayLike, classes: int, name: str = "values") -> NDArray[np.int64]:
    """Check and convert to whole numbers from 0 to `classes` - 1; ValueError (in French)."""
    wanted = f"« {name} » doit contenir uniquement des nombres entiers de 0 à {classes - 1}."
    array = _line(values, name, wanted)
    if not ((array >= 0) & (array < classes) & (array == np.floor(array))).all():
        raise ValueError(wanted)
    return array.astype(np.int64)


def finite(values: ArrayLike, name: str = "values") -> NDArray[np.float64]:
    """Check and convert to finite numbers; ValueError (in French) otherwise."""
    wanted = f"« {name} » doit contenir uniquement des nombres."
    array = _line(values, name, wanted).astype(np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"« {name} » contient un nombre infini ou qui n’existe pas (nan).")
    return array


def mean_cost(truth: ArrayLike, answers: ArrayLike, missed: float, false_alarm: float) -> Mean:
    """The cost of 100 answers (0 or 1): `missed` for a 1 answered 0, `false_alarm` for a 0
    answered 1."""
    y, p = binary(truth, "vérité"), binary(answers, "prédictions")
    _same_length(y, p)
    costs = missed * ((y == 1) & (p == 0)) + false_alarm * ((y == 0) & (p == 1))
    return mean(ROWS * costs.astype(np.float64))


def class_report(
    truth: ArrayLike, answers: ArrayLike, classes: int, groups: ArrayLike | None = None
) -> ClassReport:
    """Right answers, in all and by group, and what is taken for what."""
    y, p = whole(truth, classes, "vérité"), whole(answers, classes, "prédictions")
    _same_length(y, p)
    right = y == p
    parts = tuple(
        GroupAccuracy(code, int(there.sum()), share(int(right[there].sum()), int(there.sum())))
        for code, there in _parts(groups, len(y))
    )
    # In a browser numpy counts with 32-bit indices and refuses 64-bit ones.
    cells = (classes * y + p).astype(np.intp)
    confusion = np.bincount(cells, minlength=classes * classes)
    return ClassReport(
        rows=len(y),
        accuracy=share(int(right.sum()), len(y)),
        groups=parts,
        gap=widest([part.accuracy for part in parts]),
        confusion=confusion.reshape(classes, classes),
    )


def number_report(
    truth: ArrayLike, answers: ArrayLike, groups: ArrayLike | None = None
) -> NumberReport:
    """Errors without and with their sign, in all and by group."""
    y, p = finite(truth, "vérité"), finite(answers, "prédictions")
    _same_length(y, p)
    signed = p - y
    parts = tuple(
        GroupError(code, int(there.sum()), mean(np.abs(signed[there])), mean(signed[there]))
        for code, there in _parts(groups, len(y))
    )
    return NumberReport(
        rows=len(y),
        error=mean(np.abs(signed)),
        bias=mean(signed),
        groups=parts,
        gap=widest_means([part.error for part in parts]),
    )


def _line(values: ArrayLike, name: str, wanted: str) -> NDArray[Any]:
    array = np.asarray(values)
    if array.dtype == object or array.dtype.kind not in "biuf":
        raise ValueError(wanted)
    if array.ndim != 1:
        raise ValueError(f"« {name} » doit être une simple liste, sans sous-liste.")
    return array


def _same_length(y: NDArray[np.generic], p: NDArray[np.generic]) -> None:
    if len(y) != len(p):
        raise ValueError(f"Il y a {len(p)} prédictions pour {len(y)} lignes.")


def _parts(groups: ArrayLike | None, rows: int) -> list[tuple[Hashable, NDArray[np.bool_]]]:
    if groups is None:
        return []
    g = np.asarray(groups)
    if g.shape != (rows,):
        raise ValueError(f"Il faut un groupe par ligne : {rows} lignes, {g.size} groupes.")
    return [(code, g == code) for code in np.unique(g).tolist()]
