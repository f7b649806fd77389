"""Every exercise in Python proves itself: files, data, notebook, answers right and wrong.

An exercise says in ``reference.py`` how its notebook is solved: ``SOLVED``, the learner's changes
as (text of a cell, text that replaces it).
"""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from mooc.content.notebook import cells_from_notebook
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_code import load_code, wrong_names
from mooc.grading.exercise_file import load_exercise
from mooc.grading.kinds.predictions import sets
from mooc.grading.kinds.predictions.pack import pack, unpack
from mooc.grading.proof import ENOUGH, UNREADABLE, tally
from mooc.settings import ROOT
from tests.exercises.notebook import FakePage, code_cells, run_notebook

SEEDS = 1000
MOST_PACKED = 100_000  # bytes of a set, compressed: a second and a half on a poor 3G line
MOST_HAND_IN = 900_000  # the server reads a megabyte
FOLDERS = [p.parent for p in sorted((ROOT / "exercises").glob("*/reference.py"))]

pytestmark = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def seed(number: int) -> bytes:
    return hashlib.sha256(f"test {number}".encode()).digest()


def loaded(folder: Path) -> Exercise:
    exercise, problems = load_exercise(folder)
    assert not problems, "\n".join(map(str, problems))
    assert exercise is not None and exercise.python is not None
    return exercise


def test_it_loads_without_a_problem(folder: Path) -> None:
    exercise = loaded(folder)
    assert exercise.task.steps, "hints on the page: [[steps]]"
    assert len(load_code(folder, "reference").ANSWERS) >= 1


