"""The authors' example is complete: copied from the page, it loads, runs, fails and passes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mooc.grading import exercise_guide
from mooc.grading.exercise_code import load_code
from mooc.grading.exercise_file import load_exercise
from mooc.grading.kinds.predictions.keys import CRITERIA_KEYS, GROUP_KEYS, LABEL_KEYS
from mooc.grading.proof import prove
from mooc.settings import ROOT
from tests.exercises import test_all_exercises as rules
from tests.exercises.notebook import FakePage, run_notebook

GUIDE = ROOT / "docs/auteurs/exercices.md"
KEYS = ROOT / "docs/auteurs/cles-exercices.md"
BLOCK = re.compile(r"^`([\w:./-]+)`(?: ([^\n]+))?\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's exercise, written from its blocks of code."""
    made = tmp_path_factory.mktemp("guide") / "bus-en-retard"
    (made / "wrong").mkdir(parents=True)
    cells = []
    for number, match in enumerate(BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))):
        name, title, text = match.groups()
        if not name.startswith("cours:"):
            (made / name).write_text(text, encoding="utf-8")
            continue
        hints = ["Regardez le tableau.", "Montez le seuil."] if "seuil = 20" in text else []
        cells.append(
            {
                "id": f"cellule-{number}",
                "cell_type": "markdown" if name == "cours:intro" else "code",
                "metadata": {"tags": [name], "cours": {"titre": title or "", "indices": hints}},
                "source": text,
            }
        )
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (made / "carnet.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return made


def test_the_example_satisfies_every_rule_of_exercises(folder: Path) -> None:
    found = [rule for name, rule in vars(rules).items() if name.startswith("test_")]
    slow = rules.test_answers_are_judged_as_they_should_on_1000_seeds
    assert len(found) > 8
    for rule in found:
        if rule is not slow:
            rule(folder)
    exercise, _ = load_exercise(folder)
    assert exercise is not None
    assert prove(exercise, draws=200) == ()


def test_it_fails_as_given_and_passes_solved(folder: Path) -> None:
    exercise, _ = load_exercise(folder)
    assert exercise is not None
    page = FakePage(exercise, bytes(32))
    run_notebook(page)
    assert not page.passed
    shown = run_notebook(page, load_code(folder, "reference").SOLVED)
    assert page.passed
    assert any("Retards annoncés" in text for text in shown.values())


def test_the_keys_are_up_to_date() -> None:
    """Write them again with ``python -m mooc.grading.exercise_guide > …/cles-exercices.md``."""
    assert KEYS.read_text(encoding="utf-8") == exercise_guide.guide()


def test_every_key_is_explained() -> None:
    text = exercise_guide.guide()
    for keys in (LABEL_KEYS, GROUP_KEYS, CRITERIA_KEYS):
        for name, key in keys.items():
            assert f"| `{name}` |" in text and key.help and key.written
