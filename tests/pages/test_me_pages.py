"""One's own pages: coming back, an account, one's data; and what nobody else may see."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from mooc.accounts.models import Account, Learner
from mooc.db import transaction, utcnow
from mooc.me.retention import purge
from mooc.progress.models import DailyTotal, EventRow
from tests.pages.checks import problems

POST = "/repondre/q-apprendre-regle-20"
PASSWORD = "quatre mots sans lien"
READ = (
    "/mon-parcours/",
    "/reprendre/",
    "/reprendre/code",
    "/compte/creer",
    "/compte/connexion",
    "/compte/mot-de-passe-oublie",
    "/mes-donnees/",
    "/attestation/ia-pour-tous/",
)


def count(app: Flask, column: object) -> int:
    with transaction(app.extensions["mooc_engine"]) as session:
        return session.scalar(select(func.count(column))) or 0  # type: ignore[arg-type]


def send(client, path: str, **data: str):
    """POST as the page's own form would, with the token that the session asks for."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/reprendre/").text)
    return client.post(path, data=data | ({"csrf_token": found[1]} if found else {}))


def another(app: Flask):
    return app.test_client()


def sign_up(client, login: str = "camille", **more: str):
    return send(client, "/compte/creer", login=login, password=PASSWORD, **more)


def code_of(client) -> str:
    page = send(client, "/reprendre/code").text
    found = re.search(r'class="resume-code"[^>]*>([^<]+)<', page)
    assert found, page
    return found[1]


def letters(app: Flask) -> list[str]:
    outbox = app.extensions["mooc_settings"].var_dir / "outbox"
    return [p.read_text() for p in outbox.glob("*.eml")] if outbox.exists() else []


def link(letter: str, start: str) -> str:
    import email
    import email.policy

    text = email.message_from_string(letter, policy=email.policy.default).get_content()
    found = re.search(rf"{start}[^\s]+", text)
    assert found, text
    return found[0]


