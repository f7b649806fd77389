"""« Petits chiffres »: the model learns from its labels alone, in Python as in the page."""

from __future__ import annotations

import json
import random
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import BadAnswer
from mooc.grading.exercise_code import load_code
from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.settings import ROOT
from tests.labs.javascript import Module, module

FOLDER = ROOT / "exercises" / "petits-chiffres"
model, data, picture, judge = (load_code(FOLDER, n) for n in ("model", "data", "picture", "judge"))
DIGITS = ("3", "5", "8")

pictures = st.lists(st.integers(0, 16), min_size=64, max_size=64)
sets = st.lists(st.tuples(pictures, st.sampled_from(DIGITS)), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def digits(lab: Lab) -> Any:
    return lab.own.data


@pytest.fixture(scope="module")
def javascript() -> Iterator[Module]:
    with module(FOLDER / "web" / "model.js") as found:
        yield found


@pytest.fixture(scope="module")
def drawing() -> Iterator[Module]:
    with module(FOLDER / "web" / "picture.js") as found:
        yield found


def score(digits: Any, labels: Any, places: Any) -> float:
    own = digits.pool.some(places)
    means = model.train(own.pictures, labels, DIGITS)
    found: int = model.right(means, digits.hidden.pictures, digits.hidden.names)
    return found / len(digits.hidden.names)


def answer(lab: Lab, labels: Any, draw: int = 1) -> dict[str, list[str]]:
    fields = {f"c{n}": [label] for n, label in enumerate(labels, 1) if label}
    assert lab.question
    return {"tirage": [str(draw)], **fields, "comprendre": [lab.question.right]}


# --- the data -------------------------------------------------------------------------------


def test_the_file_is_what_its_program_writes() -> None:
    made = json.loads(json.dumps(load_code(FOLDER, "build_data").table()))
    assert made == json.loads((FOLDER / data.FILE).read_text(encoding="utf-8"))


def test_no_picture_is_in_two_parts(digits: Any) -> None:
    parts = [set(part.codes) for part in (digits.pool, digits.trying, digits.hidden)]
    assert not parts[0] & parts[1] and not parts[0] & parts[2] and not parts[1] & parts[2]
    assert sum(map(len, parts)) == 539


def test_the_data_card_counts_what_there_is(digits: Any) -> None:
    card = (FOLDER / "carte-donnees.md").read_text(encoding="utf-8")
    for part in (digits.pool, digits.trying, digits.hidden):
        assert f"| {len(part.names)} " in card
    assert f"{len(digits.draws)} tirages" in card


# --- it learns ------------------------------------------------------------------------------


def test_it_agrees_with_scikit_learn_on_every_digit(digits: Any) -> None:
    """Tolerance: none. Both are the nearest of the same means; ties do not occur here."""
    from sklearn.neighbors import NearestCentroid

    for draw in digits.draws:
        own = digits.pool.some(draw)
        means = model.train(own.pictures, own.names, DIGITS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # squares that are always paper have no spread
            oracle = NearestCentroid().fit(own.pictures, own.names)
        found = [model.predict(means, p) for p in digits.hidden.pictures]
        assert found == list(oracle.predict(digits.hidden.pictures))


def test_with_its_labels_shuffled_it_is_no_better_than_chance(digits: Any) -> None:
    scores = []
    for seed in range(60):
        draw = digits.draws[seed % len(digits.draws)]
        labels = list(digits.pool.some(draw).names)
        random.Random(seed).shuffle(labels)
        scores.append(score(digits, labels, draw))
    assert 0.28 < sum(scores) / len(scores) < 0.39
    honest = [score(digits, digits.pool.some(d).names, d) for d in digits.draws]
    assert min(honest) > 0.88


def test_one_label_changed_changes_the_means_and_what_is_read(digits: Any) -> None:
    draw = digits.draws[0][:6]
    labels = list(digits.pool.some(draw).names)
    other = ["8" if labels[0] != "8" else "3", *labels[1:]]
    pictures = digits.pool.some(draw).pictures
    before, after = (model.train(pictures, chosen, DIGITS) for chosen in (labels, other))
    assert before != after
    found = [[model.predict(m, p) for p in digits.trying.pictures] for m in (before, after)]
    assert found[0] != found[1]


def test_more_right_labels_read_more_on_average(digits: Any) -> None:
    def mean(count: int) -> float:
        every = [score(digits, digits.pool.some(d[:count]).names, d[:count]) for d in digits.draws]
        return sum(every) / len(every)

    few, some, many, all_ = map(mean, (5, 10, 20, 30))
    assert few < some < many < all_
    # What the question asks about: the first ten bring more than the last ten.
    assert some - few > 2 * (all_ - many)


def test_what_240_labels_would_give_is_what_the_feedback_says(lab: Lab, digits: Any) -> None:
    pool, hidden = digits.pool, digits.hidden
    means = model.train(pool.pictures, pool.names, DIGITS)
    right = model.right(means, hidden.pictures, hidden.names)
    assert lab.question
    text = next(o.feedback for o in lab.question.options if o.id == "nombre")
    assert re.findall(r"\d+", text) == ["240", str(right), str(len(hidden.names))]


# --- what it is worth -----------------------------------------------------------------------


@pytest.mark.parametrize("draw", range(1, 41))
def test_on_every_draw_thirty_labels_pass_and_five_do_not(lab: Lab, digits: Any, draw: int) -> None:
    names = digits.pool.some(digits.draws[draw - 1]).names
    assert grade_lab(lab, answer(lab, names, draw)).passed
    few = grade_lab(lab, answer(lab, names[:5], draw))
    assert not few.passed
    assert few.details["strategy"] == "too-few"


def test_every_strategy_is_met_and_has_words_of_its_own(lab: Lab, digits: Any) -> None:
    met = {play.told for play in lab.plays}
    for draw in range(1, 41):
        names = digits.pool.some(digits.draws[draw - 1]).names
        # One 8 only, the other labels right: enough of them, and the goal may be missed.
        rare = [n for n, name in enumerate(names) if name == "8"][1:]
        labels = ["" if n in rare else name for n, name in enumerate(names)]
        met.add(grade_lab(lab, answer(lab, labels, draw)).details["strategy"])
    assert met == set(judge.STRATEGIES)
    texts = [text for _, text in judge.STRATEGIES.values()]
    assert len(set(texts)) == len(texts)


def test_wrong_labels_are_named_with_what_was_written(lab: Lab, digits: Any) -> None:
    names = list(digits.pool.some(digits.draws[0]).names)
    names[3] = "8" if names[3] != "8" else "3"
    verdict = grade_lab(lab, answer(lab, names))
    told = verdict.on("fautes")
    assert told and "n° 4" in told.html
    assert told.html.count("n°") == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"tirage": "1"}, "c1"),
        ({"tirage": "41", "c1": "3"}, "tirage"),
        ({"tirage": "0", "c1": "3"}, "tirage"),
        ({"tirage": "²", "c1": "3"}, "tirage"),
        ({"tirage": "1", "c7": "4"}, "c7"),
        ({"tirage": "1", "c1": ["3", "5"]}, "c1"),
    ],
)
def test_what_cannot_be_read_names_its_field(lab: Lab, fields: Any, field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        lab.kind.grade(lab.own, fields)
    assert refused.value.field == field


def test_the_page_holds_neither_the_thirty_answers_nor_the_hidden_digits(
    lab: Lab, digits: Any
) -> None:
    shown = json.dumps(lab.kind.view(lab.own, {}), default=str)
    assert not any(code in shown for code in digits.hidden.codes)
    own = digits.pool.some(digits.draws[0])
    assert all(code in shown for code in own.codes)
    paired = (f"{name}:{code}" for name, code in zip(own.names, own.codes, strict=True))
    assert not any(pair in shown for pair in paired)


# --- the same in the page -------------------------------------------------------------------


@settings(max_examples=120, deadline=None)
@given(given_=sets, asked=st.lists(pictures, min_size=1, max_size=6))
def test_the_page_trains_the_same_model(javascript: Module, given_: Any, asked: Any) -> None:
    seen, labels = [p for p, _ in given_], [label for _, label in given_]
    means = model.train(seen, labels, DIGITS)
    made = javascript.call("train", seen, labels, DIGITS)
    assert made == [
        {"digit": m.digit, "size": m.size, "total": list(m.total), "square": m.square}
        for m in means
    ]
    for one in asked:
        assert javascript.call("predict", made, one) == model.predict(means, one)


def test_the_page_draws_the_same_curve_and_table(javascript: Module, lab: Lab, digits: Any) -> None:
    for draw in (1, 7, 40):
        own = digits.pool.some(digits.draws[draw - 1])
        labels = [name if n % 4 else "" for n, name in enumerate(own.names)]
        shown = lab.kind.view(lab.own, answer(lab, labels, draw))
        trying = {"names": digits.trying.names, "pictures": digits.trying.pictures}
        curve = javascript.call("curve", own.pictures, labels, DIGITS, trying)
        assert curve == [count for _, count, _ in shown["curve"]]
        used = [n for n, label in enumerate(labels) if label]
        made = javascript.call(
            "train", [own.pictures[n] for n in used], [labels[n] for n in used], DIGITS
        )
        table = javascript.call("confusion", made, trying["pictures"], trying["names"], DIGITS)
        assert [tuple(row[1:]) for row in shown["tables"]["confusion"]] == list(map(tuple, table))


@settings(max_examples=60, deadline=None)
@given(one=pictures)
def test_the_page_draws_and_tells_the_same_picture(drawing: Module, one: list[int]) -> None:
    with_shades = [[level, path] for level, path in picture.shades(one)]
    assert drawing.call("shades", one) == with_shades
    assert drawing.call("rows", one) == picture.rows(one)


def test_a_picture_is_told_row_by_row() -> None:
    one = [0] * 8 + [0, 9, 9, 9, 0, 0, 0, 16] + [0] * 48
    assert picture.rows(one)[:3] == ["rien", "2 à 4, 8", "rien"]
    assert picture.shades(one) == [(3, "M1 1h3v1h-3z"), (4, "M7 1h1v1h-1z")]
