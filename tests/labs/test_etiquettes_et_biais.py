"""« Qui étiquette ? »: models learn from labels alone; the panel's bias is in its labels."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
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

FOLDER = ROOT / "exercises" / "etiquettes-et-biais"
model, messages, bench, judge = (
    load_code(FOLDER, n) for n in ("model", "messages", "bench", "judge")
)
DRAWS = range(1, 41)

texts = st.lists(
    st.text(st.sampled_from("abéœÉ ’-,.!12ŒÀ"), min_size=1, max_size=12), min_size=2, max_size=8
)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def javascript() -> Iterator[Module]:
    with module(FOLDER / "web" / "model.js") as found:
        yield found


def drawn(lab: Lab, number: int) -> Any:
    return messages.draw(lab.own.parts, number, lab.own.wrong)


def answer(lab: Lab, number: int, labels: Sequence[bool], reviews: Sequence[int] = ()) -> Any:
    fields = {f"m{n}": ["oui" if flag else "non"] for n, flag in enumerate(labels, 1)}
    asked = [str(n + 1) for n in reviews]
    assert lab.question
    return {
        "tirage": [str(number)],
        **fields,
        **({"relire": asked} if asked else {}),
        "comprendre": [lab.question.right],
    }


def fair(found: Any) -> list[bool]:
    return [m.hurtful for m in found]


def wrong(found: Any) -> list[int]:
    return [n for n, m in enumerate(found) if m.panel != m.hurtful]


def accuracy(lab: Lab, found: Any, labels: Sequence[bool]) -> float:
    """Share of the judged messages that get their own sort, over both speeches."""
    trained = model.train([m.text for m in found], labels)
    if trained is None:
        return 0.5
    rates = messages.rates(lab.own.parts, trained, found, 1)
    right = [1000 - rates.alarms[0], 1000 - rates.alarms[1], *rates.found]
    return sum(right) / 4000


# --- the messages ---------------------------------------------------------------------------


def test_each_draw_is_ten_pairs_of_twins_and_four_wrong_labels_of_the_panel(lab: Lab) -> None:
    for number in DRAWS:
        found = drawn(lab, number)
        assert len(found) == 20
        twins = {(m.hurtful, m.places) for m in found}
        assert len(twins) == 10
        assert all({m.group for m in found if (m.hurtful, m.places) == t} == {0, 1} for t in twins)
        false = [m for m in found if m.panel != m.hurtful]
        assert [(m.group, m.hurtful) for m in false] == [(1, False)] * 4


def test_words_of_marseille_are_as_common_in_friendly_messages_as_in_hurtful_ones(
    lab: Lab,
) -> None:
    """The bias is in the labels: the content gives the model no reason to suspect a word."""
    parts = lab.own.parts
    for word in lab.own.words:
        counts = [
            sum(model.words(part).count(word) for column in columns[2:] for part in column)
            for columns in (parts.columns(1, 0), parts.columns(1, 1))
        ]
        if word != "peuchère":  # said of someone to pity: hurtful messages alone have it
            assert abs(counts[0] - counts[1]) <= 1, word
    for hurtful in (0, 1):
        plain = " ".join(" ".join(column) for column in parts.columns(0, hurtful))
        assert not set(model.words(plain)) & set(lab.own.words)


def test_the_data_card_counts_what_there_is(lab: Lab) -> None:
    card = (FOLDER / "carte-donnees.md").read_text(encoding="utf-8")
    for hurtful in (0, 1):
        size = 1
        for column in lab.own.parts.columns(0, hurtful):
            size *= len(column)
        assert f"| {size} |" in card


# --- they learn -----------------------------------------------------------------------------


def test_weights_are_those_of_scikit_learn(lab: Lab) -> None:
    """Tolerance: 1e-9 on each weight, and the same flags on every message of the test."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    for number in (1, 17, 40):
        found = drawn(lab, number)
        shown = [m.text for m in found]
        for labels in (fair(found), [m.panel for m in found]):
            trained = model.train(shown, labels)
            count = CountVectorizer(analyzer=model.words)
            oracle = MultinomialNB(alpha=1).fit(count.fit_transform(shown), labels)
            gaps = oracle.feature_log_prob_[1] - oracle.feature_log_prob_[0]
            for word, gap in zip(count.get_feature_names_out(), gaps, strict=True):
                assert trained.weights[word] == pytest.approx(gap, abs=1e-9)
            tried = [m.text for m in drawn(lab, number % 40 + 1)]
            flags = [model.flagged(trained, [model.weight(trained, text)]) for text in tried]
            assert flags == list(oracle.predict(count.transform(tried)))


def test_with_its_labels_shuffled_it_is_no_better_than_chance(lab: Lab) -> None:
    mixed, honest = [], []
    for number in DRAWS:
        found = drawn(lab, number)
        honest.append(accuracy(lab, found, fair(found)))
        for seed in range(5):
            labels = fair(found)
            random.Random(seed * 100 + number).shuffle(labels)
            mixed.append(accuracy(lab, found, labels))
    assert 0.42 < sum(mixed) / len(mixed) < 0.58
    assert min(honest) > 0.95


