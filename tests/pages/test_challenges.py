"""Challenges over HTTP: each rule, each refusal, who sees what, what never leaves the server."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from mooc.accounts.models import Learner
from mooc.challenges import private
from mooc.challenges.models import ChallengeEntry, ChallengeHandIn
from mooc.challenges.pseudonyms import KNOWN
from mooc.db import transaction
from mooc.settings import ROOT, Settings
from tests.challenge_folder import SLUG, make_folder, set_dates
from tests.conftest import SiteClient
from tests.pages.checks import problems

BASE = f"/defis/{SLUG}/"
STEP, PER_DAY = 0.01, 5


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("private"))


@pytest.fixture
def settings(settings: Settings, drawn: Path, tmp_path: Path) -> Settings:
    folder = tmp_path / "defis"
    shutil.copytree(drawn, folder)
    return replace(settings, challenges_dir=folder)


@pytest.fixture
def hidden(app: Flask):
    found = private.load(app.extensions["mooc_settings"].challenges_dir, SLUG)
    assert found is not None
    return found.hidden


def dates(app: Flask, opens: int, closes: int) -> None:
    set_dates(app.extensions["mooc_settings"].challenges_dir, opens, closes)


@pytest.fixture
def is_open(app: Flask) -> Flask:
    dates(app, -3, 3)
    return app


def answers(hidden, wrong=0.1, seed=0, gap=0.0, rows=None):
    """Predictions wrong on that share of each group, label and part; *gap* more false alarms in the
    second group; *rows* restricts where they are wrong."""
    rng = np.random.default_rng(seed)
    labels, found = hidden.labels.astype(int), hidden.labels.astype(int)
    cells = labels + 2 * hidden.groups + 4 * hidden.verdict + 8 * hidden.scored
    for cell in np.unique(cells):
        there = rng.permutation(np.flatnonzero(cells == cell))
        alarms = gap if cell % 4 == 2 else 0.0
        turned = there[: round((wrong + alarms) * len(there))]
        turned = turned if rows is None else turned[rows[turned]]
        found[turned] = 1 - labels[turned]
    return found.tolist()


def sent(hidden, **how):
    more = {name: how.pop(name) for name in ("joules", "octets", "card") if name in how}
    return {"ids": hidden.ids.tolist(), "predictions": answers(hidden, **how)} | more


def token_of(client) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(BASE).text)
    return found[1] if found else ""


def post(client, path, **data):
    """A form of the page, with the token that the session asks for."""
    token = token_of(client)
    if token:
        data["csrf_token"] = token
    return client.post(BASE + path, data=data, content_type="multipart/form-data")


def hand_in(client, body, **headers):
    """The JSON door."""
    token = token_of(client)
    headers |= {"X-CSRFToken": token} if token else {}
    return client.post(BASE + "remise", json=body, headers=headers)


def upload(client, data: bytes, filename="predictions.csv", **fields):
    if len(data) > 100_000:  # the test client would leave a temporary file open
        head = (
            f'--x\r\nContent-Disposition: form-data; name="fichier"; filename="{filename}"\r\n\r\n'
        )
        kind = "multipart/form-data; boundary=x"
        body = head.encode() + data + b"\r\n--x--\r\n"
        return client.post(BASE + "remise", data=body, content_type=kind)
    return post(client, "remise", fichier=(io.BytesIO(data), filename), **fields)


def as_csv(body) -> bytes:
    lines = zip(body["ids"], body["predictions"], strict=True)
    return b"id;prediction\n" + "".join(f"{i};{p}\n" for i, p in lines).encode()


def another(app: Flask) -> SiteClient:
    return app.test_client()


def fifteen(client) -> None:
    assert post(client, "age", quinze="oui").status_code == 303


def offered(client) -> list[str]:
    return re.findall(r'name="nom" value="([^"]+)"', client.get(BASE).text)


def join(client) -> str:
    name = offered(client)[0]
    assert post(client, "nom", nom=name).status_code == 303
    return name


def board(client) -> list[list[str]]:
    """The cells of the board's rows, without typography."""
    page = client.get(BASE).text.partition('id="classement"')[2]
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]
    cells = [re.findall(r"<t[hd][^>]*>([^<]*)</t", row) for row in rows]
    return [[cell.replace("\u202f", " ").replace("\u00a0", " ") for cell in row] for row in cells]


