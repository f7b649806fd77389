"""The no-code lab without JavaScript: look, calculate, answer, come back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from mooc.accounts.models import Learner
from mooc.db import transaction
from mooc.grading.lab import Lab
from mooc.grading.lab_file import load_lab
from mooc.grading.labs.thresholds import metrics
from mooc.grading.labs.thresholds.judge import extra_missed
from mooc.grading.labs.thresholds.spec import Spec
from mooc.progress.models import EventRow
from mooc.settings import ROOT
from tests.pages.checks import problems

ADDRESS = "/exercices/aide-sociale/labo"
GOOD = {"seuil_1": "53", "seuil_2": "42", "comprendre": "chance", "cout": "9"}


def whole(app: Flask) -> Lab:
    secret = app.extensions["mooc_settings"].data_secret
    return load_lab(ROOT / "exercises" / "aide-sociale", secret)


def lab_of(app: Flask) -> Spec:
    found: Spec = whole(app).own
    return found


def rows(app: Flask) -> tuple[int, int]:
    """How many learners and events the database holds."""
    with transaction(app.extensions["mooc_engine"]) as session:
        learners = session.scalar(select(func.count()).select_from(Learner)) or 0
        events = session.scalar(select(func.count()).select_from(EventRow)) or 0
    return learners, events


def cells(html: str, name: str) -> list[str]:
    return re.findall(rf'data-out="{name}-\d">([^<]*)<', html)


def test_looking_and_calculating_write_nothing(app: Flask, client: Any) -> None:
    for query in ("", "?seuil_1=53&seuil_2=42", "?seuil_1=50&seuil_2=50&aligner=chance"):
        response = client.get(ADDRESS + query)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert problems(response.text) == []
    assert rows(app) == (0, 0)


@pytest.mark.parametrize(("first", "second"), [(45, 45), (53, 42), (0, 0), (100, 100), (30, 80)])
def test_the_page_says_what_the_thresholds_give(
    app: Flask, client: Any, first: int, second: int
) -> None:
    html = client.get(f"{ADDRESS}?seuil_1={first}&seuil_2={second}").text
    one, two, total = lab_of(app).under(first, second)
    assert cells(html, "helped") == [str(of.helped) for of in (one, two, total)]
    assert cells(html, "missed") == [str(of.missed) for of in (one, two, total)]
    assert cells(html, "undue") == [str(of.undue) for of in (one, two, total)]
    assert cells(html, "chance") == [str(metrics.chance(of)) for of in (one, two, total)]


@pytest.mark.parametrize("way", metrics.WAYS)
def test_a_preset_moves_the_second_threshold(app: Flask, client: Any, way: str) -> None:
    html = client.get(f"{ADDRESS}?seuil_1=53&seuil_2=90&aligner={way}").text
    wanted = metrics.aligned(*lab_of(app).practice, 53, way)
    assert re.search(rf'id="labo-aide-sociale-seuil_2" name="seuil_2" value="{wanted}"', html)


@pytest.mark.parametrize(
    "query",
    ["seuil_1=beaucoup&seuil_2=1", "seuil_1=101&seuil_2=1", "seuil_1=-1&seuil_2=1", "seuil_1=5"],
)
def test_a_threshold_that_is_none_is_explained(client: Any, query: str) -> None:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 422
    assert "nombre entier de 0 à 100" in response.text
    assert problems(response.text) == []


def test_the_table_holds_everyone_of_the_plots(app: Flask, client: Any) -> None:
    html = client.get(ADDRESS).text
    spec = lab_of(app)
    people = [len(scores) for group in spec.practice for scores in (group.in_need, group.others)]
    table = html.split('class="lab-people"')[1].split("<tbody>")[1].split("</tbody>")[0]
    counts = [list(map(int, re.findall(r"<td[^>]*>(\d+)<", row))) for row in table.split("</tr>")]
    assert [sum(column) for column in zip(*filter(None, counts), strict=True)] == people
    assert html.count("data-score=") == sum(people)


def test_nothing_hidden_is_sent_before_or_after(app: Flask, client: Any) -> None:
    spec = lab_of(app)
    for _ in range(2):
        html = client.get(ADDRESS).text
        shown = [int(score) for score in re.findall(r'data-score="(\d+)"', html)]
        people = [s for group in spec.practice for s in (*group.in_need, *group.others)]
        assert sorted(shown) == sorted(people)
        assert len(html) < 60_000
        client.post(ADDRESS, data=GOOD)


def test_right_answers_are_not_in_the_page_before_an_answer(app: Flask, client: Any) -> None:
    html = client.get(ADDRESS).text
    question = whole(app).question
    assert question
    for option in question.options:
        assert option.text in html.replace("&#39;", "’")
        assert option.feedback not in html


def test_an_answer_is_graded_by_the_server_kept_and_shown_again(app: Flask, client: Any) -> None:
    spec = lab_of(app)
    cost = str(extra_missed(spec, 53))
    response = client.post(ADDRESS, data={**GOOD, "cout": cost, "raison": "<b>Parce que</b>"})
    assert response.status_code == 303
    assert response.headers["Location"].endswith(f"{ADDRESS}?nouveau=1#labo-aide-sociale-reponse")
    html = client.get(ADDRESS).text
    assert "Réussi" in html and "2\u202f000" in html
    assert "&lt;b&gt;Parce que&lt;/b&gt;" in html and "<b>Parce que" not in html
    assert re.search(r'id="labo-aide-sociale-seuil_1" name="seuil_1" value="53"', html)
    assert problems(html) == []
    assert rows(app) == (1, 1)


def test_what_the_browser_claims_is_not_read(app: Flask, client: Any) -> None:
    lie = {"score": "1", "passed": "1", "gap": "0", "helped": "10", "trust": "server"}
    client.post(ADDRESS, data={**GOOD, **lie, "seuil_1": "45", "seuil_2": "45", "cout": "0"})
    with transaction(app.extensions["mooc_engine"]) as session:
        event = session.scalars(select(EventRow)).one()
        assert event.payload["passed"] is False
        assert event.payload["strategy"] == "single"
        assert set(event.payload["answer"]) == {"seuil_1", "seuil_2", "cout", "comprendre"}


def test_the_naive_strategy_gets_its_own_words(client: Any) -> None:
    client.post(ADDRESS, data={**GOOD, "seuil_1": "45", "seuil_2": "45", "cout": "0"})
    html = client.get(ADDRESS).text
    assert "Pas encore" in html and "Le même seuil pour tous" in html
    assert "un seuil unique recopie son erreur" in html


def test_the_same_form_sent_twice_counts_once(app: Flask, client: Any) -> None:
    client.post(ADDRESS, data={**GOOD, "attempt": "0"})
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(ADDRESS).text)
    assert token
    again = {**GOOD, "attempt": "0", "csrf_token": token[1]}
    assert client.post(ADDRESS, data=again).status_code == 303
    assert rows(app) == (1, 1)
    client.post(ADDRESS, data={**again, "attempt": "1"})
    assert rows(app) == (1, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seuil_2": ""}, "nombre entier de 0 à 100"),
        ({"comprendre": "autre"}, "Choisissez une réponse"),
        ({"cout": "neuf"}, "en chiffres"),
        ({"raison": "a" * 601}, "600 signes au plus"),
    ],
)
def test_a_refused_answer_loses_nothing(
    app: Flask, client: Any, change: dict[str, str], said: str
) -> None:
    response = client.post(ADDRESS, data={**GOOD, "raison": "Mon idée", **change})
    assert response.status_code == 422
    assert said in response.text
    assert 'value="53"' in response.text
    if "raison" not in change:
        assert "Mon idée" in response.text
    assert problems(response.text) == []
    assert rows(app) == (0, 0)


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("/cours/ia-pour-tous/seuils/", "/cours/ia-pour-tous/seuils/"),
        ("/exercices/aide-sociale/", "/exercices/aide-sociale/"),
        ("//ailleurs.example/", ADDRESS),
        ("https://ailleurs.example/", ADDRESS),
        ("/moi/supprimer", ADDRESS),
        ("/cours/../moi/", ADDRESS),
    ],
)
def test_one_goes_back_to_the_page_one_came_from_and_nowhere_else(
    client: Any, page: str, back: str
) -> None:
    response = client.post(ADDRESS, data={**GOOD, "page": page})
    assert response.status_code == 303
    assert response.headers["Location"].split("?")[0].split("#")[0] == back


def test_a_script_gets_the_answer_alone(client: Any) -> None:
    headers = {"X-Fragment": "question"}
    part = client.post(ADDRESS, data={**GOOD, "page": "/cours/a/b/"}, headers=headers)
    assert part.status_code == 200
    assert "<html" not in part.text and "data-feedback" in part.text
    assert 'data-attempts="1"' in part.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', part.text)
    assert token, "the form must work again"
    again = {**GOOD, "cout": "x", "csrf_token": token[1]}
    refused = client.post(ADDRESS, data=again, headers=headers)
    assert refused.status_code == 422 and "en chiffres" in refused.text


def test_an_exercise_without_a_lab_has_none(client: Any) -> None:
    for slug in ("rien", "..", "aide-sociale.", "a" * 200):
        assert client.get(f"/exercices/{slug}/labo").status_code == 404
        assert client.post(f"/exercices/{slug}/labo", data=GOOD).status_code == 404


def test_another_site_cannot_answer_for_someone(app: Flask, client: Any) -> None:
    headers = {"Origin": "https://ailleurs.example"}
    assert client.post(ADDRESS, data=GOOD, headers=headers).status_code == 403
    assert rows(app) == (0, 0)


def test_the_exercise_s_page_holds_the_lab_and_gets_its_learner_back(client: Any) -> None:
    page = "/exercices/aide-sociale/"
    html = client.get(page).text
    assert 'data-behaviour="lab"' in html
    assert f'name="page" value="{page}"' in html
    back = client.post(ADDRESS, data={**GOOD, "page": page}).headers["Location"]
    assert back == f"{page}?nouveau=1#labo-aide-sociale-reponse"
    shown = client.get(back.split("#")[0]).text
    assert "Les réponses sont gardées par le site" in shown
    assert "data-feedback" in shown
    assert problems(shown) == []
