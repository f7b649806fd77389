"""The two exercises on real digits: where the pictures come from, and what was put in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.tree import DecisionTreeClassifier

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.dataset import read_dataset

FIRST, DUEL = ROOT / "exercises" / "premier-modele", ROOT / "exercises" / "duel-de-sobriete"
BOTH = pytest.mark.parametrize("folder", [FIRST, DUEL], ids=lambda folder: folder.name)
DRAWS = range(6)


def seed(number: int) -> bytes:
    return hashlib.sha256(f"digits {number}".encode()).digest()


def lost(made: Any, answers: Any) -> float:
    """How much more often the first group is read well than the second."""
    right = np.asarray(answers) == np.array(made["hidden"]["labels"])
    second = np.array(made["hidden"]["groups"]) == 1
    return float(right[~second].mean() - right[second].mean())


@BOTH
def test_the_pictures_are_scikit_learns(folder: Path) -> None:
    pictures, labels = load_code(folder, "generator")._digits()
    real = load_digits()
    assert np.array_equal(pictures, real.data.astype(int))
    assert np.array_equal(labels, real.target)


@BOTH
def test_a_practice_picture_is_never_issued(folder: Path) -> None:
    generator = load_code(folder, "generator")
    practice, issued = (set(np.hstack(generator._pool(p)).tolist()) for p in (True, False))
    assert not practice & issued
    assert len(practice | issued) == 1797
    told = (folder / "carte-donnees.md").read_text(encoding="utf-8")
    assert f"Les {len(practice)} images réservées au jeu d’essai" in told


@BOTH
def test_no_label_can_be_looked_up_by_comparing_files(folder: Path) -> None:
    generator = load_code(folder, "generator")
    originals = {row.tobytes() for row in generator._digits()[0]}
    made = generator.generate(seed(0))["public"]
    for table in ("train", "test"):
        pixels = np.array(made[table]["pixels"], dtype=np.int64)
        assert pixels.min() >= 0 and pixels.max() <= 16
        assert not [row for row in pixels if row.tobytes() in originals]


def test_a_picture_serves_in_one_table_only() -> None:
    generator = load_code(FIRST, "generator")
    rows = np.concatenate(generator._pictures(seed(1), generator.ISSUED, False))
    assert len(set(rows.tolist())) == len(rows) == 900


def test_pencil_is_misread_until_all_pictures_have_the_same_ink() -> None:
    """The bias of the data card: read by ink, a pencil loses 15 points or more; by shape, few."""
    generator, reference = (load_code(FIRST, name) for name in ("generator", "reference"))
    by_ink, by_shape = [], []
    for number in DRAWS:
        made = generator.generate(seed(number))
        dataset = read_dataset(made["public"])
        examples, labels = dataset.apprentissage.matrice("pixels"), dataset.apprentissage["chiffre"]
        pictures, same = dataset.test.matrice("pixels"), reference.same_ink
        by_ink.append(lost(made, reference.nearest(examples, labels, pictures)))
        by_shape.append(lost(made, reference.nearest(same(examples), labels, same(pictures))))
    assert min(by_ink) > 0.1 and np.mean(by_ink) > 0.15
    assert np.mean(by_shape) < 0.05


def test_the_small_tree_loses_more_on_the_telephone_than_the_weighed_sum() -> None:
    """Who pays for a model too small: the data card says twice as much."""
    generator, reference = (load_code(DUEL, name) for name in ("generator", "reference"))
    tree, weighed = [], []
    for number in DRAWS:
        made = generator.generate(seed(number))
        for found, model in (
            (tree, DecisionTreeClassifier(max_depth=5, random_state=0)),
            (weighed, reference.weighed_sum()),
        ):
            answers = reference.learn_and_answer(made["public"], model)["predictions"]
            found.append(lost(made, answers))
    assert np.mean(tree) > 1.5 * np.mean(weighed) > 0


def test_the_ratio_asked_is_counted_and_is_the_learners_own() -> None:
    generator = load_code(DUEL, "generator")
    asked = set()
    for number in DRAWS:
        made = generator.generate(seed(number))
        examples = len(made["public"]["train"]["chiffre"])
        products = sum(64 for _ in range(examples))  # one picture compared with every example
        assert made["hidden"]["quantity"] == pytest.approx(products / (64 * 10))
        asked.add(made["hidden"]["quantity"])
    assert len(asked) > 2