def count(app: Flask, model) -> int:
    with transaction(app.extensions["mooc_engine"]) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def error_of(answer, status):
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.get_json()["error"]


def told(answer, status) -> str:
    """What is wrong, as the page says it."""
    assert answer.status_code == status, answer.text[:300]
    assert problems(answer.text) == []
    found = re.search(r'role="alert".*?</div>', answer.text, re.DOTALL)
    assert found
    return found[0].replace("\u202f", " ").replace("\u00a0", " ")


# --- reading ---


@pytest.mark.parametrize("days", [(-3, 3), (1, 3), (-3, -1)])
def test_reading_writes_nothing_sets_no_cookie_and_is_sound(app, client, days) -> None:
    dates(app, *days)
    for path in ("/defis/", BASE, f"{BASE}?noms=3", f"{BASE}?noms=x"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert problems(answer.text) == []
        assert "Set-Cookie" not in answer.headers
        # What is open depends on the hour: nobody keeps the page for another.
        assert "no-store" in answer.headers["Cache-Control"]
    assert count(app, Learner) == 0


def test_without_the_private_folder_it_is_not_open_here(settings, hidden, tmp_path) -> None:
    from mooc.app import create_app

    for folder in (None, tmp_path / "nothing"):
        site = create_app(replace(settings, challenges_dir=folder))
        site.test_client_class = SiteClient
        client = site.test_client()
        assert "pas ouvert sur ce site" in client.get("/defis/").text
        page = client.get(BASE).text
        assert problems(page) == []
        assert "pas ouvert sur ce site" in page and "<form" not in page.partition("<main")[2]
        for name in ("donnees.json", "test.csv"):
            assert client.get(BASE + name).status_code == 404
        assert error_of(hand_in(client, sent(hidden)), 404)["code"] == "not-here"
        told(upload(client, as_csv(sent(hidden))), 404)
        assert count(site, Learner) == 0
        site.extensions["mooc_engine"].dispose()


def test_an_unknown_challenge_is_not_found(client) -> None:
    for path in ("", "donnees.json"):
        assert client.get(f"/defis/rien/{path}").status_code == 404
    for path in ("remise", "age", "nom", "quitter"):
        assert client.post(f"/defis/rien/{path}").status_code == 404


def test_the_page_tells_the_rules_with_its_own_numbers(is_open, client) -> None:
    text = client.get(BASE).text.replace("\u202f", " ").replace("\u00a0", " ")
    for words in ("8 points", "5 remises par jour", "plus de 1 point", "1502.04585", "15 ans",
                  "3018", "heure de Paris"):  # fmt: skip
        assert words in text, words


# --- the data ---


def test_the_data_wait_for_the_opening_and_hold_no_hidden_answer(app, client, hidden) -> None:
    dates(app, 1, 3)
    for name in ("donnees.json", "apprentissage.csv", "test.csv"):
        assert client.get(BASE + name).status_code == 403
    for days in ((-1, 3), (-3, -1)):
        dates(app, *days)
        found = client.get(BASE + "donnees.json")
        assert "Set-Cookie" not in found.headers and "public" in found.headers["Cache-Control"]
        public = found.get_json()
        assert set(public["test"]) == {"id", "message", "ecriture", "jumeaux"}
        assert sorted(public["test"]["id"]) == hidden.ids.tolist()
        assert public["criteria"] == {"gap": "false-alarm", "gap_max": 0.08}
    packed = client.get(BASE + "donnees.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    lines = client.get(BASE + "test.csv").data.decode("utf-8-sig").splitlines()
    assert lines[0] == "id;message;ecriture;jumeaux" and len(lines) == len(hidden) + 1
    assert "blessant" in client.get(BASE + "apprentissage.csv").data.decode().splitlines()[0]
    assert client.get(BASE + "etiquettes.bin").status_code == 404
    assert client.get(BASE + "..%2fetiquettes.bin").status_code == 404


def test_python_in_the_exercise_s_page_finds_the_open_challenge(app, client) -> None:
    address = f"/exercices/{SLUG}/defi.json"
    for days in ((1, 3), (-3, -1)):
        dates(app, *days)
        assert error_of(client.get(address), 404)["code"] == "no-challenge"
    dates(app, -3, 3)
    found = client.get(address)
    assert found.get_json() == client.get(BASE + "donnees.json").get_json()
    assert found.get_json()["challenge"] == SLUG
    assert "Set-Cookie" not in found.headers
    for other in ("aide-sociale", "rien"):
        assert client.get(f"/exercices/{other}/defi.json").status_code == 404


# --- when ---


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [((1, 3), "not-yet", "pas encore ouvert"), ((-3, -1), "closed", "clos")],
)
def test_nothing_is_handed_in_before_or_after(app, client, hidden, days, code, words) -> None:
    dates(app, *days)
    assert error_of(hand_in(client, sent(hidden)), 403)["code"] == code
    assert words in told(upload(client, as_csv(sent(hidden))), 403)
    assert [count(app, model) for model in (Learner, ChallengeHandIn)] == [0, 0]
    assert 'name="fichier"' not in client.get(BASE).text


def test_dates_are_set_without_a_restart_and_bad_ones_are_left_aside(app, client) -> None:
    dates(app, -3, 3)
    assert 'name="fichier"' in client.get(BASE).text
    dates(app, -3, -1)
    assert 'name="fichier"' not in client.get(BASE).text
    folder = app.extensions["mooc_settings"].challenges_dir / SLUG
    for text in ("opens = 3", "opens = ", "closes = 2020-01-01T08:00:00", "\xff"):
        (folder / "dates.toml").write_text(text, encoding="latin-1")
        # The dates of the repository then hold: written here as an organiser reads them.
        assert "11 janvier 2027 à 08:00 (heure de Paris)" in client.get(BASE).text


# --- handing in ---


def test_a_hand_in_moves_the_board_only_by_more_than_a_step(is_open, client, hidden) -> None:
    first = hand_in(client, sent(hidden, wrong=0.2)).get_json()
    assert set(first) == {
        "passed", "title", "within", "shown", "messages", "attempts_left",
    }  # fmt: skip
    assert first["within"] and first["passed"]
    shown = first["shown"]["accuracy"]
    assert shown == pytest.approx(0.8, abs=0.04) and round(shown / STEP, 6) % 1 == 0
    assert first["attempts_left"] == PER_DAY - 1
    same = hand_in(client, sent(hidden, wrong=0.2, seed=1)).get_json()
    assert not same["passed"] and same["shown"] == {"accuracy": None, "gap": None}
    better = hand_in(client, sent(hidden, wrong=0.1)).get_json()
    assert better["passed"] and better["shown"]["accuracy"] > shown + STEP
    assert hand_in(client, sent(hidden, wrong=0.4)).get_json()["passed"] is False
    page = client.get(BASE).text
    assert problems(page) == []
    assert "ne bouge pas" in page


def test_beyond_the_bound_nothing_counts(is_open, client, hidden) -> None:
    unfair = hand_in(client, sent(hidden, wrong=0.01, gap=0.3)).get_json()
    assert unfair["within"] is False and unfair["passed"] is False
    assert unfair["shown"] == {"accuracy": None, "gap": None}
    assert "borne d’équité" in " ".join(unfair["messages"])
    assert "Aucune de vos remises n’est encore dans la borne" in client.get(BASE).text


def test_the_same_hand_in_counts_once_and_may_declare_its_cost_later(
    is_open, client, hidden
) -> None:
    body = sent(hidden)
    one = hand_in(client, body).get_json()
    assert hand_in(client, body).get_json() == one
    # In another order of the rows, it is the same hand-in still.
    turned = {"ids": body["ids"][::-1], "predictions": body["predictions"][::-1]}
    assert hand_in(client, turned | {"joules": [1, 9], "octets": 2176}).get_json() == one
    fifteen(client)
    join(client)
    assert board(client)[0][4:] == ["1,0 à 9,0 J", "environ 2,2 ko"]
    assert count(is_open, ChallengeHandIn) == 1


def test_too_many_in_a_day(is_open, client, hidden) -> None:
    for number in range(PER_DAY):
        left = hand_in(client, sent(hidden, seed=number)).get_json()["attempts_left"]
        assert left == PER_DAY - 1 - number
    refused = hand_in(client, sent(hidden, seed=99))
    assert "remises du jour" in error_of(refused, 429)["message"]
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400
    page = upload(client, as_csv(sent(hidden, seed=99)))
    assert "remises du jour" in told(page, 429) and "Retry-After" in page.headers
    # What was handed in already still gets its answer.
    assert hand_in(client, sent(hidden, seed=0)).status_code == 200
    assert "Il vous reste 0 remise" in client.get(BASE).text


def test_a_refusal_costs_nothing_and_makes_no_learner(is_open, client, hidden) -> None:
    assert hand_in(client, {"ids": [], "predictions": []}).status_code == 422
    assert upload(client, b"rien").status_code == 422
    assert count(is_open, Learner) == 0
    assert hand_in(client, sent(hidden)).get_json()["attempts_left"] == PER_DAY - 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ids": None}, "ids"),
        ({"ids": "first"}, "ids"),
        ({"ids": "doubled"}, "ids"),
        ({"ids": "foreign"}, "ids"),
        ({"predictions": [2]}, "predictions"),
        ({"predictions": [0.5]}, "predictions"),
        ({"predictions": [True]}, "predictions"),
        ({"predictions": ["0"]}, "predictions"),
        ({"joules": 3}, "joules"),
        ({"joules": [1]}, "joules"),
        ({"joules": [9, 1]}, "joules"),
        ({"joules": [-1, 1]}, "joules"),
        ({"joules": [0, 10**400]}, "joules"),
        ({"joules": [True, True]}, "joules"),
        ({"octets": -1}, "octets"),
        ({"octets": 1.5}, "octets"),
        ({"octets": 10**30}, "octets"),
        ({"card": {"modele": "x"}}, "card"),
        ({"card": "x"}, "card"),
    ],
)
def test_each_wrong_field_is_named(is_open, client, hidden, change, field) -> None:
    body = sent(hidden)
    ids = {"first": body["ids"][1:], "doubled": [body["ids"][1], *body["ids"][1:]]}
    ids["foreign"] = [1, *body["ids"][1:]]
    for name, value in change.items():
        if name == "predictions":
            value = value * len(hidden)
        change = {
            name: ids.get(value, value) if isinstance(value, str) and name == "ids" else value
        }
    assert error_of(hand_in(client, body | change), 422)["field"] == field


