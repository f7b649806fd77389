"""« Le curseur de l’énergie »: ranges that follow their sources, trials that can be run again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import product
from math import log10
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import BadAnswer
from mooc.grading.exercise_code import load_code
from mooc.grading.lab import BadLab, Lab, Place, grade_lab
from mooc.grading.lab_file import load_lab
from mooc.settings import ROOT
from tests.labs.javascript import Module, module

FOLDER = ROOT / "exercises" / "curseur-energie"
cost, bench, judge, reading = (load_code(FOLDER, n) for n in ("cost", "bench", "judge", "reading"))

energies = st.tuples(st.floats(1e-9, 1e6), st.floats(1, 50)).map(
    lambda pair: cost.Range(pair[0], pair[0] * pair[1])
)
tools = st.one_of(
    st.builds(
        cost.Tool, st.just("a"), st.just("a"), billions=st.sampled_from([1, 8, 70, 123, 400])
    ),
    st.builds(
        cost.Tool, st.just("b"), st.just("b"), use=st.floats(1e-6, 10), train=st.floats(0, 100)
    ),
)
set_ = st.builds(
    cost.Setting,
    st.sampled_from([3, 15, 40]),
    st.sampled_from([1.1, 1.2, 1.4, 1.6]),
    st.integers(1, 2000),
)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def javascript() -> Iterator[Module]:
    with module(FOLDER / "web" / "cost.js") as found:
        yield found


def answer(lab: Lab, picks: Any) -> Any:
    needs = zip(lab.own.needs, picks, strict=True)
    assert lab.question
    return {need.field: [pick] for need, pick in needs} | {"comprendre": [lab.question.right]}


# --- the formulas ---------------------------------------------------------------------------


@pytest.mark.parametrize(("billions", "wh"), [(8, 0.036), (70, 0.26), (123, 0.37)])
def test_400_tokens_cost_what_ecologits_gives(billions: int, wh: float) -> None:
    """The reference: EcoLogits 0.11 at 64 answers at once and a PUE of 1.2."""
    assert cost.one_centre(billions, 400, 1.2, 64) == pytest.approx(wh, rel=0.02)


@given(tool=tools, setting=set_)
def test_a_range_is_a_range_and_grows_with_what_is_asked(tool: Any, setting: Any) -> None:
    found = cost.answer(tool, setting)
    assert 0 < found.low < found.high
    longer = cost.Setting(setting.watts, setting.pue, setting.tokens + 100)
    other = cost.answer(tool, longer)
    assert other.high > found.high if tool.billions else other == found
    one, two = cost.year(tool, setting, 100), cost.year(tool, setting, 200)
    assert one.high < two.high <= 2 * one.high * (1 + 1e-12)


def test_the_middle_of_a_models_range_is_the_usual_server(lab: Lab) -> None:
    setting = cost.Setting(15, 1.2, 400)
    for tool in lab.own.tools:
        if tool.billions:
            found = cost.answer(tool, setting)
            assert found.low < cost.one_centre(tool.billions, 400, 1.2, 64) < found.high


def test_a_device_gives_watts_by_seconds_within_a_factor_of_three() -> None:
    found = cost.answer(cost.Tool("x", "x", use=3600.0), cost.Setting(15, 1.2, 1))
    assert (found.low, found.high) == (5.0, 45.0)


def test_carbon_follows_the_source_that_is_named(lab: Lab) -> None:
    one = cost.Range(1000.0, 2000.0)
    grams = {e.id: cost.carbon(one, e.low, e.high) for e in lab.own.electricity}
    assert grams["rte-2024"] == cost.Range(21.7, 43.4)
    assert grams["toutes"] == cost.Range(21.7, 112.0)
    for source in lab.own.electricity[1:]:
        assert f"{source.low:g}".replace(".", ",") in source.name
    assert len({e.low for e in lab.own.electricity[1:]}) == 4


@given(st.floats(1e-4, 1e7))
def test_a_figure_has_two_significant_digits(value: float) -> None:
    text = cost.figure(value)
    read = float(text.replace("\u202f", "").replace(",", "."))
    assert read == pytest.approx(value, rel=0.051)
    assert len(re.sub(r"^0,0*|[^0-9]", "", text).rstrip("0")) <= 2


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.996, "1,0"), (9.96, "10"), (12.3, "12"), (1234, "1\u202f200"), (0.0345, "0,035")],
)
def test_figures_read_like_french(value: float, text: str) -> None:
    assert cost.figure(value) == text


# --- the trials -----------------------------------------------------------------------------


def test_the_trials_give_again_what_the_file_says() -> None:
    kept = json.loads((FOLDER / reading.MEASURES).read_text(encoding="utf-8"))
    measure = load_code(FOLDER, "measure")
    assert measure.scores() == kept["scores"]
    for name, (sort, _) in measure.sorters().items():
        sort("bonjour bus gare")
        # Times depend on the machine: only their size is claimed.
        spent = measure._median(lambda sort=sort: sort("bonjour bus gare merci"))
        assert abs(log10(spent / kept["seconds"][name]["use"])) < 1.5


def test_sorters_trained_on_shuffled_topics_are_no_better_than_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import random

    measure = load_code(FOLDER, "measure")
    trials = measure.trials()
    found = trials.emails()
    topics = [topic for _, topic in found[: trials.TRAIN]]
    random.Random(3).shuffle(topics)
    mixed = [(text, topic) for (text, _), topic in zip(found, topics, strict=False)]
    monkeypatch.setattr(trials, "emails", lambda: [*mixed, *found[trials.TRAIN :]])
    scores = measure.scores()["courriels"]
    assert scores["regression"] < 80 and scores["arbre"] < 80
    assert scores["regle"] > 100  # a rule learns nothing, so nothing misleads it


def test_the_data_card_says_the_scores_of_the_file() -> None:
    kept = json.loads((FOLDER / reading.MEASURES).read_text(encoding="utf-8"))["scores"]
    card = (FOLDER / "carte-donnees.md").read_text(encoding="utf-8")
    for tool in ("regle", "arbre", "regression"):
        assert f"| {kept['courriels'][tool]} | {kept['semaines'][tool]} |" in card


# --- what it is worth -----------------------------------------------------------------------


def test_the_best_tool_of_a_need_meets_it_with_the_least_energy(lab: Lab) -> None:
    """By brute force, from the texts that the page shows."""
    for need in lab.own.needs:
        best = lab.own.best(need)
        assert "tenu" in bench.trial(need, best)
        for tool in lab.own.tools:
            if "tenu" in bench.trial(need, tool):
                assert need.energy(best).high <= need.energy(tool).high
    assert [lab.own.best(need).id for need in lab.own.needs] == [
        "regression",
        "regle",
        "langage-8",
        "langage-123",
    ]


def test_only_one_choice_of_four_passes(lab: Lab) -> None:
    ids = [tool.id for tool in lab.own.tools]
    passed = [
        picks for picks in product(ids, repeat=4) if grade_lab(lab, answer(lab, picks)).passed
    ]
    assert passed == [("regression", "regle", "langage-8", "langage-123")]


def test_every_strategy_is_met_and_has_words_of_its_own(lab: Lab) -> None:
    assert {play.told for play in lab.plays} == set(judge.STRATEGIES)
    texts = [text for _, text in judge.STRATEGIES.values()]
    assert len(set(texts)) == len(texts)


def test_counts_in_the_feedback_add_up(lab: Lab) -> None:
    for picks in (
        ("regle", "langage-123", "langage-8", "langage-123"),
        ("langage-8",) * 3 + ("regle",),
    ):
        verdict = grade_lab(lab, answer(lab, picks))
        found = re.findall(r"(\d) sur 4", verdict.feedback[0].html)
        wrong = sum(item.correct is False for item in verdict.feedback[1:5])
        assert verdict.details["strategy"] == "mixed"
        assert sum(map(int, found)) == wrong


def test_device_and_data_centre_are_compared_by_powers_of_ten_alone(lab: Lab) -> None:
    verdict = grade_lab(lab, answer(lab, ["langage-123"] * 4))
    told = verdict.on("besoin-ventes").html
    times = re.search(r"plus de ([\d\u202f]+) fois", told)
    assert times and times[1].replace("\u202f", "").strip("0") == "1"
    assert "périmètres" in told


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"besoin-menu": []}, "besoin-menu"),
        ({"besoin-menu": ["abaque"]}, "besoin-menu"),
        ({"usages": ["0"]}, "usages"),
        ({"usages": ["beaucoup"]}, "usages"),
        ({"jetons": ["2001"]}, "jetons"),
        ({"pue": ["0.5"]}, "pue"),
        ({"appareil": ["grille-pain"]}, "appareil"),
        ({"electricite": ["x"]}, "electricite"),
        ({"modele": ["x"]}, "modele"),
    ],
)
def test_what_cannot_be_read_names_its_field(lab: Lab, changed: Any, field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, answer(lab, ["regle"] * 4) | changed)
    assert refused.value.field == field


def test_a_need_that_nothing_or_everything_meets_is_refused() -> None:
    import tomllib

    for least in (51, 1):
        table = tomllib.loads((FOLDER / "lab.toml").read_text(encoding="utf-8"))
        table["needs"][3] |= {"least": least, "cannot": []}
        table["needs"][3]["imagined"] = {tool["id"]: 40 for tool in table["tools"]}
        with pytest.raises(BadLab):
            reading.parse(table, Place("curseur", FOLDER, ""))


# --- the same in the page -------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(tool=tools, setting=set_, uses=st.integers(1, 2000))
def test_the_page_computes_the_same_ranges(
    javascript: Module, tool: Any, setting: Any, uses: int
) -> None:
    def same(found: Any, expected: Any) -> None:
        assert found["low"] == pytest.approx(expected.low, rel=1e-12)
        assert found["high"] == pytest.approx(expected.high, rel=1e-12)

    same(javascript.call("answer", asdict(tool), asdict(setting)), cost.answer(tool, setting))
    of_year = cost.year(tool, setting, 365 * uses)
    same(javascript.call("yearly", asdict(tool), asdict(setting), uses), of_year)
    grams = cost.carbon(of_year, 21.7, 56)
    same(javascript.call("carbon", asdict(of_year), 21.7, 56), grams)


@settings(max_examples=200, deadline=None)
@given(energy=energies)
def test_the_page_tells_the_same_texts(javascript: Module, energy: Any) -> None:
    given_ = asdict(energy)
    assert javascript.call("energyText", given_) == cost.energy_text(energy)
    assert javascript.call("carbonText", given_) == cost.carbon_text(energy)
    assert javascript.call("bulb", given_) == bench.bulb(energy)
    assert javascript.call("span", given_) == pytest.approx(list(bench.span(energy)), abs=0.006)
