"""The learner's kit in CPython: tables, hints, energy, card, and what crosses the page."""

from __future__ import annotations

import asyncio
import json
import sys
import types
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sudia
from sudia.card import CardError
from sudia.card_file import read_card
from sudia.dataset import read_dataset
from sudia.energy import WATTS, Energy
from sudia.french import number, percent, points, significant

RAW = {
    "exercise": "jouet",
    "version": "1",
    "practice": True,
    "group": "lieu",
    "codes": {"lieu": ["mer", "montagne"]},
    "criteria": {"accuracy_min": 0.75, "gap_max": 0.1},
    "train": {"lieu": [0, 1, 0, 1], "revenu": [9, 8, 7, 6], "besoin_reel": [1, 0, -1, -1]},
    "test": {
        "id": [11, 12, 13, 14],
        "lieu": [0, 0, 1, 1],
        "revenu": [5, 6, 5, 6],
        "besoin_reel": [1, 0, 1, 0],
    },
}


@pytest.fixture
def toy():
    return read_dataset(json.loads(json.dumps(RAW)))


@pytest.fixture
def the_page(monkeypatch):
    """A page that answers: gives the toy set, keeps what it is sent."""
    sent = []

    async def request(kind, payload):
        sent.append((kind, payload))
        if kind == "hand-in":
            return {"passed": True, "messages": ["Bravo."], "card_url": "/carte/"}
        practice = payload["set"] == "practice"
        return RAW | {"practice": practice} | ({} if practice else {"issue": "n1"})

    fake = types.ModuleType("sudia.bridge")
    fake.request = request
    monkeypatch.setitem(sys.modules, "sudia.bridge", fake)
    monkeypatch.setattr(sudia, "bridge", fake, raising=False)
    monkeypatch.setattr("sudia.session._current", {})
    return sent


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_only_numpy_is_imported():
    import subprocess

    heavy = "{'sklearn', 'pandas', 'matplotlib', 'scipy'}"
    code = f"import sys, sudia; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_column_is_read_by_name_and_a_near_name_is_suggested(toy):
    assert toy.test["lieu"].tolist() == ["mer", "mer", "montagne", "montagne"]
    with pytest.raises(KeyError, match="revenu"):
        toy.test["revenus"]


def test_rows_are_chosen_by_mask_and_slice(toy):
    assert len(toy.test[toy.test["lieu"] == "mer"]) == 2
    assert toy.test[1:3]["id"].tolist() == [12, 13]


def test_a_matrix_has_a_row_a_request(toy):
    assert toy.test.matrice("lieu", "revenu").tolist() == [[0, 5], [0, 6], [1, 5], [1, 6]]


def test_twins_differ_by_their_group_alone(toy):
    twins = toy.test.jumeaux()
    assert twins["lieu"].tolist() == ["montagne", "montagne", "mer", "mer"]
    for name in ("id", "revenu", "besoin_reel"):
        assert twins[name].tolist() == toy.test[name].tolist()


def test_a_category_may_be_replaced_by_its_name_only(toy):
    changed = toy.test.avec(lieu=["montagne"] * 4)
    assert changed.matrice("lieu").ravel().tolist() == [1, 1, 1, 1]
    with pytest.raises(ValueError, match="désert"):
        toy.test.avec(lieu=["désert"] * 4)


def test_table_by_group_says_what_it_cannot_measure(toy):
    table = sudia.tableau(toy.test[toy.test["besoin_reel"] == 1], [1, 0])
    assert "non mesurable" in repr(table)
    assert table.ecart_erreurs is None
    assert table.ecart_acceptation == 1


def test_table_by_group_leaves_unknown_truth_out(toy):
    table = sudia.tableau(toy.apprentissage, [1, 0, 1, 1])
    assert table.left_out == 2
    assert [r.rows for r in table.report.groups] == [1, 1]


def test_tables_are_accessible_html(toy):
    shown = (toy.test, sudia.tableau(toy.test, [1, 0, 1, 0]), sudia.tableau(toy.test, [0] * 4))
    for item in shown:
        tags = Tags(item._repr_html_()).found
        assert [t for t, _ in tags].count("caption") == 1
        assert all(a.get("scope") in ("col", "row") for t, a in tags if t == "th")
        assert not any("style" in a or a.keys() & {"onclick", "onload"} for _, a in tags)


def test_what_data_say_is_escaped():
    raw = json.loads(json.dumps(RAW))
    raw["codes"]["lieu"][0] = "<script>alert(1)</script>"
    toy = read_dataset(raw)
    assert "<script>" not in toy.test._repr_html_()
    assert "<script>" not in sudia.tableau(toy.test, [1, 0, 1, 0])._repr_html_()


@pytest.mark.parametrize("broken", [{}, {"test": {"a": [1], "b": [1, 2]}}, {"codes": 3}])
def test_unreadable_data_are_said_to_be(broken):
    raw = {} if not broken else RAW | broken
    with pytest.raises(ValueError, match="Rechargez la page"):
        read_dataset(raw)


def test_energy_is_a_range_around_power_times_time():
    energy = Energy(seconds=2.0, watts=15.0)
    assert energy.joules == (10.0, 30.0, 90.0)
    low, high = energy.grams
    assert low == pytest.approx(10 / 3.6e6 * 21.7)
    assert high == pytest.approx(90 / 3.6e6 * 56)
    assert "entre 10 et 90 J" in str(energy)
    assert "RTE 2024" in str(energy)