def test_a_model_card_declares_energy_and_size(is_open, client, hidden) -> None:
    from tests.pages.test_exercise_http import CARD

    assert hand_in(client, sent(hidden, card=CARD, octets=5000)).status_code == 200
    fifteen(client)
    join(client)
    assert board(client)[0][4:] == ["1,0 à 9,0 J", "environ 5,0 ko"]


# --- the file ---


def test_a_csv_file_is_handed_in_without_javascript(is_open, client, hidden) -> None:
    data = b"\xef\xbb\xbf" + as_csv(sent(hidden)).replace(b"\n", b"\r\n")
    answer = upload(client, data, joules_low="0,5", joules_high="4,5", kilo="2,2")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{BASE}?nouveau=1#resultats"
    page = client.get(answer.headers["Location"]).text
    assert problems(page) == []
    assert "Votre résultat affiché" in page and "Obtenir mon code de reprise" in page
    fifteen(client)
    join(client)
    assert board(client)[0][4:] == ["0,5 à 4,5 J", "environ 2,2 ko"]


def test_a_json_file_is_handed_in_too(is_open, client, hidden) -> None:
    data = json.dumps(sent(hidden)).encode()
    assert upload(client, data, "predictions.json").status_code == 303
    assert upload(client, data, "sans-nom").status_code == 303
    assert count(is_open, ChallengeHandIn) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choisissez le fichier"),
        (b"id;prediction\n12;=1+1\n", "est une formule"),
        (b"id;prediction\n12;0\n", "identifiants, vous en envoyez 1"),
        ("id;prediction\n12;0\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\0\0", "pas du texte"),
        (b'{"ids": [1]', "JSON lisible"),
        (b'{"ids": NaN}', "JSON lisible"),
        (b'{"ids": [1], "predictions": [0]}', "identifiants, vous en envoyez 1"),
        (b"[" * 5000, "première ligne"),
        (b'{"a":' * 5000, "JSON lisible"),
        (b"id;prediction\n" + b"1;0\n" * 160_000, "600 ko"),
    ],
)
def test_a_file_that_does_not_fit_is_explained(is_open, client, data, words) -> None:
    answer = upload(client, data)
    assert words in told(answer, 422)
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"joules_low": "1"}, "deux bouts"),
        ({"joules_low": "9", "joules_high": "1"}, "du plus petit au plus grand"),
        ({"joules_low": "-1", "joules_high": "1"}, "de 0 à un milliard"),
        ({"kilo": "lourd"}, "en chiffres"),
        ({"kilo": "<script>"}, "en chiffres"),
        ({"kilo": "1" * 60}, "trop long"),
    ],
)
def test_what_is_declared_is_a_number(is_open, client, hidden, fields, words) -> None:
    answer = upload(client, as_csv(sent(hidden)), **fields)
    assert words in told(answer, 422)
    assert "<script>" not in answer.text.partition("<main")[2]
    assert count(is_open, Learner) == 0


