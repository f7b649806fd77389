"""Housing: the postcode speaks in the place of the origin, and labels matter more than columns."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.dataset import Dataset, read_dataset
from sudia.metrics import Report, report

FOLDER = ROOT / "exercises" / "logement-et-code-postal"
SEEDS = range(5)


@cache
def reference() -> ModuleType:
    return load_code(FOLDER, "reference")


@cache
def drawn(number: int) -> tuple[Dataset, dict[str, Any]]:
    made = load_code(FOLDER, "generator").generate(hashlib.sha256(b"home %d" % number).digest())
    return read_dataset(made["public"] | {"labels": {"column": "bail_tenu"}}), made["hidden"]


@cache
def judged(number: int, columns: tuple[str, ...], label: str) -> tuple[Report, float]:
    """What a learnt model measures, and the share of files that it keeps."""
    dataset, hidden = drawn(number)
    known = reference().housed(dataset) if label == "bail_tenu" else dataset.apprentissage
    answers = (reference().learn(known, columns, label)(dataset.test) > 0.5).astype(int)
    return report(hidden["labels"], answers, hidden["groups"]), float(answers.mean())


@pytest.mark.parametrize("number", SEEDS)
def test_dropping_the_origin_leaves_a_gap_and_dropping_the_postcode_too_closes_it(
    number: int,
) -> None:
    file = reference().FILE
    everything, _ = judged(number, ("origine", "code_postal", *file), "dossier_retenu")
    blind, _ = judged(number, ("code_postal", *file), "dossier_retenu")
    both, kept = judged(number, file, "dossier_retenu")
    wide, left, none = (float(r.selection_gap.value or 0) for r in (everything, blind, both))
    assert wide > 0.3
    assert wide > left > 0.4 * wide, "half of the gap stays, or nearly"
    assert none < 0.05
    # Equal for all, and nearly everyone is refused though one lease in two would be kept.
    assert kept < 0.3 and float(both.accuracy or 0) < 0.73


@pytest.mark.parametrize("number", SEEDS)
def test_mended_labels_need_no_column_hidden(number: int) -> None:
    file = reference().FILE
    for columns in (file, ("code_postal", *file)):
        mended, kept = judged(number, columns, "bail_tenu")
        assert float(mended.accuracy or 0) > 0.77
        assert float(mended.selection_gap.value or 0) < 0.1
        assert 0.4 < kept < 0.6


def test_without_its_column_the_origin_changes_no_answer() -> None:
    dataset, _ = drawn(0)
    columns = ("code_postal", *reference().FILE)
    model = reference().learn(dataset.apprentissage, columns, "dossier_retenu")
    assert np.array_equal(model(dataset.test) > 0.5, model(dataset.test.jumeaux()) > 0.5)


@pytest.mark.parametrize("number", SEEDS)
def test_the_postcode_tells_the_origin_and_nothing_of_the_lease(number: int) -> None:
    dataset, hidden = drawn(number)
    known = dataset.apprentissage
    counts = Counter(zip(known["code_postal"].tolist(), known["origine"].tolist(), strict=True))
    right = sum(
        max(counts[code, one] for one in ("ici", "ailleurs")) for code in known.codes["code_postal"]
    )
    assert hidden["quantity"] == pytest.approx(right / len(known))
    assert hidden["quantity"] > 0.8
    for origin in ("ici", "ailleurs"):
        there = dataset.test["origine"] == origin
        kept, code = np.array(hidden["labels"])[there], dataset.test["code_postal"][there]
        shares = [kept[code == one].mean() for one in np.unique(code) if (code == one).sum() > 100]
        assert max(shares) - min(shares) < 0.25, "no more than chance on a hundred files"


@pytest.mark.parametrize("number", SEEDS)
def test_both_origins_keep_their_leases_as_often(number: int) -> None:
    _, hidden = drawn(number)
    labels, groups = np.array(hidden["labels"]), np.array(hidden["groups"])
    assert labels[groups == 0].mean() == labels[groups == 1].mean()
