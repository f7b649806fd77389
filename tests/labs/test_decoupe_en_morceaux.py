"""The tokeniser of « Découpé en morceaux »: it learns from order, and cuts the same in the page."""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading.exercise_code import load_code
from mooc.grading.lab import Lab, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import field_of
from mooc.settings import ROOT
from tests.labs.javascript import Module, module

FOLDER = ROOT / "exercises" / "decoupe-en-morceaux"
model = load_code(FOLDER, "model")
training = load_code(FOLDER, "train")
bench = load_code(FOLDER, "bench")

VOCABULARY = model.load(FOLDER / "vocabulaire.json")
# Any text; what the cutter treats apart, between pieces that it knows; passages of the corpus.
APART = ("l'", "qu’", "d’", "’", " ", "\u00a0", "\u202f", "\n", "\t", "«", "…", "!", "-", "€", "12")
KNOWN = ("le", "moulin", "chèvre", "é", "e\u0301", "Les", "NUIT", "ment", "😀", "س")
PROSE = "\n".join(training.paragraphs())
texts = (
    st.text(max_size=80)
    | st.lists(st.sampled_from(APART + KNOWN), max_size=30).map("".join)
    | st.integers(0, len(PROSE) - 120).map(lambda at: PROSE[at : at + 120])
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Module]:
    """The page's own modules, with the vocabulary read once."""
    web = (FOLDER / "web").as_uri()
    merges = [piece for pair in VOCABULARY.merges for piece in pair]
    shim = tmp_path_factory.mktemp("js") / "page.mjs"
    shim.write_text(
        f'import {{ cutter, costOf, euros }} from "{web}/bench.js";\n'
        f'import {{ encode, vocabulary }} from "{web}/model.js";\n'
        f"const merges = {merges};\n"
        "const known = vocabulary(merges);\n"
        "export const cut = cutter(merges);\n"
        "export const ids = (text) => encode(known, text);\n"
        "export const cost = (...of) => costOf(...of).map(euros);\n",
        encoding="utf-8",
    )
    with module(shim) as found:
        yield found


# --- it learns ------------------------------------------------------------------------------


def test_training_again_gives_the_same_file() -> None:
    seen, _ = training.split(training.paragraphs())
    again = model.dump(model.train(seen, training.SIZE))
    assert again == (FOLDER / "vocabulaire.json").read_text(encoding="utf-8")
    assert len(again.encode()) < 40_000


def test_it_cuts_french_that_it_has_not_read_better_than_its_letters_in_disorder() -> None:
    _, aside = training.split(training.paragraphs())
    in_order = model.compression(VOCABULARY, aside)
    in_disorder = model.compression(VOCABULARY, training.shuffled(aside))
    assert in_order > 2 * in_disorder


def test_a_corpus_of_shuffled_letters_teaches_little() -> None:
    seen, aside = training.split(training.paragraphs())
    from_order = model.compression(model.train(seen, 300), aside)
    from_disorder = model.compression(model.train(training.shuffled(seen), 300), aside)
    assert from_order > 1.3 * from_disorder


def test_one_more_paragraph_changes_what_is_learned() -> None:
    few = training.paragraphs()[:12]
    before = model.train(few, 200)
    after = model.train([*few, "quokka " * 40], 200)
    assert before.count("quokka") > after.count("quokka") == 2


def test_the_most_frequent_pair_is_merged_first() -> None:
    learned = model.train(["abab abab", "cd"], 1)
    assert learned.spellings[256] == b"ab"
    assert model.train(["cd cd ab ab"], 1).spellings[256] == b" a"  # tied: the smallest of bytes


def test_the_data_card_tells_the_measures() -> None:
    card = (FOLDER / "carte-donnees.md").read_text(encoding="utf-8")
    for number in re.findall(r": (\d+[.]\d+)", training.report(VOCABULARY)):
        assert number.replace(".", ",") in card, number
    seen, aside = training.split(training.paragraphs())
    assert f"{len(seen)} paragraphes appris" in card
    assert f"{len(aside)} paragraphes mis de côté" in card


# --- it loses nothing -----------------------------------------------------------------------


@given(texts)
def test_the_pieces_together_are_the_text(text: str) -> None:
    assert b"".join(VOCABULARY.pieces(text)).decode() == model.normalise(text)


@given(texts)
def test_never_more_pieces_than_bytes(text: str) -> None:
    assert VOCABULARY.count(text) <= len(model.normalise(text).encode())