def test_a_body_too_long_is_refused(is_open, client) -> None:
    body = b'{"ids": "' + b"x" * 1_100_000 + b'"}'
    answer = client.post(BASE + "remise", data=body, content_type="application/json")
    assert answer.status_code == 413 and answer.get_json()["error"]["message"]
    assert upload(client, b"x" * 1_100_000).status_code == 413


def test_another_site_cannot_post(is_open, client, hidden) -> None:
    for path in ("remise", "age", "nom", "quitter"):
        for origin in ("http://carnets.sudia.localhost:8000", "null"):
            answer = client.post(BASE + path, data={}, headers={"Origin": origin})
            assert answer.status_code == 403


# --- the board ---


def test_under_fifteen_one_sees_one_s_own_result_and_no_board(is_open, client, hidden) -> None:
    older = another(is_open)
    hand_in(older, sent(hidden, wrong=0.05))
    fifteen(older)
    name = join(older)
    hand_in(client, sent(hidden, wrong=0.2))
    page = client.get(BASE).text
    assert "Résultat affiché" in page and "J’ai 15 ans ou plus" in page
    assert name not in page and "Rang" not in page
    # Nor by asking for a name at once, nor by sending the form without the box.
    assert "15 ans ou plus" in told(post(client, "nom", nom="Cigale bleue"), 403)
    assert "Cochez la case" in told(post(client, "age"), 422)
    assert "Cochez la case" in told(post(client, "age", quinze="13"), 422)
    assert name not in client.get(BASE).text
    assert count(is_open, ChallengeEntry) == 1


