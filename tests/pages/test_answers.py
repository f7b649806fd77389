"""Answering a question: what a person sees, with and without JavaScript, in good and bad cases."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from mooc.db import transaction
from mooc.progress.models import EventRow
from tests.pages.checks import problems

PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"
QUESTION = "q-apprendre-regle-20"
POST = f"/repondre/{QUESTION}"


def events(app: Flask) -> int:
    with transaction(app.extensions["mooc_engine"]) as session:
        return session.scalar(select(func.count(EventRow.id))) or 0


def token(client) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(PAGE).text)
    assert found
    return found[1]


def test_the_first_answer_makes_a_learner_and_shows_the_verdict(app: Flask, client) -> None:
    response = client.post(POST, data={"answer": "2", "attempt": "0"})
    assert response.status_code == 303
    assert response.headers["Location"] == f"{PAGE}?nouveau=1#{QUESTION}"
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    page = client.get(f"{PAGE}?nouveau=1").text
    assert problems(page) == []
    assert "code de reprise" in page
    assert "marché 4 (19" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "1 sur 4 activités réussies" in page


def test_a_wrong_answer_explains_and_can_be_tried_again(client) -> None:
    client.post(POST, data={"answer": "0"})
    page = client.get(PAGE).text
    assert "Regardez les marchés 4 et 5" in page
    assert 'value="0"' in page
    assert "Répondre de nouveau" in page
    client.post(POST, data={"answer": "2", "attempt": "1", "csrf_token": token(client)})
    page = client.get(PAGE).text
    assert "réussie" in page
    assert "Regardez les marchés 4 et 5" not in page


def test_once_passed_stays_passed(client) -> None:
    client.post(POST, data={"answer": "2"})
    client.post(POST, data={"answer": "0", "attempt": "1", "csrf_token": token(client)})
    assert "1 sur 4 activités réussies" in client.get(PAGE).text


@pytest.mark.parametrize("typed", ["", "beaucoup", "1e999", "nan", "٣٣x", "2" * 500])
def test_an_answer_that_cannot_be_read_keeps_what_was_typed(app: Flask, client, typed) -> None:
    response = client.post(POST, data={"answer": typed})
    assert response.status_code == 422
    assert "Set-Cookie" not in response.headers
    assert problems(response.text) == []
    assert "À corriger" in response.text
    assert events(app) == 0


def test_what_was_typed_is_shown_again(client) -> None:
    assert 'value="beaucoup"' in client.post(POST, data={"answer": "beaucoup"}).text


def test_the_same_form_sent_twice_counts_once(app: Flask, client) -> None:
    client.post(POST, data={"answer": "0", "attempt": "0"})
    again = {"answer": "0", "attempt": "0", "csrf_token": token(client)}
    assert client.post(POST, data=again).status_code == 303
    assert events(app) == 1
    again["attempt"] = "1"
    client.post(POST, data=again)
    assert events(app) == 2


def test_a_script_gets_the_question_alone(client) -> None:
    response = client.post(POST, data={"answer": "2"}, headers={"X-Fragment": "question"})
    assert response.status_code == 200
    assert "<html" not in response.text and "verdict-right" in response.text
    assert 'name="csrf_token"' in response.text
    headers = {"X-Fragment": "question"}
    data = {"answer": "rien", "csrf_token": token(client)}
    refused = client.post(POST, data=data, headers=headers)
    assert refused.status_code == 422 and "<html" not in refused.text


def test_a_tab_opened_before_the_session_asks_to_confirm_and_loses_nothing(
    app: Flask, client
) -> None:
    client.post(POST, data={"answer": "0"})
    old_tab = {"answer": ["2"], "attempt": "0"}
    response = client.post(POST, data=old_tab)
    assert response.status_code == 403
    assert problems(response.text) == []
    assert '<input type="hidden" name="answer" value="2">' in response.text
    again = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
    assert again
    assert client.post(POST, data=old_tab | {"csrf_token": again[1]}).status_code == 303
    assert events(app) == 2
    scripted = client.post(POST, data=old_tab, headers={"Accept": "application/json"})
    assert scripted.status_code == 403 and scripted.json["csrf"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://carnets.sudia.localhost:8000"},
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8000"},
        {"Origin": ""},
    ],
)
def test_only_this_site_s_pages_may_answer(app: Flask, client, headers) -> None:
    response = client.post(POST, data={"answer": "2"}, headers=headers)
    assert response.status_code == 403
    assert events(app) == 0


def test_a_question_that_is_gone(client) -> None:
    response = client.post("/repondre/q-qui-n-existe-pas", data={"answer": "2"})
    assert response.status_code == 404
    assert "n’existe plus" in response.text


def test_an_endless_answer_is_refused(app: Flask, client) -> None:
    assert client.post(POST, data={"answer": "9" * 3000}).status_code == 422
    many = {f"f{n}": "x" for n in range(100)}
    assert client.post(POST, data=many).status_code == 422
    assert client.post(POST, data={"answer": "9" * 1_100_000}).status_code == 413
    assert events(app) == 0
