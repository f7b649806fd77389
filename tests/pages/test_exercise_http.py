"""The exercise's endpoints: the whole path, each refusal, hostile bodies, nothing hidden shown."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooc.db import transaction, utcnow
from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT

FOLDER = ROOT / "exercises" / "aide-sociale"
BASE = "/exercices/aide-sociale/"
POSTS = ("epreuve", "remise", "brouillon")
CARD = {
    "modele": "Régression",
    "usage": "Trier.",
    "donnees": "Fictives.",
    "exactitude": 0.87,
    "groupes": [
        {
            "groupe": "littoral",
            "dossiers": 1000,
            "acceptes": {"value": 0.4, "low": 0.37, "high": 0.43},
            "acceptes_besoin": {"value": 0.86, "low": 0.8, "high": 0.9},
            "acceptes_sans_besoin": {"value": None, "low": None, "high": None},
        }
    ],
    "ecart_acceptation": {"value": 0.1, "low": 0.05, "high": 0.15},
    "ecart_besoin": {"value": 0.02, "low": 0, "high": 0.05},
    "ecart_sans_besoin": {"value": None, "low": None, "high": None},
    "cout": {
        "secondes": 0.2,
        "watts": 15,
        "joules": [1, 9],
        "grammes": [6e-6, 1.4e-4],
        "source": "RTE 2024",
    },
    "ne_pas_utiliser_pour": ["<script>alert(1)</script>"],
    "limites": ["Fictif."],
}


def post(client, path, body, **kwargs):
    """POST JSON as the page does: with the token, once there is a session."""
    headers = kwargs.pop("headers", {})
    answer = client.post(BASE + path, json=body, headers=headers, **kwargs)
    if answer.status_code == 403 and (answer.get_json(silent=True) or {}).get("csrf"):
        token = answer.get_json()["csrf"]
        answer = client.post(
            BASE + path, json=body, headers=headers | {"X-CSRFToken": token}, **kwargs
        )
    return answer


@pytest.fixture
def issued(client):
    return post(client, "epreuve", {}).get_json()


@pytest.fixture
def right(issued):
    return load_code(FOLDER, "reference").learn_from_need(issued) | {"issue": issued["issue"]}


def error_of(answer, status):
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    error = answer.get_json()["error"]
    assert error["message"]
    assert "no-store" in answer.headers["Cache-Control"]
    return error


def test_reading_and_trying_write_nothing_and_set_no_cookie(client):
    for path in ("", "donnees/", "essai.json", "brouillon"):
        answer = client.get(BASE + path)
        assert answer.status_code == 200, path
        assert "Set-Cookie" not in answer.headers, path


def test_the_page_says_what_why_and_how_long(client):
    text = client.get(BASE).get_data(as_text=True)
    for wanted in ("Qui reçoit l’aide ?", "45", "données fictives", "Indice".lower(), "labo"):
        assert wanted in text
    assert text.count("<h1") == 1


def test_the_data_card_tells_the_bias(client):
    text = client.get(BASE + "donnees/").get_data(as_text=True)
    assert "Le biais mis exprès" in text
    assert '<th scope="col">' in text
    assert text.count("<h1") == 1


def test_the_practice_set_is_public_and_cacheable(client):
    first = client.get(BASE + "essai.json")
    assert "public" in first.headers["Cache-Control"]
    assert "besoin_reel" in first.get_json()["test"]
    again = client.get(BASE + "essai.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    packed = client.get(BASE + "essai.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == first.get_data()
    assert packed.headers["ETag"] != first.headers["ETag"]


def test_the_whole_path(client, right):
    answer = post(client, "remise", right | {"card": CARD})
    assert answer.status_code == 200
    said = answer.get_json()
    assert said["passed"] is True
    assert said["attempts_left"] == 9
    assert len(said["messages"]) == 4
    card = client.get(said["card_url"])
    assert card.status_code == 200
    text = card.get_data(as_text=True)
    assert "Régression" in text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;" in text
    assert "Vous avez réussi" in client.get(BASE).get_data(as_text=True)


def test_the_same_set_is_given_each_time_and_to_nobody_else(app, client, issued):
    assert post(client, "epreuve", {}).get_json() == issued
    other = post(app.test_client(), "epreuve", {}).get_json()
    assert other["issue"] != issued["issue"]
    assert other["test"] != issued["test"]


def test_no_label_of_the_test_leaves_the_server(client, issued, right):
    assert set(issued["test"]) == {
        "id", "territoire", "revenu", "part_logement", "personnes", "mois_sans_emploi",
        "factures_en_retard", "distance_km", "dossier_papier",
    }  # fmt: skip
    said = post(client, "remise", right).get_json()
    assert set(said) == {"id", "passed", "messages", "metrics", "attempts_left", "card_url"}
    assert set(said["metrics"]) == {"criteria", "shown", "groups", "steady"}
    for value in said["metrics"]["shown"].values():
        assert value is None or value == round(value, 2)
    longest = max((len(v) for v in said["metrics"].values()), default=0)
    assert longest < 10  # nothing by row


def test_the_same_hand_in_twice_counts_once(client, right):
    one, two = post(client, "remise", right).get_json(), post(client, "remise", right).get_json()
    assert one == two


def test_an_honest_failure_names_what_is_missing(client, right):
    said = post(client, "remise", right | {"quantity": 0.5}).get_json()
    assert said["passed"] is False
    assert said["metrics"]["criteria"] == {"accuracy": True, "gap": True, "quantity": False}
    assert "n’est pas juste" in " ".join(said["messages"])


def test_the_daily_limit_says_when_to_come_back(client, right):
    for number in range(10):
        answer = post(client, "remise", right | {"quantity": number / 100})
        assert answer.get_json()["attempts_left"] == 9 - number
    answer = post(client, "remise", right | {"quantity": 0.99})
    assert "La prochaine est possible dans" in error_of(answer, 429)["message"]
    assert 0 < int(answer.headers["Retry-After"]) <= 86_400
    # What was already handed in still gets its answer.
    assert post(client, "remise", right | {"quantity": 0.0}).status_code == 200


def test_a_refused_hand_in_costs_no_attempt(client, right):
    assert error_of(post(client, "remise", right | {"quantity": 7}), 422)["field"] == "quantity"
    assert post(client, "remise", right).get_json()["attempts_left"] == 9


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"ids": []}, 422, "ids"),
        ({"ids": None}, 422, "ids"),
        ({"predictions": [0.5] * 5420}, 422, "predictions"),
        ({"predictions": [True] * 5420}, 422, "predictions"),
        ({"predictions": [2] * 5420}, 422, "predictions"),
        ({"predictions": [10**4000] * 5420}, 413, None),
        ({"predictions": [10**100] * 5420}, 422, "predictions"),
        ({"ids": [1] * 5420}, 422, "ids"),
        ({"quantity": None}, 422, "quantity"),
        ({"quantity": "0.1"}, 422, "quantity"),
        ({"quantity": True}, 422, "quantity"),
        ({"quantity": -0.1}, 422, "quantity"),
        ({"quantity": 10**400}, 422, "quantity"),
        ({"card": "x"}, 422, "card"),
        ({"card": CARD | {"usage": ""}}, 422, "card"),
        ({"card": CARD | {"usage": "\ud800"}}, 422, "card"),
        ({"card": CARD | {"exactitude": 10**400}}, 422, "card"),
        ({"issue": "0" * 32}, 404, None),
        ({"issue": None}, 404, None),
        ({"issue": ["a"]}, 404, None),
    ],
)
def test_each_wrong_field_is_named(client, right, change, status, field):
    rows = len(right["ids"])
    change = {
        k: [v[0]] * rows if isinstance(v, list) and len(v) == 5420 else v for k, v in change.items()
    }
    answer = post(client, "remise", right | change)
    if status == 413:
        assert answer.status_code == 413
        return
    assert error_of(answer, status).get("field") == field


def test_one_id_changed_or_doubled_is_refused(client, right):
    ids = list(right["ids"])
    assert error_of(post(client, "remise", right | {"ids": [ids[1], *ids[1:]]}), 422)
    assert error_of(post(client, "remise", right | {"ids": ids[1:]}), 422)
    order = dict(zip(ids[::-1], right["predictions"][::-1], strict=True))
    reversed_ = right | {"ids": list(order), "predictions": list(order.values())}
    assert post(client, "remise", reversed_).get_json()["passed"] is True


def test_nobody_hands_in_on_another_s_set(app, client, right):
    thief = app.test_client()
    assert error_of(post(thief, "remise", right), 401)["code"] == "no-learner"
    post(thief, "epreuve", {})
    assert error_of(post(thief, "remise", right), 404)["code"] == "unknown-issue"


def test_nobody_reads_another_s_card_or_draft(app, client, right):
    said = post(client, "remise", right | {"card": CARD}).get_json()
    post(client, "brouillon", {"cells": {"a": "secret = 1"}})
    for other in (app.test_client(), app.test_client()):
        assert other.get(said["card_url"]).status_code == 404
        assert "secret" not in other.get(BASE + "brouillon").get_data(as_text=True)
        post(other, "epreuve", {})


def test_cards_are_listed_compared_and_taken_away(app, client, right):
    from tests.pages.checks import problems

    assert "Aucune carte" in client.get(BASE + "cartes/").text
    first = post(client, "remise", right | {"card": CARD}).get_json()
    other = CARD | {"modele": "Un autre modèle"}
    second = post(client, "remise", right | {"card": other}).get_json()
    taken = client.get(first["card_url"] + "carte.json")
    assert taken.get_json()["modele"] == CARD["modele"]
    assert taken.get_json()["ne_pas_utiliser_pour"] == CARD["ne_pas_utiliser_pour"]
    assert "attachment" in taken.headers["Content-Disposition"]
    address = f"{BASE}cartes/?a={first['id']}&b={second['id']}"
    assert "Comparer avec la précédente" in client.get(second["card_url"]).text
    page = client.get(address)
    assert problems(page.text) == [] and page.headers["Cache-Control"] == "private, no-store"
    side = page.text.split("Côte à côte")[1]
    assert "Un autre modèle" in side and "joules" in side and "Ne pas utiliser pour" in side
    thief = app.test_client()
    assert "Un autre modèle" not in thief.get(address).text
    assert thief.get(first["card_url"] + "carte.json").status_code == 404
    for number in ("", "x", first["id"][:-1], "%00", "..%2f"):
        assert client.get(f"{BASE}cartes/?a={number}&b={number}").status_code == 200


def test_a_set_of_an_older_version_asks_for_new_data(app, client, right, monkeypatch):
    from dataclasses import replace

    exercises = app.extensions["mooc_exercises"]
    newer = replace(exercises["aide-sociale"], version="2")
    monkeypatch.setitem(exercises, "aide-sociale", newer)
    assert error_of(post(client, "remise", right), 409)["code"] == "old-version"


def test_a_new_numpy_changes_no_past_grade(client, right, monkeypatch):
    """Should the draw change one day, the old set is graded as before and a new one is given."""
    first = post(client, "remise", right).get_json()
    generator = load_code(FOLDER, "generator")
    monkeypatch.setattr(generator, "REFUSED_IN_NEED", 0.1)
    fresh = post(client, "epreuve", {}).get_json()
    assert fresh["issue"] != right["issue"]
    again = post(client, "remise", right | {"quantity": right["quantity"] + 0.001}).get_json()
    assert again["metrics"]["shown"] == first["metrics"]["shown"]
    assert again["passed"] is True


def test_a_draft_is_kept_for_its_owner(client):
    assert error_of(post(client, "brouillon", {"cells": {"a": "1"}}), 401)["code"] == "no-learner"
    assert (
        post(client, "brouillon", {"cells": {"a": "x = 1 # é\ud800"}, "keep": True}).status_code
        == 200
    )
    assert post(client, "brouillon", {"cells": {"a": "x = 2", "b": ""}}).status_code == 200
    kept = client.get(BASE + "brouillon")
    assert kept.get_json()["cells"] == {"a": "x = 2", "b": ""}
    assert kept.headers["Cache-Control"] == "private, no-store"
    assert datetime.fromisoformat(kept.get_json()["saved_at"]) <= utcnow()


def test_a_new_version_offers_the_work_on_the_old_one(app, client, monkeypatch):
    post(client, "brouillon", {"cells": {"a": {"code": "à moi", "hash": "h"}}, "keep": True})
    post(client, "carnet/brouillon", {"cells": {"carnet": "[]"}})
    known = app.extensions["mooc_exercises"]
    newer = replace(known["aide-sociale"], version="2")
    monkeypatch.setitem(known, "aide-sociale", newer)
    kept = client.get(BASE + "brouillon").get_json()["cells"]
    assert kept == {"a": {"code": "à moi", "hash": "h"}}
    assert client.get(BASE + "carnet/brouillon").get_json()["cells"] == {"carnet": "[]"}
    post(client, "brouillon", {"cells": {"a": "nouveau"}})
    assert client.get(BASE + "brouillon").get_json()["cells"] == {"a": "nouveau"}


@pytest.mark.parametrize(
    ("cells", "status"),
    [(None, 422), ([], 422), ({"a": 1}, 422), ({"": "x"}, 422), ({"a": "x" * 250_000}, 413)],
)
def test_a_draft_that_is_none_is_refused(client, cells, status):
    error_of(post(client, "brouillon", {"cells": cells, "keep": True}), status)


def test_an_unknown_exercise_is_not_found(client):
    for path in ("", "donnees/", "essai.json", "brouillon", "carte/1/"):
        assert client.get(f"/exercices/rien/{path}").status_code == 404
    for path in POSTS:
        answer = client.post(f"/exercices/rien/{path}", json={})
        assert answer.status_code == 404
        assert answer.get_json()["error"]["message"]


def test_another_site_cannot_post(client):
    for path in POSTS:
        for headers in ({"Origin": "http://carnets.sudia.localhost:8000"}, {"Origin": "null"}):
            assert client.post(BASE + path, json={}, headers=headers).status_code == 403


def test_only_json_is_read(client):
    for path in POSTS:
        answer = client.post(BASE + path, data="{}", content_type="text/plain")
        assert error_of(answer, 415)["code"] == "not-json"
        assert client.post(BASE + path, data={"issue": "x"}).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"null",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"{" + b'"a":[[[[[[[[[[[[1]]]]]]]]]]]]}',
        b"9" * 5000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_bodies_that_are_no_json_object(client, body):
    for path in POSTS[1:]:
        error_of(client.post(BASE + path, data=body, content_type="application/json"), 400)


def test_a_body_too_long_is_refused_at_once(client):
    body = b'{"a": "' + b"x" * 1_100_000 + b'"}'
    for path in POSTS:
        answer = client.post(BASE + path, data=body, content_type="application/json")
        assert answer.status_code == 413
        assert answer.get_json()["error"]["message"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.sampled_from(
    ["issue", "ids", "predictions", "quantity", "gap", "card", "cells", "keep", "x"]
)
bodies = st.one_of(
    st.binary(max_size=200),
    anything.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(fields, anything, max_size=6).map(lambda value: json.dumps(value).encode()),
)
hostile = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("path", POSTS)
def test_hostile_bodies_never_break_the_site(client, issued, path):
    """250 bodies on each endpoint, from someone who holds a set: always an answer, never a 500."""
    issue = issued["issue"]

    @hostile
    @given(bodies, st.booleans())
    def attack(body, with_issue):
        if with_issue and body.startswith(b"{}"):
            body = json.dumps({"issue": issue, "cells": {}}).encode()
        elif with_issue and body.startswith(b"{"):
            body = json.dumps({"issue": issue}).encode()[:-1] + b"," + body[1:]
        answer = client.post(
            BASE + path,
            data=body,
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        assert answer.status_code in (200, 400, 401, 404, 409, 413, 415, 422, 429)
        if answer.status_code != 200:
            assert answer.get_json()["error"]["message"]
        elif path == "epreuve":
            assert answer.get_json()["issue"] == issue

    token = client.post(BASE + "epreuve", json={}).get_json()["csrf"]
    attack()


def test_hand_ins_with_one_field_replaced_never_break_the_site(client, right):
    token = client.post(BASE + "epreuve", json={}).get_json()["csrf"]

    @hostile
    @given(st.sampled_from(["issue", "ids", "predictions", "quantity", "gap", "card"]), anything)
    def attack(field, value):
        body = json.dumps(right | {field: value})
        answer = client.post(
            BASE + "remise",
            data=body,
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        assert answer.status_code in (200, 400, 404, 422, 429)

    attack()


@given(slug=st.text(max_size=30), number=st.text(max_size=40))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_hostile_addresses_never_break_the_site(client, slug, number):
    from urllib.parse import quote

    for path in (f"/exercices/{quote(slug)}/", f"{BASE}carte/{quote(number)}/"):
        assert client.get(path).status_code < 500


def test_yesterday_does_not_count_today(app, client, right):
    from mooc.attempts.models import AttemptCount

    for number in range(10):
        post(client, "remise", right | {"quantity": number / 100})
    assert post(client, "remise", right | {"quantity": 0.99}).status_code == 429
    with transaction(app.extensions["mooc_engine"]) as session:
        row = session.query(AttemptCount).one()
        row.day = row.day - timedelta(days=1)
    assert post(client, "remise", right | {"quantity": 0.99}).get_json()["attempts_left"] == 9