def test_a_visitor_sees_no_board(is_open, client, hidden) -> None:
    hand_in(client, sent(hidden))
    fifteen(client)
    name = join(client)
    stranger = another(is_open)
    assert name not in stranger.get(BASE).text
    assert "Dites d’abord" in told(post(stranger, "nom", nom="Cigale bleue"), 403)
    assert count(is_open, ChallengeEntry) == 1


def test_saying_fifteen_once_keeps_no_birth_date_and_shows_the_board(is_open, client) -> None:
    fifteen(client)
    fifteen(client)
    page = client.get(BASE).text
    assert problems(page) == []
    assert "Personne n’est encore au classement" in page and "J’ai 15 ans" not in page
    with transaction(is_open.extensions["mooc_engine"]) as session:
        entry = session.scalar(select(ChallengeEntry))
        assert entry.pseudonym is None
        assert set(vars(entry)) - {"_sa_instance_state"} == {
            "challenge_id", "learner_id", "pseudonym", "fifteen_at",
        }  # fmt: skip


def test_two_people_never_have_the_same_pseudonym(is_open, client, hidden) -> None:
    other = another(is_open)
    for one in (client, other):
        hand_in(one, sent(hidden))
        fifteen(one)
    name = join(client)
    assert name not in offered(other)
    assert "vient d’être pris" in told(post(other, "nom", nom=name), 409)
    assert [row[1] for row in board(other)] == [name]
    # Once left, it is free again.
    assert post(client, "quitter").status_code == 303
    assert board(client) == []
    assert post(other, "nom", nom=name).status_code == 303
    assert [row[1] for row in board(other)] == [f"{name} (vous)"]
    assert [row[1] for row in board(client)] == [name]


