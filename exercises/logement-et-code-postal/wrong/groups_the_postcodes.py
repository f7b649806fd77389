"""Replaces each postcode by the share of files chosen there: fewer columns, the same voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sudia.dataset import read_dataset

from ..reference import FILE, hand_in, learn

REASON = "gap"


def answer(issued: Mapping[str, Any]) -> dict[str, Any]:
    dataset = read_dataset(issued)
    known, test = dataset.apprentissage, dataset.test
    codes = known.codes["code_postal"]
    chosen = {code: known["dossier_retenu"][known["code_postal"] == code].mean() for code in codes}
    known, test = (
        table.avec(reputation=[chosen[code] for code in table["code_postal"].tolist()])
        for table in (known, test)
    )
    model = learn(known, ("reputation", *FILE), "dossier_retenu")
    return hand_in(dataset, model(test) > 0.5)