def test_one_label_changed_changes_what_is_flagged(lab: Lab) -> None:
    found = drawn(lab, 2)
    labels = fair(found)
    other = [not labels[0], *labels[1:]]
    shown = [m.text for m in found]
    first, second = (model.train(shown, chosen) for chosen in (labels, other))
    assert first.weights != second.weights
    both = [messages.rates(lab.own.parts, m, found, 0) for m in (first, second)]
    assert both[0] != both[1]


def test_the_panel_alone_flags_one_speech_and_reviews_close_the_gap_step_by_step(
    lab: Lab,
) -> None:
    for number in DRAWS:
        found = drawn(lab, number)
        gaps = []
        for count in range(5):
            reviewed = wrong(found)[:count]
            labels = [m.hurtful if n in reviewed else m.panel for n, m in enumerate(found)]
            trained = model.train([m.text for m in found], labels)
            gaps.append(messages.rates(lab.own.parts, trained, found, 1).gap)
        assert gaps == sorted(gaps, reverse=True)
        assert gaps[0] > 500
        assert gaps[4] == 0


# --- what it is worth -----------------------------------------------------------------------


@pytest.mark.parametrize("number", DRAWS)
def test_on_every_draw_labels_by_meaning_pass_and_labels_by_ear_do_not(
    lab: Lab, number: int
) -> None:
    found = drawn(lab, number)
    assert grade_lab(lab, answer(lab, number, fair(found), wrong(found))).passed
    by_ear = [m.hurtful or m.group == 1 for m in found]
    verdict = grade_lab(lab, answer(lab, number, by_ear, wrong(found)))
    assert not verdict.passed
    assert verdict.details["strategy"] == "by-sound"
    alone = grade_lab(lab, answer(lab, number, fair(found)))
    assert alone.details["strategy"] == "no-review"


def test_every_strategy_is_met_and_has_words_of_its_own(lab: Lab) -> None:
    assert {play.told for play in lab.plays} == set(judge.STRATEGIES)
    told = [text for _, text in judge.STRATEGIES.values()]
    assert len(set(told)) == len(told)


def test_twins_labelled_differently_are_named(lab: Lab) -> None:
    found = drawn(lab, 1)
    labels = fair(found)
    labels[0] = not labels[0]
    twin = next(
        n for n, m in enumerate(found) if n and (m.hurtful, m.places) == (
            found[0].hurtful, found[0].places)
    )  # fmt: skip
    remark = grade_lab(lab, answer(lab, 1, labels)).on("jumeaux")
    assert remark and f"n° 1 et n° {twin + 1}" in remark.html
    assert grade_lab(lab, answer(lab, 1, fair(found))).on("jumeaux") is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"m7": []}, "m7"),
        ({"m1": ["peut-être"]}, "m1"),
        ({"relire": ["1", "2", "3", "4", "5", "6"]}, "relire"),
        ({"relire": ["21"]}, "relire"),
        ({"relire": ["x"]}, "relire"),
        ({"tirage": ["41"]}, "tirage"),
    ],
)
def test_what_cannot_be_read_names_its_field(lab: Lab, changed: Any, field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, answer(lab, 1, [True, False] * 10) | changed)
    assert refused.value.field == field


def test_unfinished_labels_show_what_can_be_shown(lab: Lab) -> None:
    shown = bench.view(lab.own, {"m1": ["oui"]})
    assert shown["gaps"][0] == "…"
    assert shown["gaps"][1] == shown["gaps"][2] != "…"
    assert not any(shown["met"].values())


# --- the same in the page -------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(shown=texts, flags=st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_page_trains_the_same_model(
    javascript: Module, shown: list[str], flags: list[bool]
) -> None:
    flags = flags[: len(shown)]
    trained = model.train(shown, flags)
    made = javascript.call("train", shown, flags)
    for text in shown:
        assert javascript.call("words", text) == model.words(text)
    if trained is None:
        assert made is None
        return
    assert made["start"] == pytest.approx(trained.start)
    assert made["weights"] == pytest.approx(dict(trained.weights))


@settings(max_examples=25, deadline=None)
@given(number=st.sampled_from(DRAWS), flags=st.lists(st.booleans(), min_size=20, max_size=20))
def test_the_page_measures_the_same_rates(
    javascript: Module, lab: Lab, number: int, flags: list[bool]
) -> None:
    found = drawn(lab, number)
    trained = model.train([m.text for m in found], flags)
    if trained is None:
        return
    data = bench.view(lab.own, {"tirage": [str(number)]})["data"]
    made = javascript.call("train", [m["text"] for m in data["messages"]], flags)
    rates = messages.rates(lab.own.parts, trained, found, 0)
    shown = javascript.call("rates", data["columns"], made, data["labelled"], 0)
    assert shown == {"alarms": list(rates.alarms), "found": list(rates.found)}
    assert javascript.call("gap", shown) == rates.gap