@pytest.mark.parametrize("name", ["", "Léa M.", "<script>", "Cigale bleue ", "x" * 5000])
def test_no_other_name_can_be_written(is_open, client, name) -> None:
    fifteen(client)
    assert "pseudonymes proposés" in told(post(client, "nom", nom=name), 422)
    assert board(client) == []


def test_others_offers_are_shown_on_demand(is_open, client) -> None:
    fifteen(client)
    first, second = (
        offered(client),
        re.findall(r'name="nom" value="([^"]+)"', client.get(f"{BASE}?noms=1").text),
    )
    assert first != second and set(first) | set(second) <= KNOWN


def test_the_board_ranks_within_the_bound_and_names_nobody(is_open, client, hidden) -> None:
    people = [client, *(another(is_open) for _ in range(3))]
    for person, wrong in zip(people, (0.3, 0.1, 0.2, 0.02), strict=True):
        hand_in(person, sent(hidden, wrong=wrong, seed=int(wrong * 100)))
        fifteen(person)
    names = [join(person) for person in people[:3]]  # the best stays off the board
    unfair = another(is_open)
    hand_in(unfair, sent(hidden, wrong=0.01, gap=0.3))
    fifteen(unfair)
    join(unfair)
    found = board(client)
    assert [row[0] for row in found] == ["1", "2", "3"]
    assert [row[1] for row in found] == [names[1], names[2], f"{names[0]} (vous)"]
    assert found[0][2:] == [found[0][2], found[0][3], "non déclarée", "non déclarée"]
    page = client.get(BASE).text
    with transaction(is_open.extensions["mooc_engine"]) as session:
        for learner in session.scalars(select(Learner.id)):
            assert learner not in page


def test_nobody_sees_or_changes_another_s_entry(is_open, client, hidden) -> None:
    hand_in(client, sent(hidden, wrong=0.1))
    fifteen(client)
    name = join(client)
    thief = another(is_open)
    fifteen(thief)
    assert "Vous n’avez rien remis" in thief.get(BASE).text
    post(thief, "quitter")
    assert [row[1] for row in board(thief)] == [name]
    # The same predictions are the thief's own hand-in: they count among the thief's.
    assert hand_in(thief, sent(hidden, wrong=0.1)).get_json()["attempts_left"] == PER_DAY - 1
    assert count(is_open, ChallengeHandIn) == 2


def test_after_closing_the_ranking_is_on_rows_never_used_for_feedback(app, client, hidden) -> None:
    """Who learnt the feedback's rows by heart leads while it is open, and falls at the end."""
    dates(app, -3, 3)
    cheat, honest = client, another(app)
    hand_in(cheat, sent(hidden, wrong=0.4, rows=hidden.verdict | ~hidden.scored))
    hand_in(honest, sent(hidden, wrong=0.1))
    for person in (cheat, honest):
        fifteen(person)
    names = [join(person) for person in (cheat, honest)]
    assert [row[1] for row in board(honest)] == [names[0], f"{names[1]} (vous)"]
    assert board(honest)[0][2] == "100 %"
    dates(app, -3, -1)
    found = board(honest)
    assert [row[1] for row in found] == [f"{names[1]} (vous)", names[0]]
    assert found[0][2] == "90,0 %"
    assert "définitif" in honest.get(BASE).text
    assert problems(honest.get(BASE).text) == []


def test_beyond_the_bound_on_the_last_rows_one_is_shown_and_not_ranked(app, client, hidden) -> None:
    dates(app, -3, 3)
    hand_in(client, sent(hidden, wrong=0.02, gap=0.4, rows=hidden.verdict))
    fifteen(client)
    join(client)
    assert board(client)[0][0] == "1"
    dates(app, -3, -1)
    assert board(client)[0][0] == "hors borne"
    assert "n’est pas classé" in client.get(BASE).text


def test_under_fifteen_one_sees_one_s_own_final_result(app, client, hidden) -> None:
    dates(app, -3, 3)
    hand_in(client, sent(hidden, wrong=0.1))
    assert "définitif : " not in client.get(BASE).text.replace("\u00a0", " ")
    dates(app, -3, -1)
    page = client.get(BASE).text.replace("\u00a0", " ")
    assert "Résultat définitif : " in page and "Rang" not in page