def test_gauge_measures_its_block():
    with sudia.energie("téléphone") as gauge:
        sum(range(10_000))
    assert gauge.mesure.watts == WATTS["telephone"] == 3.0
    assert 0 < gauge.mesure.seconds < 5


def test_gauge_says_when_nothing_was_measured():
    with pytest.raises(ValueError, match="rien mesuré"):
        _ = sudia.energie().mesure


@pytest.mark.parametrize("machine", ["fusée", 0, -3, True, float("nan")])
def test_an_unknown_machine_is_refused(machine):
    with pytest.raises(ValueError, match=r"Machine inconnue|puissance"):
        sudia.energie(machine)


def a_card(toy, **changes):
    given = {
        "modele": "Seuil",
        "usage": "Trier.",
        "ne_pas_utiliser_pour": ["Décider seul."],
        "energie": Energy(2.0, 15.0),
    }
    return sudia.carte(toy.test, [1, 0, 0, 0], **(given | changes))


def test_card_goes_through_json_unchanged(toy):
    card = a_card(toy, limites="Données fictives.")
    assert read_card(json.loads(card.json())) == card


def test_card_shows_gaps_cost_and_what_it_is_not_for(toy):
    for text in (repr(a_card(toy)), a_card(toy)._repr_html_(), a_card(toy).page()):
        for wanted in ("Décider seul.", "100 points", "Entre 10 et 90 J", "montagne"):
            assert wanted in text
    page = a_card(toy).page()
    assert page.startswith("<!doctype html>")
    assert 'lang="fr"' in page
    assert "http" not in page


def test_card_escapes_what_is_written_in_it(toy):
    card = a_card(toy, modele="<img src=x onerror=alert(1)>", usage="</section><script>")
    assert "<img" not in card.page()
    assert "<script>" not in card._repr_html_()


@pytest.mark.parametrize(
    "changes", [{"modele": " "}, {"usage": "x" * 601}, {"ne_pas_utiliser_pour": []}]
)
def test_an_empty_or_endless_card_is_refused(toy, changes):
    with pytest.raises(CardError):
        a_card(toy, **changes)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)  # a shared machine is slow at times
@given(json_values)
def test_any_json_is_a_card_or_a_card_error(raw):
    with pytest.raises(CardError):
        read_card(raw)


@settings(deadline=None)  # a shared machine is slow at times
@given(st.data())
def test_a_card_with_one_field_changed_never_breaks(data):
    raw = a_card(read_dataset(RAW)).en_dict()
    raw[data.draw(st.sampled_from(sorted(raw)))] = data.draw(json_values)
    try:
        card = read_card(raw)
    except CardError:
        return
    assert card.page()
    assert read_card(json.loads(card.json())) == card


def test_hints_on_the_practice_set(toy):
    found = sudia.verifier([1, 0, 0, 0], jeu=toy)
    assert not found.ok
    assert "écart d’erreurs" in found.first_problem
    assert sudia.verifier([1, 0, 1, 0], jeu=toy, ecart=0.0).ok


@pytest.mark.parametrize(
    ("predictions", "gap", "said"),
    [
        ([1, 0], None, "il faut 4 prédictions"),
        ([1, 0, 2, 0], None, "des 0 et des 1"),
        ([1, 1, 1, 1], None, "« oui » partout"),
        ([1, 0, 1, 0], 12, "pour 12 points"),
        ([1, 0, 1, 0], 0.3, "n’est pas la bonne valeur"),
        (None, None, "lancez d’abord"),
    ],
)
def test_hints_name_what_is_wrong(toy, predictions, gap, said):
    assert said in sudia.verifier(predictions, jeu=toy, ecart=gap).first_problem


def test_the_whole_way_through_the_page(the_page):
    async def lesson():
        essai = await sudia.donnees("jouet")
        await sudia.epreuve()
        card = a_card(essai)
        return await sudia.remettre(np.array([1, 0, 1, 0]), ecart=0.0, carte=card)

    result = asyncio.run(lesson())
    assert result.reussi
    assert "Bravo." in repr(result)
    kind, sent = the_page[-1]
    assert kind == "hand-in"
    assert sent["issue"] == "n1"
    assert sent["exercise"] == "jouet"
    assert sent["ids"] == [11, 12, 13, 14]
    assert sent["predictions"] == [1, 0, 1, 0]
    json.dumps(sent)  # nothing of numpy is left


def test_nothing_is_sent_when_the_hand_in_cannot_be_right(the_page):
    async def lesson():
        await sudia.epreuve("jouet")
        await sudia.remettre([1, 0], ecart=0.0)

    with pytest.raises(ValueError, match="Rien n’a été envoyé"):
        asyncio.run(lesson())
    assert [kind for kind, _ in the_page] == ["data-request"]


def test_handing_in_before_asking_for_data_is_explained(the_page):
    with pytest.raises(ValueError, match="Demandez d’abord vos données"):
        asyncio.run(sudia.remettre([1], ecart=0.0))


def test_french_numbers():
    assert number(1234.5, 1) == "1\u202f234,5"
    assert significant(837.4) == "840"
    assert significant(0.0123) == "0,012"
    assert percent(None) == "non mesurable"
    assert points(0.01) == "1 point"
    assert points(0.12) == "12 points"
