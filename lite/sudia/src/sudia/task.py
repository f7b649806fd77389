"""What an exercise asks to guess, and the words for it: read from the set that the page sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sudia.metrics import binary
from sudia.scores import finite, whole

YES_NO, CLASSES, NUMBER = "yes-no", "classes", "number"
HEADS = ("Réponses « oui »", "Cas trouvés", "Fausses alertes")


@dataclass(frozen=True, slots=True)
class Task:
    """`truth` is the column of the right answer, known in a practice set; `rows` names the lines
    of a table; `costs` are those of a missed case and of a false alarm, when the exercise has any.
    """

    kind: str = YES_NO
    truth: str = "besoin_reel"
    yes: str = "oui"
    no: str = "non"
    classes: tuple[str, ...] = ()
    unit: str = ""
    rows: str = "lignes"
    heads: tuple[str, str, str] = HEADS
    costs: tuple[float, float] | None = None

    def answers(self, values: ArrayLike) -> NDArray[Any]:
        """Predictions checked and converted; ValueError (in French) when they do not fit."""
        if self.kind == NUMBER:
            return finite(values, "predictions")
        if self.kind == CLASSES:
            return whole(values, len(self.classes), "predictions")
        return binary(values, "predictions")

    def name(self, answer: int) -> str:
        """How an answer is read: "oui" for 1, the class of a code."""
        if self.kind == CLASSES:
            return self.classes[answer]
        return self.yes if answer else self.no

    @property
    def domain(self) -> str:
        """What each prediction is, for "5 420 prédictions, …"."""
        if self.kind == NUMBER:
            return "un nombre chacune"
        if self.kind == CLASSES:
            return f"un code de 0 à {len(self.classes) - 1} chacune"
        return "toutes à 0 ou 1"

    def sent(self, values: ArrayLike) -> list[Any]:
        """Predictions as plain numbers, ready for JSON."""
        checked = self.answers(values)
        rounded = np.round(checked, 4) if self.kind == NUMBER else checked
        plain: list[Any] = rounded.tolist()
        return plain


def read_task(labels: Mapping[str, Any], criteria: Mapping[str, Any]) -> Task:
    """The task in the set's `labels` and `criteria`; what is missing keeps its default."""
    texts = {key: str(labels[key]) for key in ("yes", "no", "unit", "rows") if key in labels}
    costs = [criteria.get(key) for key in ("cost_missed", "cost_false_alarm")]
    heads = tuple(str(head) for head in labels.get("heads", HEADS))
    return Task(
        kind=str(labels.get("task", YES_NO)),
        truth=str(labels.get("column", "besoin_reel")),
        classes=tuple(str(name) for name in labels.get("classes", ())),
        heads=(heads[0], heads[1], heads[2]),
        costs=None if None in costs else (float(costs[0] or 0), float(costs[1] or 0)),
        **texts,
    )
