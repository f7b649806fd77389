"""Search forgives what people type, opens at the passage, and never gives an answer away."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooc.content import Block, load_courses
from mooc.find.documents import Document, documents
from mooc.find.excerpt import LENGTH, excerpt
from mooc.find.index import Index
from mooc.grading import DIRECTIVES
from mooc.grading.exercise_file import load_exercises
from mooc.settings import ROOT

TEXTS = (
    Document("page", "Les modèles", "Ce qu’ils apprennent", "Un modèle apprend des données.", "/a"),
    Document("page", "L’énergie", "", "Chaque réponse consomme de l’électricité, en été.", "/b"),
    Document("term", "biais", "", "Un défaut qui trompe toujours dans le même sens.", "/c"),
    Document("page", "Les œuvres", "", "Une œuvre d’art peinte à Nice pendant l’été.", "/d"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(TEXTS)


def found(index: Index, query: str) -> list[str]:
    return [hit.document.url for hit in index.search(query).hits]


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("modèle", "/a"),
        ("MODELE", "/a"),
        ("modèles", "/a"),
        ("modelle", "/a"),
        ("apprendre", "/a"),
        ("donnee", "/a"),
        ("energie", "/b"),
        ("électrique", "/b"),
        ("electrisite", "/b"),
        ("biai", "/c"),
        ("oeuvre", "/d"),
        ("qu’est-ce que le biais ?", "/c"),
    ],
)
def test_accents_plurals_and_slips_are_forgiven(index: Index, query: str, url: str) -> None:
    assert found(index, query)[0] == url


def test_all_words_come_before_some(index: Index) -> None:
    assert found(index, "électricité été") == ["/b"]
    assert set(found(index, "biais peinte")) == {"/c", "/d"}, "no text has both: each is offered"


def test_a_correction_is_said_in_the_words_of_the_text(index: Index) -> None:
    assert index.search("electrisite").corrected == "électricité"
    assert index.search("modèle").corrected == ""
    assert index.search("modeles").corrected == ""


@pytest.mark.parametrize("query", ["", "   ", "zzzzqqqq", "???", '"" OR *'])
def test_nothing_found_is_an_empty_list(index: Index, query: str) -> None:
    assert found(index, query) == []


@given(st.text(max_size=60))
def test_no_text_breaks_the_syntax(query: str) -> None:
    try:
        INDEX.search(query)
    except sqlite3.Error as error:  # pragma: no cover - the failure that this test looks for
        raise AssertionError(query) from error


INDEX = Index(TEXTS)


@given(st.text(max_size=600), st.text(min_size=1, max_size=20))
def test_an_excerpt_is_short_and_escaped(text: str, word: str) -> None:
    made = excerpt(text, {word.casefold()})
    plain = made.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert len(made.striptags()) <= LENGTH + 10


def test_an_excerpt_shows_what_was_found() -> None:
    text = "mot " * 200 + "une perle rare " + "mot " * 200
    assert "<mark>perle</mark> rare" in excerpt(text, {"perle"})


@pytest.fixture(scope="module")
def real() -> tuple[Document, ...]:
    exercises, _ = load_exercises(ROOT / "exercises")
    library = load_courses(ROOT / "courses", DIRECTIVES, set(exercises))
    return tuple(documents(library, exercises.values()))


def test_no_feedback_and_no_definition_twice(real: tuple[Document, ...]) -> None:
    exercises, _ = load_exercises(ROOT / "exercises")
    library = load_courses(ROOT / "courses", DIRECTIVES, set(exercises))
    said = "\n".join(one.text for one in real if one.kind == "page")
    for course in library.courses:
        for page in course.all_pages:
            for block in page.blocks:
                for remark in _feedback(block):
                    assert remark not in said, (page.path, remark)
            if page.terms:
                assert "Les mots de cette page" not in said


def _feedback(block: Block) -> list[str]:
    options = getattr(block.spec, "options", ())
    texts = [getattr(option, "feedback", "") for option in options]
    return [" ".join(t.replace("<p>", "").replace("</p>", "").split())[:60] for t in texts if t]


def test_every_result_opens_at_its_passage(real: tuple[Document, ...]) -> None:
    places = [one.url for one in real if one.kind == "page"]
    assert len(set(places)) == len(places), "two passages open at the same place"
    assert sum("#" in place for place in places) > len(places) / 2