def test_another_draw_forgets_the_hand_ins_of_the_first(app, client, hidden) -> None:
    dates(app, -3, 3)
    hand_in(client, sent(hidden))
    fifteen(client)
    join(client)
    folder = app.extensions["mooc_settings"].challenges_dir
    shutil.rmtree(folder / SLUG)
    challenge, exercise = private.known(app.extensions["mooc_settings"], SLUG)
    private.prepare(folder, challenge, exercise, {})
    dates(app, -3, 3)
    assert board(client) == []
    assert error_of(hand_in(client, sent(hidden)), 422)["field"] == "ids"


# --- one's data ---


def everything(client):
    return json.loads(client.get("/mes-donnees/export.json").text)


def test_one_s_data_hold_entries_and_hand_ins_without_the_hidden_measures(
    is_open, client, hidden
) -> None:
    hand_in(client, sent(hidden, joules=[1, 9], octets=100))
    fifteen(client)
    name = join(client)
    data = everything(client)
    assert data["challenge_entries"][0]["pseudonym"] == name
    (row,) = data["challenge_hand_ins"]
    assert row["declared_joules"] == [1, 9] and row["within_bound"] is True
    assert "final" not in json.dumps(data)
    page = client.get("/mes-donnees/").text
    assert name in page and problems(page) == []


def test_erasing_takes_the_place_on_the_board_away(is_open, client, hidden) -> None:
    hand_in(client, sent(hidden))
    fifteen(client)
    name = join(client)
    witness = another(is_open)
    fifteen(witness)
    assert [row[1] for row in board(witness)] == [name]
    token = token_of(client)
    client.post("/mes-donnees/effacer", data={"word": "effacer", "csrf_token": token})
    assert board(witness) == []
    assert [count(is_open, m) for m in (ChallengeHandIn, ChallengeEntry)] == [0, 1]
    assert post(witness, "nom", nom=name).status_code == 303


def signed(client, path, **data):
    return client.post(path, data=data | {"csrf_token": token_of(client)})


@pytest.mark.parametrize("both_named", [False, True])
def test_two_histories_become_one_entry(is_open, client, hidden, both_named) -> None:
    password = "quatre mots sans lien"
    phone = another(is_open)
    hand_in(client, sent(hidden, wrong=0.1))
    names = []
    for person in (client, phone)[: 2 if both_named else 1]:
        fifteen(person)
        names.append(join(person))
    hand_in(phone, sent(hidden, wrong=0.05))
    hand_in(phone, sent(hidden, wrong=0.1))  # the very hand-in of the other device
    signed(client, "/compte/creer", login="camille", password=password)
    signed(phone, "/compte/connexion", login="camille", password=password)
    for _ in range(2):
        signed(phone, "/reprendre/reunir", choice="merge")
    data = everything(phone)
    assert [entry["pseudonym"] for entry in data["challenge_entries"]] == names[:1]
    assert len(data["challenge_hand_ins"]) == 2
    assert [row[1] for row in board(phone)] == [f"{names[0]} (vous)"]
    assert board(phone)[0][2].startswith("9")
    # Two counts of a day: the larger stays, no attempt is given back.
    assert data["attempts"][0]["count"] == 2


# --- hostile ---

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.sampled_from(["ids", "predictions", "joules", "octets", "card", "x"])
bodies = st.one_of(
    st.binary(max_size=200),
    anything.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(fields, anything, max_size=6).map(lambda value: json.dumps(value).encode()),
)
hostile = hypothesis_settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_hostile_json_never_breaks_the_site(is_open, client, hidden) -> None:
    body = sent(hidden)

    @hostile
    @given(bodies, fields, anything)
    def attack(raw, field, value):
        for data in (raw, json.dumps(body | {field: value}).encode()):
            answer = client.post(
                BASE + "remise",
                data=data,
                content_type="application/json",
                headers={"X-CSRFToken": token},
            )
            assert answer.status_code in (200, 400, 422, 429)
            if answer.status_code != 200:
                assert answer.get_json()["error"]["message"]

    hand_in(client, body)
    token = token_of(client)
    attack()


