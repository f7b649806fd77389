"""The lab « La carte des mots »: its vectors, their neighbours, its groups, its verdicts."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import BadAnswer
from mooc.grading.exercise_code import load_code
from mooc.grading.lab import BadLab, Lab, Place, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.settings import ROOT

from .javascript import Module, module

FOLDER = ROOT / "exercises" / "carte-des-mots"
model = load_code(FOLDER, "model")
training = load_code(FOLDER, "train")
DRAWS = range(1, 201)

# Words that a person would put together: the training never sees these lists.
TOGETHER = (
    "mer bateau barque filet pêcheur vague voile phare sardine mouette île",
    "neige sommet sentier col glacier torrent chamois marmotte sapin",
    "berger bergère mouton brebis agneau chien loup laine bergerie troupeau",
    "marché marchande étal panier tomate courgette melon abricot balance client",
    "pain farine four pâte levain boulanger croûte sel soupe casserole",
    "école classe élève maîtresse cahier livre tableau leçon",
    "marteau clou scie planche outil vis colle rabot",
    "vent mistral pluie nuage orage éclair tonnerre chaleur froid brouillard",
    "médecin infirmière malade hôpital fièvre pharmacie médicament vaccin",
    "mairie maire conseil habitant commune vote budget",
    "mère père fille fils grand-mère grand-père sœur frère bébé",
    "tambourin flûte fifre danse musique chanson bal violon farandole",
    "vigne raisin vendange cave tonneau olivier récolte tracteur",
    "train gare billet voyageur voie bus vélo horaire",
    "robe jupe chemise bonnet manteau ruban tissu",
    "bras oreille jambe nez bouche doigt genou épaule",
)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(FOLDER, "a secret for tests")


@pytest.fixture(scope="module")
def words() -> Any:
    return model.load(FOLDER / "vecteurs.json")


# --- the training ---------------------------------------------------------------------------


def company(vectors: Any, vocabulary: list[str]) -> float:
    """Of the five nearest of each word of a list, the share that is in the same list."""
    found = model.Words(dict(zip(vocabulary, vectors.tolist(), strict=True)))
    shares = []
    for line in TOGETHER:
        together = set(line.split())
        for word in together:
            near = [other for other, _ in found.neighbours(word, 5)]
            shares.append(len(together & set(near)) / 5)
    return sum(shares) / len(shares)


def test_neighbours_make_sense_and_vanish_when_the_words_are_shuffled() -> None:
    vocabulary = training.read_vocabulary()
    read = training.read_paragraphs()
    every = [word for paragraph in read for word in paragraph]
    random.Random(3).shuffle(every)
    rest = iter(every)
    shuffled = [[next(rest) for _ in paragraph] for paragraph in read]
    assert company(training.train(read, vocabulary), vocabulary) > 0.7
    assert company(training.train(shuffled, vocabulary), vocabulary) < 0.15


def test_the_file_is_what_the_script_makes() -> None:
    """Within a unit or two: another computer rounds otherwise."""
    vocabulary = training.read_vocabulary()
    made = training.train(training.read_paragraphs(), vocabulary)
    rows = json.loads((FOLDER / "vecteurs.json").read_text(encoding="utf-8"))
    assert [row[0] for row in rows] == vocabulary
    assert np.abs(np.array([row[1:] for row in rows]) - made).max() <= 2
    assert len((FOLDER / "vecteurs.json").read_bytes()) <= 25_000


def test_one_scene_more_moves_a_word() -> None:
    vocabulary = training.read_vocabulary()
    read = training.read_paragraphs()
    scene = "le loup achète un billet au guichet de la gare et attend le train sur la voie".split()
    before = training.train(read, vocabulary)
    after = training.train([*read, *[scene] * 30], vocabulary)
    wolf, station = vocabulary.index("loup"), vocabulary.index("gare")

    def likeness(vectors: Any) -> float:
        return float(model.cosine(vectors[wolf].tolist(), vectors[station].tolist()))

    assert likeness(after) > likeness(before) + 0.2


def test_a_plural_is_read_as_its_singular_but_sons_are_not_threads() -> None:
    read = training.singular([["les", "chevaux", "et", "les", "bateaux"], ["cheval", "fil"]], ())
    assert read[0] == ["les", "cheval", "et", "les", "bateaux"]
    assert training.singular([["fils", "fil"]], ())[0] == ["fils", "fil"]
    assert training.singular([["bateaux"]], ["bateau"])[0] == ["bateau"]


# --- likeness: a reference, and the page ----------------------------------------------------


def test_neighbours_agree_with_scikit_learn(words: Any) -> None:
    from sklearn.neighbors import NearestNeighbors

    vocabulary = list(words.vectors)
    table = np.array(list(words.vectors.values()))
    oracle = NearestNeighbors(metric="cosine", algorithm="brute").fit(table)
    distances, places = oracle.kneighbors(table, n_neighbors=9)
    for word, far, near in zip(vocabulary, distances, places, strict=True):
        found = words.neighbours(word, 8)
        mine = [likeness for _, likeness in found]
        theirs = [1 - d for d, place in zip(far, near, strict=True) if vocabulary[place] != word]
        assert mine == pytest.approx(theirs[:8], abs=1e-9)


vectors = st.lists(st.integers(-127, 127), min_size=16, max_size=16)


@given(one=vectors, other=vectors)
def test_a_cosine_is_a_cosine(one: list[int], other: list[int]) -> None:
    found = model.cosine(one, other)
    assert -1 - 1e-9 <= found <= 1 + 1e-9
    assert found == pytest.approx(model.cosine(other, one))
    double = model.cosine([2 * n for n in one], other)
    assert found == pytest.approx(double)


@pytest.fixture(scope="module")
def javascript() -> Iterator[Module]:
    with module(FOLDER / "web" / "model.js") as found:
        yield found


def test_the_page_finds_the_same_neighbours(words: Any, javascript: Module) -> None:
    for word in words.vectors:
        page = javascript.call("neighbours", words.vectors, word, 8)
        mine = words.neighbours(word, 8)
        assert [other for other, _ in page] == [other for other, _ in mine]
        assert [n for _, n in page] == pytest.approx([n for _, n in mine])


@settings(max_examples=100, deadline=None)
@given(one=vectors, other=vectors)
def test_the_page_computes_the_same_likeness(
    javascript: Module, one: list[int], other: list[int]
) -> None:
    assert javascript.call("cosine", one, other) == pytest.approx(model.cosine(one, other))


# --- the groups -----------------------------------------------------------------------------


def test_every_draw_has_five_groups_with_one_clear_odd_word(lab: Lab, words: Any) -> None:
    for draw in DRAWS:
        drawn = lab.own.groups(draw)
        assert len(drawn) == 5
        every = [word for group in drawn for word in group.words]
        assert len(set(every)) == 20
        for group in drawn:
            odd = model.odd_one(words, group.words)
            three = [word for word in group.words if word != odd]
            assert all(words.likeness(odd, word) <= model.FAR for word in three)
            assert all(words.likeness(a, b) >= model.CLOSE for a in three for b in three)
            assert model.odd_letters(group.words) != odd


def test_no_place_gives_the_odd_word_away(lab: Lab, words: Any) -> None:
    places = [0] * 4
    for draw in DRAWS:
        for group in lab.own.groups(draw):
            places[group.words.index(model.odd_one(words, group.words))] += 1
    assert min(places) > 0.8 * sum(places) / 4


def test_naive_ways_fail_on_every_draw(lab: Lab, words: Any) -> None:
    def passes(draw: int, choose: Any) -> bool:
        answer = {f"intrus-{n}": choose(g) for n, g in enumerate(lab.own.groups(draw), 1)}
        return grade_lab(lab, {**answer, "tirage": str(draw), "comprendre": "voisins"}).passed

    assert not any(passes(draw, lambda g: model.odd_letters(g.words)) for draw in DRAWS)
    lucky = sum(passes(draw, lambda g: g.words[0]) for draw in DRAWS)
    assert lucky <= len(DRAWS) * 0.05
    assert all(passes(draw, lambda g: model.odd_one(words, g.words)) for draw in DRAWS)


# --- the lab --------------------------------------------------------------------------------


def test_the_lab_can_be_won_and_not_by_a_naive_way(lab: Lab) -> None:
    assert problems(FOLDER) == ()
    assert {play.told for play in lab.plays} == {"by-letters", "same-place", "good"}


def good(lab: Lab, **fields: str) -> dict[str, str]:
    answer = {name: values[0] for name, values in lab.plays[-1].answer.items()}
    return {**answer, **fields}


def test_one_miss_is_forgiven_and_two_are_not(lab: Lab, words: Any) -> None:
    first, second = lab.own.groups(1)[:2]
    wrong = [
        next(w for w in g.words if w != model.odd_one(words, g.words)) for g in (first, second)
    ]
    one = good(lab, **{"intrus-1": wrong[0]})
    assert grade_lab(lab, one).passed
    verdict = grade_lab(lab, {**one, "intrus-2": wrong[1]})
    assert not verdict.passed
    assert verdict.details["strategy"] == "mixed"


def test_the_verdict_says_how_like_the_others_a_choice_is(lab: Lab) -> None:
    said = grade_lab(lab, good(lab)).details["groups"]
    assert all(group["right"] for group in said)
    assert all(int(group["mean"].replace("−", "-")) <= 15 for group in said)


def test_the_draw_decides_the_groups_and_an_answer_to_another_is_refused(lab: Lab) -> None:
    assert lab.kind.view(lab.own, {"tirage": "2"})["groups"] != lab.kind.view(lab.own, {})["groups"]
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, good(lab, tirage="2"))
    assert refused.value.field == "intrus-1"


@pytest.mark.parametrize(
    ("field", "value"),
    [("mot", "ordinateur"), ("autre", "<b>"), ("tirage", "0"), ("tirage", "201"), ("tirage", "²")],
)
def test_what_cannot_be_read_names_its_field(lab: Lab, field: str, value: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        lab.kind.view(lab.own, {field: value})
    assert refused.value.field == field


def test_a_pressed_neighbour_becomes_the_word(lab: Lab) -> None:
    own = lab.kind.view(lab.own, {"mot": "mer", "voir": "phare", "autre": "mer"})
    assert own["word"] == "phare"
    assert own["rows"][0][0] != "phare"
    assert own["compared"] == str(model_hundred(lab, "phare", "mer"))


def model_hundred(lab: Lab, one: str, other: str) -> int:
    return round(100 * lab.own.words.likeness(one, other))


def test_the_drawing_keeps_neighbours_together(lab: Lab) -> None:
    """On the sheet too, a word's nearest is far nearer than a word taken by chance."""
    places = {word: np.array(place) for word, place in lab.own.places.items()}
    near, any_two = [], []
    for at, word in enumerate(places):
        closest = lab.own.words.neighbours(word, 1)[0][0]
        near.append(np.linalg.norm(places[word] - places[closest]))
        other = list(places)[(at + 97) % len(places)]
        any_two.append(np.linalg.norm(places[word] - places[other]))
    assert np.median(near) < np.median(any_two) / 4


def test_the_question_is_true_of_this_map(lab: Lab) -> None:
    assert lab.own.words.likeness("père", "mère") > 0.7
    assert lab.own.words.likeness("froid", "chaleur") > 0.7
    assert lab.own.words.likeness("mer", "mère") < 0.3


def test_a_word_off_the_map_is_said(lab: Lab) -> None:
    table = tomllib.loads((FOLDER / "lab.toml").read_text(encoding="utf-8"))
    table["start"] = "ordinateur"
    with pytest.raises(BadLab, match="ordinateur"):
        lab.kind.parse(table, Place(FOLDER.name, FOLDER, "s"))
