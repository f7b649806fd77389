"""« La bulle »: tastes follow clicks, the loop closes, and the page replays the server's rounds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from math import log
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

FOLDER = ROOT / "exercises" / "bulle-de-recommandation"
recommender, bench, judge = (load_code(FOLDER, n) for n in ("recommender", "bench", "judge"))
THEMES, TITLES = 6, 10

settled = st.builds(recommender.Settings, st.integers(1, 99), st.integers(0, 6), st.integers(0, 80))
clicked = st.lists(st.integers(0, 6), max_size=8)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def javascript() -> Iterator[Module]:
    with module(FOLDER / "web" / "recommender.js") as found:
        yield found


def fields(settings: Any, clicks: Any, liked: tuple[str, str] = ("mer", "musique")) -> Any:
    return {
        "tirage": [str(settings.draw)],
        "decouverte": [str(settings.explore)],
        "memoire": [str(settings.memory)],
        "gout_1": [liked[0]],
        "gout_2": [liked[1]],
        "clics": ["".join(map(str, clicks))],
        "comprendre": ["boucle"],
    }


def turns(lab: Lab, settings: Any, liked: tuple[int, int] = (0, 2)) -> Any:
    return bench.robot(lab.own, bench.Given(settings, liked, ()))


# --- the recommender ------------------------------------------------------------------------


@given(settled, clicked)
def test_each_round_proposes_six_different_titles_and_tastes_stay_shares(
    setting: Any, clicks: list[int]
) -> None:
    rounds = recommender.play(setting, clicks, THEMES, TITLES)
    assert len(rounds) == min(8, len(clicks) + 1)
    for shown in rounds:
        assert len({(p.theme, p.title) for p in shown.picks}) == 6
        assert sum(shown.tastes) == pytest.approx(1)
        assert sum(p.found for p in shown.picks) == setting.explore
        assert 0 <= shown.index <= 100
    assert not any(p.again for p in rounds[0].picks)


@given(settled, clicked.filter(len))
def test_a_click_raises_its_theme_and_a_pass_changes_nothing(
    setting: Any, clicks: list[int]
) -> None:
    rounds = recommender.play(setting, clicks, THEMES, TITLES)
    for before, after in pairwise(rounds):
        if before.click:
            theme = before.picks[before.click - 1].theme
            assert after.tastes[theme] > before.tastes[theme] or after.tastes[theme] == 1
        else:
            assert after.tastes == before.tastes


@given(st.lists(st.integers(0, 6), min_size=6, max_size=6).filter(any))
def test_the_index_is_shannons_entropy_over_its_greatest_value(counts: list[int]) -> None:
    """The reference: the definition, with shares."""
    if sum(counts) < 2:
        return
    shares = [c / sum(counts) for c in counts if c]
    entropy = -sum(p * log(p) for p in shares) / log(sum(counts))
    assert recommender.index(counts) == int(100 * entropy + 1e-6)


def test_six_themes_make_a_hundred_and_one_makes_zero() -> None:
    assert recommender.index([1] * 6) == 100
    assert recommender.index([6, 0, 0, 0, 0, 0]) == 0


@given(st.lists(st.floats(0.01, 1), min_size=6, max_size=6), st.integers(0, 6))
def test_places_are_all_given_and_never_a_whole_one_away_from_the_share(
    weights: list[float], places: int
) -> None:
    tastes = [w / sum(weights) for w in weights]
    counts = recommender.shared(tastes, places, range(6))
    assert sum(counts) == places
    assert all(abs(c - t * places) < 1 + 1e-9 for c, t in zip(counts, tastes, strict=True))


def test_one_click_changed_changes_what_comes_next() -> None:
    setting = recommender.Settings(3, 0, 50)
    first, second = (recommender.play(setting, [c, 1, 1], THEMES, TITLES) for c in (1, 2))
    assert first[0].picks == second[0].picks
    assert first[1].picks != second[1].picks


def test_without_a_click_nothing_closes_and_even_clicks_at_random_close_a_bubble(
    lab: Lab,
) -> None:
    """The feedback of the question says so: the loop closes whatever is liked."""
    ends: dict[str, list[int]] = {"passed": [], "random": [], "taste": []}
    for draw in range(1, 41):
        setting = recommender.Settings(draw, 0, 50)
        mixed = [random.Random(draw * 10 + n).randint(1, 6) for n in range(8)]
        ways = {"passed": [0] * 8, "random": mixed, "taste": list(turns(lab, setting))}
        for name, clicks in ways.items():
            ends[name].append(bench.diversity(recommender.play(setting, clicks, THEMES, TITLES)))
    means = {name: sum(values) / len(values) for name, values in ends.items()}
    assert means["passed"] == 100
    assert means["taste"] < 40
    assert means["random"] < 20


# --- what it is worth -----------------------------------------------------------------------


@pytest.mark.parametrize("draw", range(1, 100, 7))
@pytest.mark.parametrize("liked", [(0, 2), (5, 1), (3, 4)])
def test_no_discovery_fails_and_three_places_pass_whatever_is_drawn_and_liked(
    lab: Lab, draw: int, liked: tuple[int, int]
) -> None:
    names = (lab.own.themes[liked[0]].id, lab.own.themes[liked[1]].id)

    def told(explore: int, memory: int) -> Any:
        setting = recommender.Settings(draw, explore, memory)
        found = grade_lab(lab, fields(setting, turns(lab, setting, liked), names))
        return found.details["strategy"]

    assert told(3, 50) == "good"
    assert told(0, 50) == "bubble"
    assert told(0, 80) == "bubble"
    assert told(6, 50) == "at-random"


def test_every_strategy_is_met_and_has_words_of_its_own(lab: Lab) -> None:
    met = {play.told for play in lab.plays}
    # Diverse, but by clicks on themes that are not the favourites.
    setting = recommender.Settings(1, 2, 70)
    other = turns(lab, setting, (1, 3))
    met.add(grade_lab(lab, fields(setting, other)).details["strategy"])
    assert met == set(judge.STRATEGIES)
    texts = [text for _, text in judge.STRATEGIES.values()]
    assert len(set(texts)) == len(texts)


def test_both_goals_are_said_apart(lab: Lab) -> None:
    setting = recommender.Settings(1, 6, 50)
    verdict = grade_lab(lab, fields(setting, turns(lab, setting)))
    assert (verdict.on("diversite").correct, verdict.on("interet").correct) == (True, False)
    assert not verdict.passed


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"clics": ["123"]}, "clics"),
        ({"clics": ["12345678"]}, "clics"),
        ({"clics": ["111111111"]}, "clics"),
        ({"decouverte": ["7"]}, "decouverte"),
        ({"memoire": ["90"]}, "memoire"),
        ({"memoire": ["-1"]}, "memoire"),
        ({"gout_2": ["mer"]}, "gout_2"),
        ({"gout_1": ["tricot"]}, "gout_1"),
        ({"tirage": ["100"]}, "tirage"),
    ],
)
def test_what_cannot_be_read_names_its_field(lab: Lab, changed: Any, field: str) -> None:
    raw = fields(recommender.Settings(1, 0, 50), [1] * 8) | changed
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, raw)
    assert refused.value.field == field


def test_buttons_move_the_clicks_as_their_names_say(lab: Lab) -> None:
    def clicks(raw: Any) -> str:
        found: str = bench.view(lab.own, raw)["clicks"]
        return found

    base = fields(recommender.Settings(1, 0, 50), [1, 2])
    assert clicks(base | {"choisir": ["4"]}) == "124"
    assert clicks(base | {"choisir": ["0"]}) == "120"
    assert clicks(base | {"choisir": ["9"]}) == "12"
    assert clicks(base | {"reculer": ["1"]}) == "1"
    assert clicks(base | {"effacer": ["1"]}) == ""
    assert len(clicks(base | {"robot": ["1"]})) == 8
    full = fields(recommender.Settings(1, 0, 50), [1] * 8)
    assert clicks(full | {"choisir": ["4"]}) == "1" * 8


def test_a_lab_with_unequal_or_repeated_titles_is_refused(lab: Lab) -> None:
    import tomllib

    parse = load_code(FOLDER, "reading").parse
    for spoil in (lambda t: t[0]["titles"].pop(), lambda t: t[1].update(titles=t[0]["titles"])):
        table = tomllib.loads((FOLDER / "lab.toml").read_text(encoding="utf-8"))
        spoil(table["themes"])
        with pytest.raises(BadLab):
            parse(table, Place("bulle", FOLDER, ""))


# --- the same in the page -------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(setting=settled, clicks=clicked)
def test_the_page_replays_the_same_rounds(
    javascript: Module, setting: Any, clicks: list[int]
) -> None:
    rounds = recommender.play(setting, clicks, THEMES, TITLES)
    found = javascript.call("play", asdict(setting), clicks, THEMES, TITLES)
    assert found == [
        {
            "picks": [asdict(pick) for pick in shown.picks],
            "tastes": list(shown.tastes),
            "click": shown.click,
            "counts": list(shown.counts),
            "index": shown.index,
        }
        for shown in rounds
    ]
    assert javascript.call("diversity", found) == bench.diversity(rounds)
    assert javascript.call("kept", found, [0, 2]) == bench.kept(rounds, (0, 2))


@settings(max_examples=60, deadline=None)
@given(setting=settled, liked=st.permutations(range(THEMES)).map(lambda p: tuple(p[:2])))
def test_the_robot_clicks_the_same_in_the_page(
    javascript: Module, lab: Lab, setting: Any, liked: tuple[int, int]
) -> None:
    found = javascript.call("robot", asdict(setting), liked, THEMES, TITLES)
    assert found == list(turns(lab, setting, liked))