def test_hostile_forms_never_break_the_site(is_open, client) -> None:
    @hostile
    @given(st.binary(max_size=300), st.text(max_size=60), st.sampled_from(["a.csv", "b.json", ""]))
    def attack(data, text, filename):
        name = filename or "x"
        answer = client.post(
            BASE + "remise",
            data={"fichier": (io.BytesIO(data), name), "joules_low": text, "kilo": text},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 422
        for path in ("nom", "age"):
            fields = {"nom": text, "quinze": text}
            assert client.post(BASE + path, data=fields).status_code in (403, 422)

    attack()


def test_bodies_that_are_no_form_never_break_the_site(is_open, client) -> None:
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
                 "text/plain", "application/json", ""):  # fmt: skip
        for data in (b"", b"--x\r\n", b"\xff" * 50, b"--x--", b"a=b"):
            answer = client.post(BASE + "remise", data=data, content_type=kind)
            assert answer.status_code in (400, 415, 422)


# --- the command ---


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator:
    from mooc.cli import main

    monkeypatch.setenv("MOOC_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("MOOC_CHALLENGES_DIR", str(tmp_path / "secret"))

    def command(*words: str, **env: str):
        return CliRunner().invoke(main, ["challenge", "prepare", *words], env=env)

    yield command


def test_prepare_writes_labels_that_only_their_owner_reads(run, tmp_path: Path) -> None:
    done = run(SLUG, "--opens", "2027-03-01T08:00", "--closes", "2027-03-20T18:00")
    assert done.exit_code == 0, done.output
    place = tmp_path / "secret" / SLUG
    assert place.stat().st_mode & 0o777 == 0o700
    assert {p.name for p in place.iterdir()} == {"etiquettes.bin", "donnees.json", "dates.toml"}
    assert all(p.stat().st_mode & 0o777 == 0o600 for p in place.iterdir())
    found = private.load(tmp_path / "secret", SLUG)
    assert found is not None and found.hidden.scored.sum() > 4000
    # Feedback on 30 % of the rows, the rest for the end.
    share = (found.hidden.scored & ~found.hidden.verdict).sum() / found.hidden.scored.sum()
    assert share == pytest.approx(0.3, abs=0.01)
    settings = Settings(secret_key="a", data_secret="b")
    challenge, _ = private.known(settings, SLUG)
    dated = private.dated(challenge, tmp_path / "secret")
    assert dated.opens.isoformat() == "2027-03-01T08:00:00+01:00"
    assert dated.closes == datetime.fromisoformat("2027-03-20T18:00:00+01:00")


def test_two_draws_differ(run, tmp_path: Path) -> None:
    drawn = []
    for name in ("one", "two"):
        folder = str(tmp_path / name)
        assert run(SLUG, MOOC_CHALLENGES_DIR=folder).exit_code == 0
        drawn.append(private.load(Path(folder), SLUG))
    assert drawn[0].hash != drawn[1].hash


def test_prepare_refuses_what_would_publish_or_lose_the_labels(run, tmp_path: Path) -> None:
    def refused(words: str, *arguments: str, **env: str) -> None:
        done = run(*arguments, **env)
        assert done.exit_code == 1 and words in done.output, done.output

    refused("hors du dépôt", SLUG, MOOC_CHALLENGES_DIR="")
    refused("dans le dépôt", SLUG, MOOC_CHALLENGES_DIR=str(ROOT / "var" / "defis"))
    refused("messages-blessants", "message-blessant")
    refused("avant l’ouverture", SLUG, "--opens", "2027-03-01T08:00")
    assert not (tmp_path / "secret").exists()
    assert run(SLUG).exit_code == 0
    before = (tmp_path / "secret" / SLUG / "etiquettes.bin").read_bytes()
    refused("existe déjà", SLUG)
    assert (tmp_path / "secret" / SLUG / "etiquettes.bin").read_bytes() == before


def test_damaged_labels_are_named_in_the_log_and_nothing_breaks(app, client, caplog) -> None:
    dates(app, -3, 3)
    folder = app.extensions["mooc_settings"].challenges_dir / SLUG
    (folder / "etiquettes.bin").write_bytes(b"SIA2 not labels")
    assert "pas ouvert sur ce site" in client.get(BASE).text
    assert "illisibles" in caplog.text