@pytest.mark.parametrize("path", READ)
def test_reading_writes_nothing_and_sets_no_cookie(app: Flask, client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert problems(response.text) == []
    assert "Set-Cookie" not in response.headers
    assert "no-store" in response.headers["Cache-Control"]
    assert count(app, Learner.id) == 0


@pytest.mark.parametrize("path", READ)
def test_pages_are_sound_for_a_learner_and_an_account(client, path: str) -> None:
    client.post(POST, data={"answer": "2"})
    assert problems(client.get(path).text) == []
    assert sign_up(client).status_code == 303
    response = client.get(path, follow_redirects=True)
    assert response.status_code == 200
    assert problems(response.text) == []
    assert problems(client.get("/compte/").text) == []


ACCOUNT_ONLY = (
    ("GET", "/compte/"),
    ("POST", "/compte/deconnexion-partout"),
    ("POST", "/compte/adresse"),
    ("POST", "/compte/mot-de-passe"),
)


@pytest.mark.parametrize(("method", "path"), ACCOUNT_ONLY)
@pytest.mark.parametrize("role", ["visitor", "learner"])
def test_an_account_s_pages_need_its_log_in(app, client, role, method, path) -> None:
    if role == "learner":
        client.post(POST, data={"answer": "2"})
    response = client.get(path) if method == "GET" else send(client, path)
    assert response.status_code == 302
    assert "/compte/connexion" in response.headers["Location"]
    if role == "visitor":
        assert "Set-Cookie" not in response.headers


def test_nobody_sees_another_s_data(app: Flask, client) -> None:
    sign_up(client, email="camille@exemple.fr")
    client.post(POST, data={"answer": "2"})
    stranger = another(app)
    sign_up(stranger, "dominique")
    for path in ("/mes-donnees/", "/mes-donnees/export.json", "/compte/", "/mon-parcours/"):
        assert "camille" not in stranger.get(path).text
    data = json.loads(stranger.get("/mes-donnees/export.json").text)
    assert data["events"] == []
    send(stranger, "/mes-donnees/effacer", word="effacer")
    assert count(app, Account.id) == 1
    assert client.get("/compte/").status_code == 200


def test_a_code_brings_the_progress_to_another_device(app: Flask, client) -> None:
    client.post(POST, data={"answer": "2"})
    code = code_of(client)
    assert code not in client.get("/reprendre/code").text
    phone = another(app)
    response = send(phone, "/reprendre/", code=code.upper().replace(" ", "-"))
    assert response.headers["Location"] == "/mon-parcours/"
    assert "1 sur 4" in phone.get("/cours/ia-pour-tous/apprendre-des-donnees/").text
    sign_up(phone)
    # The account took over: neither the code nor the first browser's cookie opens it now.
    assert send(another(app), "/reprendre/", code=code).status_code == 422
    assert "1 sur 4" not in client.get("/cours/ia-pour-tous/apprendre-des-donnees/").text


def test_a_wrong_code_keeps_the_words_and_locks_after_five(app: Flask, client) -> None:
    wrong = "abaisser abandon abdiquer abeille abolir aborder"
    for _ in range(5):
        response = send(client, "/reprendre/", code=wrong)
        assert response.status_code == 422 and "abdiquer" in response.text
    locked = send(client, "/reprendre/", code=wrong)
    assert locked.status_code == 429 and int(locked.headers["Retry-After"]) > 0
    assert problems(locked.text) == []
    assert "Set-Cookie" not in locked.headers


def test_log_in_says_the_same_of_a_wrong_name_and_a_wrong_password(app: Flask, client) -> None:
    sign_up(client)
    texts = []
    for name in ("camille", "personne"):
        stranger = another(app)
        for _ in range(5):
            response = send(stranger, "/compte/connexion", login=name, password="faux")
            assert response.status_code == 422
        texts.append(response.text.replace(name, "…"))
        blocked = send(stranger, "/compte/connexion", login=name, password=PASSWORD)
        assert blocked.status_code == 429
    assert texts[0] == texts[1]
    # The lock is on the name: others still get in.
    sign_up(another(app), "dominique")
    response = send(another(app), "/compte/connexion", login="Dominique ", password=PASSWORD)
    assert response.status_code == 303


def test_two_histories_are_merged_only_when_asked(app: Flask, client) -> None:
    sign_up(client)
    for choice, tried in (("leave", False), ("merge", True)):
        device = another(app)
        device.post(POST, data={"answer": "2"})
        response = send(device, "/compte/connexion", login="camille", password=PASSWORD)
        assert response.headers["Location"] == "/reprendre/reunir"
        assert problems(device.get("/reprendre/reunir").text) == []
        before = count(app, EventRow.id)
        assert send(device, "/reprendre/reunir", choice=choice).status_code == 303
        assert count(app, EventRow.id) == before
        page = client.get("/cours/ia-pour-tous/apprendre-des-donnees/").text
        assert ("1 sur 4" in page) is tried


def test_logging_out_everywhere_closes_every_browser(app: Flask, client) -> None:
    sign_up(client)
    phone = another(app)
    send(phone, "/compte/connexion", login="camille", password=PASSWORD)
    assert phone.get("/compte/").status_code == 200
    send(client, "/compte/deconnexion-partout")
    for device in (client, phone):
        assert device.get("/compte/").status_code == 302
        assert "camille" not in device.get("/mes-donnees/").text


def test_a_changed_password_closes_the_others_and_keeps_this_one(app: Flask, client) -> None:
    sign_up(client)
    phone = another(app)
    send(phone, "/compte/connexion", login="camille", password=PASSWORD)
    new = "une autre phrase longue"
    refused = send(client, "/compte/mot-de-passe", current_password="faux", new_password=new)
    assert refused.status_code == 422 and problems(refused.text) == []
    send(client, "/compte/mot-de-passe", current_password=PASSWORD, new_password=new)
    assert client.get("/compte/").status_code == 200
    assert phone.get("/compte/").status_code == 302
    assert send(phone, "/compte/connexion", login="camille", password=new).status_code == 303


def test_an_address_counts_once_it_is_confirmed_and_resets_once(app: Flask, client) -> None:
    sign_up(client, email="Camille@Exemple.fr")
    [letter] = letters(app)
    stranger = another(app)
    send(stranger, "/compte/mot-de-passe-oublie", email="camille@exemple.fr").close()
    assert len(letters(app)) == 1
    confirm = link(letter, "http://sudia.localhost:8000/compte/adresse/")
    assert problems(client.get(confirm).text) == []
    # A scanner that opens the link confirms nothing.
    send(another(app), "/compte/mot-de-passe-oublie", email="camille@exemple.fr").close()
    assert len(letters(app)) == 1
    assert send(client, confirm).status_code == 303
    known = send(stranger, "/compte/mot-de-passe-oublie", email="camille@exemple.fr")
    known.close()
    unknown = send(another(app), "/compte/mot-de-passe-oublie", email="x@exemple.fr")
    unknown.close()
    assert (known.status_code, known.headers["Location"]) == (303, unknown.headers["Location"])
    reset = link(next(t for t in letters(app) if t != letter), "http://sudia.localhost:8000/compte")
    assert problems(stranger.get(reset).text) == []
    weak = send(stranger, reset, new_password="court")
    assert weak.status_code == 422 and problems(weak.text) == []
    assert send(stranger, reset, new_password="une autre phrase longue").status_code == 303
    assert stranger.get("/compte/").status_code == 200
    assert client.get("/compte/").status_code == 302
    used = another(app).get(reset)
    assert used.status_code == 410 and problems(used.text) == []
    assert another(app).get("/compte/adresse/faux").status_code == 410


def test_one_s_data_are_taken_away_then_erased_for_good(app: Flask, client) -> None:
    client.post(POST, data={"answer": "2"})
    sign_up(client)
    data = json.loads(client.get("/mes-donnees/export.json").text)
    assert data["account"]["login"] == "camille"
    assert data["events"][0]["answer"] == {"answer": ["2"]}
    assert "argon2" not in json.dumps(data)
    refused = send(client, "/mes-donnees/effacer", word="oui")
    assert refused.status_code == 422 and problems(refused.text) == []
    assert count(app, EventRow.id) == 1
    send(client, "/mes-donnees/effacer", word="Effacer")
    assert [count(app, c) for c in (EventRow.id, Account.id, Learner.id)] == [0, 0, 0]
    assert count(app, DailyTotal.day) == 1
    gone = send(another(app), "/compte/connexion", login="camille", password=PASSWORD)
    assert gone.status_code == 422


def test_an_attestation_asks_for_every_activity_and_keeps_no_name(app: Flask, client) -> None:
    client.post(POST, data={"answer": "2"})
    path = "/attestation/ia-pour-tous/"
    assert send(client, path, name="Camille Martin").status_code == 403
    assert client.get("/attestation/rien/").status_code == 404
    _pass_everything(app)
    assert "Nom" in client.get(path).text
    empty = send(client, path, name="  ")
    assert empty.status_code == 422 and problems(empty.text) == []
    page = send(client, path, name="<b>Zoé</b> Martin")
    assert page.status_code == 200 and problems(page.text) == []
    assert "&lt;b&gt;Zoé" in page.text and "ni un examen" in page.text
    database = app.extensions["mooc_settings"].var_dir / "mooc.sqlite3"
    assert "Zoé".encode() not in database.read_bytes()


def _pass_everything(app: Flask) -> None:
    from mooc.progress.events import Event
    from mooc.progress.record import record
    from mooc.progress.summary import item_ids

    course = app.extensions["mooc_library"].course("ia-pour-tous")
    with transaction(app.extensions["mooc_engine"]) as session:
        learner = session.scalars(select(Learner.id)).one()
        for item in {i for page in course.pages for i in item_ids(page)}:
            passed = {"score": 1.0, "passed": True, "trust": "server"}
            record(
                session, Event(learner, item, "answered", "h", f"p{item}", utcnow(), payload=passed)
            )


def test_coming_back_begins_the_retention_period_again(app: Flask, client) -> None:
    client.post(POST, data={"answer": "2"})
    code = code_of(client)
    another(app).post(POST, data={"answer": "0"})
    _age(app, 390)
    phone = another(app)
    send(phone, "/reprendre/", code=code)
    _age(app, 20, floor=100)
    assert purge(app.extensions["mooc_settings"])["parcours anonymes"] == 1
    assert "1 sur 4" in phone.get("/cours/ia-pour-tous/apprendre-des-donnees/").text
    assert count(app, EventRow.id) == 1


def _age(app: Flask, days: int, floor: int = 0) -> None:
    """Put last visits *days* back; with *floor*, only those already older than that."""
    today = utcnow().date()
    with transaction(app.extensions["mooc_engine"]) as session:
        for learner in session.scalars(select(Learner)):
            if (today - learner.seen_on).days >= floor:
                back = learner.seen_on - timedelta(days=days)
                session.execute(
                    update(Learner).where(Learner.id == learner.id).values(seen_on=back)
                )


def test_a_link_to_another_site_is_never_followed(client) -> None:
    for path in ("//ailleurs.example", "https://ailleurs.example/", "/\\ailleurs.example"):
        response = client.post("/passage", data={"path": path})
        assert response.headers["Location"] == "http://sudia.localhost:8000/"


def test_a_page_moved_to_another_course_keeps_its_progress(app: Flask, client) -> None:
    from dataclasses import replace

    client.post(POST, data={"answer": "2"})
    library = app.extensions["mooc_library"]
    course = library.course("ia-pour-tous")
    here = tuple(page for page in course.pages if page.id == "p-apprendre")
    moved = replace(course, id="c-autre", slug="autre", pages=here, supports=())
    rest = replace(course, pages=tuple(page for page in course.pages if page not in here))
    app.extensions["mooc_library"] = replace(library, courses=(moved, rest))
    assert "1 sur 4" in client.get("/cours/autre/apprendre-des-donnees/").text
    assert "autre/apprendre-des-donnees" in client.get("/mon-parcours/").text


def test_a_new_address_asks_for_the_password(app: Flask, client) -> None:
    """A session left open must not be enough to take the account over by its address."""
    sign_up(client)
    refused = send(client, "/compte/adresse", email="autre@exemple.fr", current_password="faux")
    assert refused.status_code == 422 and problems(refused.text) == []
    assert "autre@exemple.fr" in refused.text
    assert letters(app) == []
    given = {"email": "autre@exemple.fr", "current_password": PASSWORD}
    assert send(client, "/compte/adresse", **given).status_code == 303
    assert len(letters(app)) == 1


def test_exercises_tried_are_on_the_journey_passed_or_not(client):
    good = {"seuil_1": "53", "seuil_2": "42", "comprendre": "chance", "cout": "9"}
    client.post("/exercices/aide-sociale/labo", data=good | {"cout": "1"})
    html = client.get("/mon-parcours/").text
    assert "Qui reçoit l’aide ?" in html.replace("\u202f", " ") and "à reprendre" in html
    token = re.search(r'name="csrf-token" content="([^"]+)"', html)
    assert token
    client.post("/exercices/aide-sociale/labo", data=good | {"csrf_token": token[1]})
    html = client.get("/mon-parcours/").text
    assert "réussi</li>" in html and problems(html) == []
