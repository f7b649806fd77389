"""The lab « L’écrivain automatique »: its bench without JavaScript, its verdicts, its weights."""

from __future__ import annotations

import tomllib
from typing import Any

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import BadAnswer
from mooc.grading.lab import BadLab, Lab, Place, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.settings import ROOT

FOLDER = ROOT / "exercises" / "ecrivain-automatique"
RIGHT = {
    "mot-1": "montagne", "mot-2": "sabot", "mot-3": "pont",
    "mot-4": "air", "mot-5": "côte", "mot-6": "brave",
}  # fmt: skip


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


def shown(lab: Lab, **fields: str) -> dict[str, Any]:
    return dict(lab.kind.view(lab.own, fields))


def test_the_lab_can_be_won_and_not_by_a_naive_way(lab: Lab) -> None:
    assert problems(FOLDER) == ()
    assert {play.told for play in lab.plays} == {"by-ear", "last-word", "met", "good"}


def test_the_book_decides_which_word_is_right(lab: Lab) -> None:
    verdict = grade_lab(lab, {**RIGHT, "comprendre": "recopie"})
    assert verdict.passed
    assert verdict.score == 1
    for field, word in RIGHT.items():
        guess = next(g for g in lab.own.guesses if g.field == field)
        assert guess.roles[word] == "likeliest"
        assert guess.counts[word] == max(guess.counts.values())


def test_one_miss_is_forgiven_and_two_are_not(lab: Lab) -> None:
    one = {**RIGHT, "mot-1": "rue", "comprendre": "recopie"}
    assert grade_lab(lab, one).passed
    verdict = grade_lab(lab, {**one, "mot-2": "la"})
    assert not verdict.passed
    assert verdict.details["strategy"] == "mixed"
    assert verdict.score == pytest.approx(5 / 7)


def test_what_is_told_after_a_miss_is_not_the_answer(lab: Lab) -> None:
    verdict = grade_lab(lab, {**RIGHT, "mot-2": "fil", "mot-5": "ville", "comprendre": "recopie"})
    said = {guess["before"]: guess["told"] for guess in verdict.details["guesses"]}
    assert said["coup de"] == "jamais dans les sept lettres."
    assert "Un autre mot revient plus souvent" in said["de la"]
    assert "sabot" not in str(verdict) and "côte" not in str(verdict.details)


def test_the_question_counts_too(lab: Lab) -> None:
    verdict = grade_lab(lab, {**RIGHT, "comprendre": "comprend"})
    assert not verdict.passed
    assert "ia-comprend" in verdict.misconceptions


def test_nothing_of_the_answers_is_in_the_page(lab: Lab) -> None:
    own = shown(lab)
    assert all(set(guess) == {"field", "before", "options"} for guess in own["guesses"])
    assert "roles" not in repr(own["data"])


def test_an_answer_says_which_debut_is_missing(lab: Lab) -> None:
    with pytest.raises(BadAnswer, match="sur le") as refused:
        grade_lab(lab, {**RIGHT, "mot-3": "", "comprendre": "recopie"})
    assert refused.value.field == "mot-3"
    with pytest.raises(BadAnswer):
        grade_lab(lab, {**RIGHT, "mot-3": "<script>", "comprendre": "recopie"})


# --- the bench without JavaScript -----------------------------------------------------------


def test_the_first_page_already_shows_odds_and_a_text(lab: Lab) -> None:
    own = shown(lab)
    assert [row["word"] for row in own["rows"]][:2] == ["montagne", "chèvre"]
    assert sum(row["count"] for row in own["rows"]) <= own["seen"]
    assert own["words"] == 31
    assert "".join(text for text, _, _ in own["segments"]).startswith("La ")


def test_each_setting_changes_something(lab: Lab) -> None:
    def of(**fields: str) -> tuple[Any, Any]:
        own = shown(lab, **({"lu": "sept", "debut": "dans la", "regard": "2"} | fields))
        return [row["share"] for row in own["rows"]], own["segments"]

    first = of()
    assert of(lu="chevre") != first
    assert of(regard="1")[0] != first[0]
    assert of(temperature="3")[0] != first[0]
    assert of(tirage="2")[0] == first[0]
    assert of(tirage="2")[1] != first[1]
    assert of(debut="sur le")[0] != first[0]


def test_a_word_more_goes_on_with_the_same_text(lab: Lab) -> None:
    """The word that was about to come comes, and what follows it does not change."""
    set_ = {"lu": "sept", "regard": "2", "debut": "Le vieux", "tirage": "4"}
    before = "".join(text for text, _, _ in shown(lab, **set_)["segments"])
    after = shown(lab, **set_, ajouter="1")
    longer = "".join(text for text, _, _ in after["segments"])
    assert longer.startswith(before)
    assert before.startswith(after["settings"].start)
    assert len(after["settings"].start) > len("Le vieux")


def test_a_chosen_word_is_written_and_an_unknown_one_is_not(lab: Lab) -> None:
    assert shown(lab, debut="la petite", choisir="chèvre")["settings"].start == "La petite chèvre"
    assert shown(lab, debut="la petite", choisir="<b>")["settings"].start == "La petite"
    assert shown(lab, tirage="999", autre="1")["settings"].draw == 1


def test_copied_passages_are_word_for_word_in_the_book(lab: Lab) -> None:
    own = shown(lab, lu="sept", regard="3")
    assert own["passages"]
    book = " ".join((FOLDER / "web" / "les-sept.txt").read_text(encoding="utf-8").split())
    plain = "".join(c for c in book.lower() if c.isalnum())
    for text, _ in own["passages"]:
        assert "".join(c for c in text.lower() if c.isalnum()) in plain
    assert own["copied"] == sum(length for _, length in own["passages"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lu", "autre"), ("regard", "4"), ("regard", "²"), ("temperature", "-1"),
        ("temperature", "1e9"), ("tirage", "0"), ("tirage", "9" * 5000), ("debut", "a" * 301),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_names_its_field(lab: Lab, field: str, value: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        shown(lab, **{field: value})
    assert refused.value.field == field


@settings(max_examples=60, deadline=None)
@given(
    start=st.text(max_size=80),
    back=st.integers(1, 3),
    heat=st.integers(0, 20),
    button=st.sampled_from(["", "ajouter", "autre", "choisir"]),
)
def test_any_debut_gets_odds_and_a_text(
    lab: Lab, start: str, back: int, heat: int, button: str
) -> None:
    own = shown(lab, debut=start, regard=str(back), temperature=str(heat), **{button or "x": start})
    assert own["rows"]
    assert own["segments"]
    assert own["copied"] <= own["words"]


# --- the author's file ----------------------------------------------------------------------


def test_a_debut_must_offer_each_way_of_guessing(lab: Lab) -> None:
    table = tomllib.loads((FOLDER / "lab.toml").read_text(encoding="utf-8"))
    place = Place(FOLDER.name, FOLDER, "s")
    table["guesses"][0]["options"] = ["rue", "place", "mule", "chambre"]
    with pytest.raises(BadLab, match="montagne"):
        lab.kind.parse(table, place)
    table["guesses"][0]["options"] = ["rue", "rue", "mule", "montagne"]
    with pytest.raises(BadLab, match="quatre"):
        lab.kind.parse(table, place)


def test_the_weights_said_are_those_loaded(lab: Lab) -> None:
    for reading in lab.own.readings.values():
        body = (FOLDER / "web" / reading.file).read_bytes()
        assert abs(len(brotli.compress(body, quality=9)) / 1024 - reading.kb) <= 1
