"""The decision-tree lab: its cuts beside scikit-learn's and the page's, its days, its verdicts."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier

from mooc.grading.exercise_code import load_code
from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.grading.verdict import BadAnswer
from mooc.settings import ROOT
from tests.labs.javascript import Module, module

FOLDER = ROOT / "exercises" / "arbre-de-decision"
model = load_code(FOLDER, "model")
generator = load_code(FOLDER, "generator")
read = load_code(FOLDER, "given")
viewed = load_code(FOLDER, "view")
kind = load_code(FOLDER, "lab")

EMPTY = (None, None, None)
# Few values, so that columns agree often and ties happen.
day = st.tuples(st.tuples(*[st.integers(0, 6)] * 5), st.booleans())
days = st.lists(day, min_size=1, max_size=40)
split = st.tuples(st.integers(0, 4), st.integers(0, 7))
trees = st.one_of(
    st.just(EMPTY), st.tuples(split, st.one_of(st.none(), split), st.one_of(st.none(), split))
)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def page() -> Iterator[Module]:
    with module(FOLDER / "web" / "model.js") as found:
        yield found


# --- the cuts -------------------------------------------------------------------------------


@given(rows=days)
def test_the_best_cut_gains_what_scikit_learn_s_does(rows: Any) -> None:
    """Tolerance: 1e-9 on the gain; which of several equal cuts is taken is each one's own."""
    values, full = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    theirs = DecisionTreeClassifier(max_depth=1, random_state=0).fit(values, full).tree_
    found = model.next_cut(rows, EMPTY)
    # scikit-learn also cuts where nothing is gained; the lab then has no move to offer.
    gain = 0.0
    if theirs.node_count == 3:
        sides = theirs.n_node_samples[1:] * theirs.impurity[1:]
        gain = float(theirs.n_node_samples[0] * theirs.impurity[0] - sides.sum())
    # Gini is 1 − Σp²: the lab's gain, in days, is the same less a factor of 1.
    assert abs((found[1].gain if found else 0.0) - gain) < 1e-9 + (0 if found else model.NOTHING)


@given(rows=days, tree=trees)
def test_every_day_is_in_one_leaf(rows: Any, tree: Any) -> None:
    found = model.nodes(rows, tree)
    leaves = {path: node for path, node in found.items() if node.split is None}
    assert sum(node.size for node in leaves.values()) == len(rows)
    for path, node in leaves.items():
        ended = [full for values, full in rows if model.leaf_of(tree, values) == path]
        assert (len(ended), sum(ended)) == (node.size, node.full)
    wrong = sum(min(node.full, node.size - node.full) for node in leaves.values())
    assert model.errors(rows, tree, rows) == wrong
    assert 0 <= model.mixing(rows, tree) <= 0.5 + 1e-12


def test_pressed_to_the_end_the_button_is_scikit_learn_s_tree(lab: Lab) -> None:
    values = np.array([values for values, _ in lab.own.rows])
    full = np.array([full for _, full in lab.own.rows])
    theirs = DecisionTreeClassifier(max_depth=2, random_state=0).fit(values, full)
    ours = model.nodes(lab.own.rows, lab.own.greedy)
    hidden = np.array([values for values, _ in lab.own.hidden])
    told = [ours[model.leaf_of(lab.own.greedy, values)].says for values, _ in lab.own.hidden]
    assert list(theirs.predict(hidden)) == told
    assert theirs.score(values, full) == pytest.approx(
        1 - model.errors(lab.own.rows, lab.own.greedy, lab.own.rows) / 120
    )


def test_no_single_move_is_better_than_the_button_s(lab: Lab) -> None:
    place, best = model.next_cut(lab.own.rows, EMPTY)
    assert place == 0
    least = model.mixing(lab.own.rows, model.with_split(EMPTY, 0, best.split))
    for column, threshold in product(range(5), range(-5, 105)):
        other = model.with_split(EMPTY, 0, (column, threshold))
        assert model.mixing(lab.own.rows, other) >= least - 1e-12


def test_yet_three_of_its_moves_are_not_the_best_tree(lab: Lab) -> None:
    informed = kind.informed(lab.own)
    rows, hidden = lab.own.rows, lab.own.hidden
    assert model.errors(rows, informed, rows) < model.errors(rows, lab.own.greedy, rows)
    assert model.errors(rows, informed, hidden) < model.errors(rows, lab.own.greedy, hidden) / 2


def test_shuffled_labels_teach_nothing(lab: Lab) -> None:
    rng = Random("shuffled")
    scores = []
    for _ in range(60):
        kinds = [full for _, full in sorted((rng.random(), full) for _, full in lab.own.rows)]
        mixed = [(values, full) for (values, _), full in zip(lab.own.rows, kinds, strict=True)]
        tree = model.greedy(mixed, (lab.own.greedy[0], None, None))
        leaves = model.nodes(mixed, tree)
        right: dict[bool, list[bool]] = {True: [], False: []}
        for values, full in lab.own.hidden:
            right[full].append(leaves[model.leaf_of(tree, values)].says is full)
        # Balanced: chance is a half, whatever the share of full days.
        scores.append(sum(map(statistics.mean, right.values())) / 2)
    assert abs(statistics.mean(scores) - 0.5) < 0.04
    # From the true labels the same computation does far better.
    assert 100 * model.errors(lab.own.rows, kind.informed(lab.own), lab.own.hidden) < 10 * 600


def test_one_day_changed_changes_what_is_computed(lab: Lab) -> None:
    before = model.next_cut(lab.own.rows, EMPTY)[1].gain
    for n in range(0, 120, 12):
        values, full = lab.own.rows[n]
        changed = [*lab.own.rows[:n], (values, not full), *lab.own.rows[n + 1 :]]
        assert model.next_cut(changed, EMPTY)[1].gain != before


