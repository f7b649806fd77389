"""Classes, numbers and costs in the learner's kit: against scikit-learn and scipy, then by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn import metrics as skl

import sudia
from sudia import scores
from sudia.card import CardError
from sudia.card_file import read_card
from sudia.dataset import read_dataset
from sudia.intervals import UNMEASURABLE, mean, student95, widest_means

calm = settings(deadline=None)
rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=60
)
floats = st.lists(
    st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 1)),
    min_size=1,
    max_size=40,
)


@calm
@given(rows)
def test_classes_agree_with_scikit_learn(sample):
    truth, answers, groups = (list(column) for column in zip(*sample, strict=True))
    found = scores.class_report(truth, answers, 4, groups)
    assert found.accuracy.value == pytest.approx(skl.accuracy_score(truth, answers))
    matrix = skl.confusion_matrix(truth, answers, labels=range(4))
    assert np.array_equal(found.confusion, matrix)
    for part in found.groups:
        chosen = [i for i, g in enumerate(groups) if g == part.group]
        y, p = [truth[i] for i in chosen], [answers[i] for i in chosen]
        assert part.accuracy.value == pytest.approx(skl.accuracy_score(y, p))
    if len(set(groups)) == 2:
        one, other = (part.accuracy.value for part in found.groups)
        assert found.gap.value == pytest.approx(abs(one - other))
    else:
        assert found.gap == UNMEASURABLE


@calm
@given(floats)
def test_errors_agree_with_scikit_learn(sample):
    truth, answers, groups = (list(column) for column in zip(*sample, strict=True))
    found = scores.number_report(truth, answers, groups)
    assert found.error.value == pytest.approx(skl.mean_absolute_error(truth, answers))
    bias = np.mean(np.array(answers) - np.array(truth))
    assert found.bias.value == pytest.approx(bias, abs=1e-6)
    for part in found.groups:
        chosen = [i for i, g in enumerate(groups) if g == part.group]
        y, p = [truth[i] for i in chosen], [answers[i] for i in chosen]
        assert part.error.value == pytest.approx(skl.mean_absolute_error(y, p))


@pytest.mark.parametrize("freedom", [*range(1, 40), 100, 1000])
def test_the_quantile_is_student_s(freedom):
    assert student95(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=0.002)


@calm
@given(st.lists(st.floats(-1e3, 1e3), min_size=5, max_size=40))
def test_the_interval_of_a_mean_is_student_s(values):
    found = mean(np.array(values))
    error = stats.sem(values)
    if error < 1e-6:
        return
    low, high = stats.t.interval(0.95, len(values) - 1, loc=np.mean(values), scale=error)
    assert found.low == pytest.approx(low, abs=0.01 * error)
    assert found.high == pytest.approx(high, abs=0.01 * error)


def test_one_row_has_no_interval_and_none_has_no_mean():
    assert mean(np.array([3.0])).low is None
    assert mean(np.array([])).value is None
    assert widest_means([mean(np.array([3.0])), mean(np.array([1.0, 2.0]))]) == UNMEASURABLE


def test_the_cost_of_100_answers():
    found = scores.mean_cost([1, 1, 0, 0], [0, 1, 1, 0], 20, 1)
    assert found.value == 100 * (20 + 1) / 4


@pytest.mark.parametrize("bad", [[4], [-1], [0.5], ["1"], [None], [[1]], [float("nan")]])
def test_only_codes_of_classes_are_answers(bad):
    with pytest.raises(ValueError, match=r"de 0 à 3|liste"):
        scores.class_report([0], bad, 4)


@pytest.mark.parametrize("bad", [["1"], [None], [[1]], [float("nan")], [float("inf")]])
def test_only_finite_numbers_are_answers(bad):
    with pytest.raises(ValueError, match=r"nombres|liste|infini"):
        scores.number_report([0], bad)


# --- the kit, task by task ---

CLASSES = {
    "exercise": "images",
    "version": "1",
    "practice": True,
    "fictional": False,
    "labels": {
        "task": "classes",
        "column": "chiffre",
        "classes": ["zéro", "un", "deux"],
        "rows": "images",
    },
    "criteria": {
        "accuracy_min": 0.7,
        "quantity": "given",
        "quantity_tolerance": 0.5,
        "quantity_max": 100,
        "quantity_name": "le compte",
        "quantity_how": "comptez",
    },
    "quantity": 12.0,
    "train": {"pixels": [[0, 1], [2, 3]], "chiffre": [0, 1]},
    "test": {
        "id": [1, 2, 3, 4],
        "pixels": [[0, 1], [2, 3], [4, 5], [6, 7]],
        "texte": ["un mot", "x" * 200, "<b>", "deux\nlignes"],
        "suite": [[1], [1, 2], [1, 2, 3], [1, 2, 3, 4]],
        "chiffre": [0, 1, 2, 2],
    },
}
NUMBER = {
    "exercise": "nuits",
    "version": "1",
    "practice": True,
    "group": "lieu",
    "codes": {"lieu": ["mer", "montagne"]},
    "labels": {"task": "number", "column": "nuits", "unit": "nuitées", "rows": "semaines"},
    "criteria": {"error_max": 14.5, "quantity": "given", "quantity_tolerance": 0.5},
    "train": {"lieu": [0, 1], "nuits": [5, 6]},
    "test": {"id": [1, 2, 3, 4], "lieu": [0, 0, 1, 1], "nuits": [10, 20, 30, 40]},
}


@pytest.fixture
def images():
    return read_dataset(json.loads(json.dumps(CLASSES)))


@pytest.fixture
def nights():
    return read_dataset(json.loads(json.dumps(NUMBER)))


def test_real_data_are_not_said_to_be_invented(images, nights):
    assert "réelles" in repr(images) and "fictives" not in repr(images)
    assert "fictives" in repr(nights)


def test_pixels_are_a_matrix_and_texts_stay_texts(images):
    assert images.test.matrice("pixels").shape == (4, 2)
    assert images.test.matrice("pixels", "chiffre").shape == (4, 3)
    assert [type(text) for text in images.test["texte"]] == [str] * 4
    assert images.test["suite"][2] == [1, 2, 3]
    assert len(images.test[images.test["chiffre"] == 2]["pixels"]) == 2
    for name in ("texte", "suite"):
        with pytest.raises(ValueError, match="transformez-la"):
            images.test.matrice(name)


def test_long_cells_are_cut_and_escaped(images):
    html = images.test._repr_html_()
    assert "x" * 100 not in html
    assert "<b>" not in html
    assert "(4 valeurs)" in html
    assert max(map(len, repr(images.test).splitlines())) < 160


def test_a_column_may_be_added_whatever_it_holds(images):
    more = images.test.avec(texte=["a"] * 4, suite=[[1], [2], [3], [4]])
    assert more["texte"].tolist() == ["a"] * 4
    for bad in (3, [1], "abcd"):
        with pytest.raises(ValueError, match="pour 4 lignes"):
            images.test.avec(texte=bad)


def test_the_table_of_classes_says_what_is_taken_for_what(images):
    table = sudia.tableau(images.test, [0, 1, 1, 2])
    assert table.exactitude == 0.75
    assert table.confusion.tolist() == [[1, 0, 0], [0, 1, 0], [0, 1, 1]]
    assert "un (1)" in repr(table) and "Images" in repr(table)
    assert "75,0" in table._repr_html_()
    unknown = sudia.tableau(images.test.sans("chiffre"), [0, 1, 1, 2])
    assert unknown.exactitude is None
    assert ["un", "2"] in [line.split() for line in repr(unknown).splitlines()]


def test_the_table_of_numbers_says_errors_with_and_without_their_sign(nights):
    table = sudia.tableau(nights.test, [12, 22, 28, 48])
    assert table.erreur == 3.5
    assert table.biais == 2.5
    assert table.ecart == 3.0
    assert "montagne" in repr(table) and "nuitées" in repr(table)
    assert "22" in repr(sudia.tableau(nights.test.sans("nuits"), [12.0, 22, 28, 26]))


@pytest.mark.parametrize(
    ("answers", "value", "said"),
    [
        ([0, 1, 2, 3], None, "de 0 à 2"),
        ([0, 1], None, "il faut 4 prédictions"),
        ([1, 1, 1, 1], None, "« un » partout"),
        ([0, 1, 1, 1], None, "50,0"),
        ([0, 1, 2, 2], 200, "entre 0 et 100"),
        ([0, 1, 2, 2], 13, "13 n’est pas la bonne valeur. Rappel : comptez."),
    ],
)
def test_hints_on_classes(images, answers, value, said):
    assert said in sudia.verifier(answers, jeu=images, valeur=value).first_problem.replace(
        "\u202f", " "
    )


def test_a_right_answer_and_a_right_value_are_said_to_be(images, nights):
    assert sudia.verifier([0, 1, 2, 2], jeu=images, valeur=12.4).ok
    assert sudia.verifier([12, 22, 28, 48], jeu=nights).ok
    assert "erreur moyenne" in sudia.verifier([0, 0, 0, 0], jeu=nights).first_problem


def test_a_value_that_only_the_server_knows_is_neither_right_nor_wrong(nights):
    found = sudia.verifier([12, 22, 28, 48], jeu=nights, valeur=0.5)
    assert found.ok and "serveur" in repr(found)


FICHE = {
    "modele": "Moyennes",
    "usage": "Lire.",
    "ne_pas_utiliser_pour": ["Décider seul."],
    "taille": 5200,
}


def test_the_card_of_classes_has_a_line_a_class_and_no_invented_figure(images):
    card = sudia.fiche(images.test, [0, 1, 1, 2], **FICHE)
    assert read_card(json.loads(card.json())) == card
    assert [line.groupe for line in card.groupes] == [
        "classe « deux »", "classe « un »", "classe « zéro »",
    ]  # fmt: skip
    assert card.groupes[0].mesures[0].value == 0.5
    assert card.ensemble.mesures[0].value == 0.75
    assert card.ecarts[0].value == 0.5
    text = repr(card)
    assert "5,2 ko" in text and "Décider seul." in text and "75" in text


def test_the_card_of_numbers_is_in_its_unit(nights):
    card = sudia.fiche(nights.test, [12, 22, 28, 48], **FICHE)
    assert read_card(json.loads(card.json())) == card
    assert card.mesures[0].unite == "nuitées"
    assert card.ensemble.mesures[0].value == 3.5
    assert card.ecarts[0].value == 3.0
    assert "Erreur moyenne (nuitées)" in card.page()


def test_a_card_without_groups_has_one_line_and_no_gap():
    raw = json.loads(json.dumps(NUMBER)) | {"group": ""}
    card = sudia.fiche(read_dataset(raw).test, [12, 22, 28, 48], **FICHE)
    assert card.groupes == () and card.ecarts == ()
    assert "Écart" not in repr(card)


def test_costs_are_told_in_the_table_the_hints_and_the_card():
    raw = {
        "exercise": "feux",
        "version": "1",
        "practice": True,
        "labels": {"column": "feu", "yes": "alerte", "no": "rien"},
        "criteria": {"cost_max": 300, "cost_missed": 20, "cost_false_alarm": 1},
        "train": {"vent": [1], "feu": [0]},
        "test": {"id": [1, 2, 3, 4], "vent": [1, 2, 3, 4], "feu": [1, 1, 0, 0]},
    }
    fires = read_dataset(raw)
    table = sudia.tableau(fires.test, [0, 1, 1, 0])
    assert table.cout == 525.0
    assert "525" in repr(table)
    assert "coût de 100 réponses : 525" in sudia.verifier([0, 1, 1, 0], jeu=fires).first_problem
    card = sudia.fiche(fires.test, [0, 1, 1, 0], **FICHE)
    assert card.mesures[-1].nom == "Coût de 100 réponses"
    assert card.ensemble.mesures[-1].value == 525.0
    assert sudia.verifier([1, 1, 1, 0], jeu=fires).ok


@pytest.mark.parametrize("part", ["groupes", "ensemble", "ecarts", "mesures"])
def test_a_card_whose_parts_do_not_go_together_is_refused(images, part):
    raw = sudia.fiche(images.test, [0, 1, 1, 2], **FICHE).en_dict()
    line = raw[part] if part == "ensemble" else raw[part][0]
    if part in ("groupes", "ensemble"):
        line["mesures"] = [*line["mesures"], line["mesures"][0]]
    else:
        raw[part] = [*raw[part], line]
    with pytest.raises(CardError):
        read_card(raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_card_changed_at_any_depth_is_read_or_refused(data):
    raw = sudia.fiche(read_dataset(CLASSES).test, [0, 1, 1, 2], **FICHE).en_dict()
    place = raw
    while True:
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
        if not isinstance(place[key], (dict, list)) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(json_values)
            break
        place = place[key]
    try:
        card = read_card(raw)
    except CardError:
        return
    assert card.page() and read_card(json.loads(card.json())) == card


def test_a_card_of_the_first_format_is_still_read():
    measure = {"value": 0.4, "low": 0.3, "high": 0.5}
    line = {
        "groupe": "littoral",
        "dossiers": 1000,
        "acceptes": measure,
        "acceptes_besoin": measure,
        "acceptes_sans_besoin": {"value": None, "low": None, "high": None},
    }
    first = {
        "modele": "Régression",
        "usage": "Trier.",
        "donnees": "Fictives.",
        "exactitude": 0.87,
        "groupes": [line],
        "ecart_acceptation": measure,
        "ecart_besoin": measure,
        "ecart_sans_besoin": measure,
        "cout": None,
        "ne_pas_utiliser_pour": ["Décider."],
        "limites": [],
    }
    card = read_card(first)
    assert card.ensemble.mesures[0].value == 0.87
    assert card.groupes[0].lignes == 1000
    assert card.ecarts[1].value == 0.4
    assert read_card(json.loads(card.json())) == card
    assert "littoral" in card.page()
