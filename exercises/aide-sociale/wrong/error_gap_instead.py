"""A fair model, and the gap between those accepted among the reviewed rows' needy, not among all.

The quantity asked is the acceptance gap on the rows handed in; this one is a gap of true rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset
from sudia.groups import tableau

from ..reference import HOUSEHOLD, hand_in, learn, reviewed

REASON = "quantity"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    known = reviewed(dataset)
    model = learn(known, HOUSEHOLD, "besoin_reel")
    report = tableau(known, model.predict(known.matrice(*HOUSEHOLD))).report
    assert report is not None
    sent = hand_in(dataset, model.predict(dataset.test.matrice(*HOUSEHOLD)))
    return sent | {"quantity": report.tpr_gap.value}