@given(st.sampled_from(["l'eau", "l’eau"]), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_apostrophes_and_spaces_of_any_kind_cost_the_same(word: str, space: str) -> None:
    assert VOCABULARY.encode(f"{word}{space}: 12{space}€") == VOCABULARY.encode("l’eau : 12 €")


# --- the page counts the same ---------------------------------------------------------------


@settings(max_examples=300)
@given(text=texts)
def test_the_page_cuts_as_the_server(page: Module, text: str) -> None:
    assert page.call("ids", text) == VOCABULARY.encode(text)


@settings(max_examples=100)
@given(text=texts)
def test_the_workshop_says_the_same_without_javascript(page: Module, text: str) -> None:
    shown: dict[str, Any] = bench.view(VOCABULARY, {"texte": [text]})
    found = page.call("cut", text)
    assert found == {name: shown[name] for name in ("labels", "count", "words", "signs")}


@given(pieces=st.integers(0, 1200), price=st.integers(1, 60), times=st.integers(1, 5000))
def test_the_page_counts_the_same_euros(page: Module, pieces: int, price: int, times: int) -> None:
    cost = bench.cost_of(pieces, price, times)
    expected = [bench.euros(cents) for cents in (cost.low, cost.middle, cost.high)]
    assert page.call("cost", pieces, price, times) == expected


def test_a_year_of_texts_costs_what_the_sum_says() -> None:
    # 20 pieces, 100 times a day, 365 days: 730 000 pieces, at 5 € a million.
    assert bench.euros(bench.cost_of(20, 5, 100).middle) == "3,65\u202f€"
    assert bench.euros(123_456_789) == "1\u202f234\u202f567,89\u202f€"


def test_a_half_letter_is_shown_as_a_byte() -> None:
    assert bench.label(b" moulin") == "␣moulin"
    assert bench.label(b"\xd9") == "octet D9"
    assert bench.label(b"\xe2\x82") == "octets E2 82"


# --- the lab ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


def test_the_folder_has_no_problem() -> None:
    assert problems(FOLDER) == ()


def test_each_value_is_what_both_cutters_count(lab: Lab, page: Module) -> None:
    assert len(lab.own.sorting.cases) >= 40
    for case in lab.own.sorting.cases:
        assert case.value == VOCABULARY.count(case.text), case.id
        assert case.value == len(page.call("ids", case.text)), case.id


def test_a_wrong_value_is_a_problem_with_the_right_one(tmp_path: Path) -> None:
    copy = tmp_path / FOLDER.name
    shutil.copytree(FOLDER, copy)
    path = copy / "cases.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value = 9\n", "value = 10\n", 1), encoding="utf-8")
    assert [p.hint for p in problems(copy)] == ["écrivez value = 9"]


def test_the_naive_ways_are_computed_too(lab: Lab) -> None:
    for case in lab.own.sorting.cases:
        text = model.normalise(case.text)
        assert case.naive["mots"] == len(text.split()), case.id
        assert case.naive["quarts"] == max(1, round(len(text) / 4)), case.id


def test_the_question_tells_true_counts(lab: Lab) -> None:
    values = {case.id: case.value for case in lab.own.sorting.cases}
    assert f"{values['naissent-fr']} morceaux en français" in lab.question.text
    assert f"{values['naissent-ar']} en arabe" in lab.question.text


@pytest.mark.parametrize(
    ("factor", "passes"), [(1.0, True), (1.1, True), (0.9, True), (1.3, False), (0.7, False)]
)
def test_ten_percent_or_one_piece_is_close_enough(lab: Lab, factor: float, passes: bool) -> None:
    raw: dict[str, Any] = {"tirage": ["2"], "comprendre": ["appris"]}
    for place, case in enumerate(draw.draw(lab.own.sorting, 2), 1):
        value = float(case.value or 0) * factor
        raw[field_of(place)] = [str(math.floor(value) if factor > 1 else math.ceil(value))]
    assert grade_lab(lab, raw).passed is passes


def test_after_the_answer_each_text_is_shown_cut(lab: Lab) -> None:
    play = next(play for play in lab.plays if play.passes)
    rows = grade_lab(lab, play.answer).details["rows"]
    assert all(row["remark"].startswith("Découpe") for row in rows)
    assert bench.told(VOCABULARY.pieces("Le moulin à 9 €")) == (
        "Le | ␣moulin | ␣à | ␣ | 9 | ␣ | [3 octets]"
    )


# --- without JavaScript -------------------------------------------------------------------------

ADDRESS = "/exercices/decoupe-en-morceaux/labo"


def pieces_in(html: str) -> list[str]:
    block = re.search(r'<ol class="pieces".*?</ol>', html, re.S)
    assert block
    return re.findall(r"<span>([^<]*)</span>", block[0])


def test_without_javascript_the_server_cuts_what_is_typed(client: Any) -> None:
    sent = {"texte": "Le moulin 9", "prix": "10", "fois": "1000", "essai": "1"}
    response = client.post(ADDRESS, data=sent)
    assert response.status_code == 200
    assert pieces_in(response.text) == ["Le", "␣moulin", "␣", "9"]
    # 4 pieces × 1 000 × 365 = 1 460 000 pieces, at 10 € a million.
    assert "14,60\u202f€" in response.text


def test_a_button_tries_an_example(client: Any) -> None:
    response = client.post(ADDRESS, data={"texte": "autre chose", "exemple": "anglais"})
    assert "The mule trots" in response.text
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "sent", [{"prix": "0"}, {"prix": "cher"}, {"fois": "9" * 40}, {"texte": "a" * 301}]
)
def test_what_cannot_be_tried_is_said(client: Any, sent: dict[str, str]) -> None:
    response = client.post(ADDRESS, data={**sent, "essai": "1"})
    assert response.status_code == 422
    assert "au plus" in response.text or "nombre entier de 1" in response.text