@pytest.mark.slow
def test_answers_are_judged_as_they_should_on_1000_seeds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right ones pass and wrong ones fail for their reason, 99 % or more, in two processes."""
    exercise = loaded(folder)
    # On such small models the threads of BLAS wait for each other: six times slower.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        monkeypatch.setenv(name, "1")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        one, other = pool.map(tally, [folder] * 2, [range(0, SEEDS, 2), range(1, SEEDS, 2)])
    found = one + other
    answers = len(load_code(folder, "reference").ANSWERS) + len(wrong_names(folder))
    assert found.draws == SEEDS
    assert len(found.as_expected) == answers
    assert found.smallest >= exercise.task.spec.rows_min
    shares = {name: count / SEEDS for name, count in found.as_expected.items()}
    too_low = {name: share for name, share in shares.items() if share < ENOUGH}
    assert not too_low, "answers that are not judged as they should, and on what share of seeds"


def test_every_criterion_has_a_wrong_answer_that_fails_for_it(folder: Path) -> None:
    criteria = set(loaded(folder).task.spec.criteria)
    reasons = {load_code(folder, name).REASON for name in wrong_names(folder)}
    assert reasons <= criteria | {UNREADABLE}
    assert criteria <= reasons


def test_a_set_is_drawn_the_same_twice_and_differs_between_learners(folder: Path) -> None:
    exercise = loaded(folder)
    one, again, other = (sets.draw(exercise, seed(n)) for n in (1, 1, 2))
    assert one.content_hash == again.content_hash != other.content_hash
    assert np.array_equal(one.hidden.labels, again.hidden.labels)
    kept = unpack(pack(one.hidden))
    for column in ("ids", "labels", "groups", "pairs", "verdict"):
        assert np.array_equal(getattr(kept, column), getattr(one.hidden, column)), column
    assert kept.quantity == one.hidden.quantity


def test_the_browser_never_receives_a_hidden_label(folder: Path) -> None:
    exercise = loaded(folder)
    spec, drawn = exercise.task.spec, sets.draw(exercise, seed(3))
    test, hidden = drawn.public["test"], drawn.hidden
    assert spec.labels.column not in test
    assert "quantity" not in drawn.public
    ids = np.array(test["id"])
    assert sorted(ids.tolist()) == hidden.ids.tolist()
    # Neither the order of the rows nor the ids say anything of label or part.
    place = np.argsort(np.argsort(ids))
    order = np.argsort(place)
    most = 5 / np.sqrt(len(ids))
    for column in (hidden.labels, hidden.verdict):
        for clue in (order, hidden.ids.astype(float)):
            assert abs(np.corrcoef(clue, column)[0, 1]) < most
    # No column says the label by another name.
    for name, values in test.items():
        if name != "id" and all(type(value) is int for value in values):
            told = np.array(values)[np.argsort(ids)]
            assert not np.array_equal(told, hidden.labels), name


def test_the_practice_set_has_its_answers_and_is_light(folder: Path) -> None:
    exercise = loaded(folder)
    packed = sets.practice(exercise)
    public = json.loads(packed)
    assert public["practice"] is True
    assert exercise.task.spec.labels.column in public["test"]
    issued = sets.as_json(sets.draw(exercise, seed(4)).public)
    for name, data in (("practice", packed), ("issued", issued)):
        assert len(gzip.compress(data, 6)) < MOST_PACKED, name


def test_the_data_card_describes_every_column(folder: Path) -> None:
    exercise = loaded(folder)
    public = load_code(folder, "generator").generate(seed(5))["public"]
    practice = json.loads(sets.practice(exercise))
    used = {*public["train"], *public["test"], *practice["train"], *practice["test"]} - {"id"}
    assert {name for name, _ in exercise.task.columns} == used
    card = exercise.data_card.read_text(encoding="utf-8")
    assert not [name for name in used if f"`{name}`" not in card]
    assert "## Licence" in card
    sourced = "](http" in card or "domaine public" in card
    invented = any(word in card for word in ("fictives", "fictifs", "inventées", "inventés"))
    assert invented if exercise.fictional else sourced


def test_what_it_weighs_is_declared_and_what_it_costs_is_measured(folder: Path) -> None:
    exercise = loaded(folder)
    assert {"cell", "notebook"} & set(exercise.tiers) <= set(exercise.weights)
    code = "\n".join(source for _, source in code_cells(folder))
    assert "sudia.energie(" in code, "training is measured in the notebook"
    assert "ne_pas_utiliser_pour" in code, "the notebook writes a model card"


def test_the_notebook_as_given_runs_and_does_not_pass(folder: Path) -> None:
    page = FakePage(loaded(folder), seed(6))
    with warnings.catch_warnings():
        # A cell that waits for the learner may divide nothing by nothing.
        warnings.simplefilter("ignore", RuntimeWarning)
        run_notebook(page, tagged_only=False)
    assert not page.passed


def test_the_notebook_solved_runs_to_its_end_and_passes(folder: Path) -> None:
    page = FakePage(loaded(folder), seed(7))
    solved = load_code(folder, "reference").SOLVED
    shown = run_notebook(page, solved, tagged_only=False)
    assert page.passed, [item.html for item in page.verdict.feedback] if page.verdict else shown
    assert page.sent["card"] is not None, "the hand-in carries its model card"
    assert len(json.dumps(page.sent)) < MOST_HAND_IN


def test_cells_are_tagged_hinted_short_and_import_what_is_loaded(folder: Path) -> None:
    exercise = loaded(folder)
    cells, problems = cells_from_notebook(exercise.notebook)
    assert not problems
    code = [cell for cell in cells if cell.role == "code"]
    assert any(len(cell.hints) >= 2 for cell in code), "staged hints where something is to change"
    assert any(cell.role == "verif" for cell in cells)
    assert [cell.role for cell in cells].count("cache") >= 1
    loads = {"numpy", "sudia"} | ({"sklearn"} if exercise.task.package == "scikit-learn" else set())
    for cell in cells:
        if cell.role == "intro":
            continue
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 20, cell.id
        assert max(map(len, lines)) <= 100, cell.id
        assert imported(cell.source) <= loads | set(sys.stdlib_module_names), cell.id


def imported(source: str) -> set[str]:
    """The packages that a cell imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