# --- the data -------------------------------------------------------------------------------


def test_the_card_says_how_the_days_are(lab: Lab) -> None:
    many = generator.draw("a long draw", 20_000)
    ruled = [full is generator.is_full(v[1], v[3], v[4]) for v, full in many]
    assert statistics.mean(ruled) == pytest.approx(0.95, abs=0.01)
    for column in (3, 4):
        assert statistics.mean(v[column] for v, _ in many) == pytest.approx(0.5, abs=0.02)
    warm = [statistics.mean(v[0] for v, _ in many if v[4] is on) for on in (1, 0)]
    assert warm[0] - warm[1] == pytest.approx(5, abs=0.2)
    assert {min(v[1] for v, _ in many), max(v[1] for v, _ in many)} == {4, 52}
    assert len(lab.own.rows) == 120 and len(lab.own.hidden) == 600
    other = load_lab(FOLDER, "another secret").own
    assert other.rows == lab.own.rows and other.hidden != lab.own.hidden


def test_no_secret_makes_the_good_fail_or_the_naive_pass(lab: Lab) -> None:
    rows = lab.own.rows
    trees_ = {p.told: read.read_tree(p.answer) for p in kind.plays(lab.own)}
    for n in range(300):
        hidden = generator.hidden(f"secret {n}", lab.slug, lab.version, 600)
        for told, tree in trees_.items():
            right = 600 - model.errors(rows, tree, hidden)
            assert (100 * right >= lab.own.goal * 600) is (told == "good"), (n, told, right)


# --- the same in the page -------------------------------------------------------------------


@given(rows=days, tree=trees, others=days)
def test_the_page_counts_as_the_server_does(
    page: Module, rows: Any, tree: Any, others: Any
) -> None:
    theirs = page.call("nodes", rows, tree)
    ours = model.nodes(rows, tree)
    assert list(theirs) == list(ours)
    for path, node in ours.items():
        assert theirs[path]["size"] == node.size and theirs[path]["full"] == node.full
        assert theirs[path]["says"] is node.says
    assert page.call("errors", rows, tree, others) == model.errors(rows, tree, others)
    assert page.call("mixing", rows, tree) == model.mixing(rows, tree)


@given(rows=days, tree=trees)
def test_the_page_makes_the_same_move(page: Module, rows: Any, tree: Any) -> None:
    ours, theirs = model.next_cut(rows, tree), page.call("nextCut", rows, tree)
    if ours is None:
        assert theirs is None
        return
    place, best = ours
    assert theirs == {
        "place": place, "split": list(best.split), "gain": best.gain, "tried": best.tried
    }  # fmt: skip


# --- the verdict and the bench --------------------------------------------------------------


def answer(lab: Lab, tree: Any, reading: bool | None = None) -> dict[str, Any]:
    said = lab.own.says(tree) if reading is None else reading
    assert lab.question
    return {
        **read.tree_fields(tree), "lecture": read.KINDS[said], "comprendre": lab.question.right
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        (EMPTY, "none"),
        (((1, 28), None, None), "single"),
        (((1, 28), (1, 40), (1, 10)), "same-column"),
        (((0, 23), (1, 28), (3, 1)), "proxy"),
        (((4, 1), (2, 50), (2, 50)), "good-start"),
        (((2, 50), (1, 28), (3, 1)), "other"),
        (((4, 1), (1, 28), (3, 1)), "good"),
    ],
)
def test_each_tree_is_told_in_its_own_words(lab: Lab, tree: Any, told: str) -> None:
    verdict = grade_lab(lab, answer(lab, tree))
    assert verdict.details["strategy"] == told
    assert verdict.passed is (told == "good")
    assert "{" not in verdict.feedback[0].html


def test_a_good_tree_read_wrong_does_not_pass(lab: Lab) -> None:
    tree = kind.informed(lab.own)
    verdict = grade_lab(lab, answer(lab, tree, reading=not lab.own.says(tree)))
    assert verdict.details["strategy"] == "misread" and not verdict.passed
    assert "À relire" in verdict.feedback[1].html


def test_the_button_without_javascript_fills_the_next_question(lab: Lab) -> None:
    fields: dict[str, Any] = {}
    for asked in (1, 2, 3):
        shown = viewed.view(lab.own, {**fields, "coup": "1"})
        assert shown["asked"] == asked and "coupures essayées" in shown["told"]
        mixing = [row[2] for row in shown["cuts"]]
        assert mixing == sorted(mixing, key=lambda text: float(text.replace(",", ".")))
        for n, (name, threshold) in enumerate(shown["tree"], start=1):
            fields |= {f"colonne_{n}": name, f"seuil_{n}": str(threshold)}
    assert read.read_tree(fields) == lab.own.greedy
    assert "toutes ses questions" in viewed.view(lab.own, {**fields, "coup": "1"})["told"]
    assert viewed.view(lab.own, {**fields, "effacer": "1"})["asked"] == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colonne_1": "lune"}, "colonne_1"),
        ({"colonne_1": ""}, "colonne_1"),
        ({"seuil_2": ""}, "seuil_2"),
        ({"seuil_3": "beaucoup"}, "seuil_3"),
        ({"seuil_3": "101"}, "seuil_3"),
        ({"lecture": ""}, "lecture"),
    ],
)
def test_what_cannot_be_read_is_named(lab: Lab, change: dict[str, str], field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, {**answer(lab, kind.informed(lab.own)), **change})
    assert refused.value.field == field
