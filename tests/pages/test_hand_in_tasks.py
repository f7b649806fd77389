"""Handing in on exercises of each task, over HTTP: the path, each refusal, hostile bodies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from mooc.app import create_app
from mooc.settings import Settings
from tests.conftest import SiteClient
from tests.pages.checks import problems

HEAD = """
id = "x-{task}"
version = "1"
title = "Un essai"
summary = "On devine."
theme = "juger"
audiences = ["tous-publics"]
minutes = 10
level = 1
aims = ["Deviner"]
tiers = ["notebook"]
licence = "CC BY 4.0"
authors = ["Nous"]
fictional = true
kind = "predictions"
package = "numpy"
[limits]
per_day = 10
"""
QUANTITY = """
quantity = "given"
quantity_tolerance = 0.5
quantity_max = 1000
quantity_name = "le nombre de lignes"
quantity_how = "comptez-les"
rows_min = 50
"""
TASKS = {
    "classes": '[labels]\ntask = "classes"\ncolumn = "vrai"\nclasses = ["a", "b", "c"]\n'
    "[criteria]\naccuracy_min = 0.5\n" + QUANTITY,
    "number": '[labels]\ntask = "number"\ncolumn = "vrai"\nunit = "nuitées"\n'
    "[criteria]\nerror_max = 3.5\n" + QUANTITY,
    "yes-no": '[labels]\ncolumn = "vrai"\nyes = "feu"\nno = "rien"\n'
    "[criteria]\ncost_max = 40\ncost_missed = 20\ncost_false_alarm = 1\n" + QUANTITY,
}
# The label is the remainder of a public number: an answer that passes is easy to write.
GENERATOR = """
import numpy as np

PRACTICE_SEED = bytes(32)


def generate(seed, *, practice=False):
    rng = np.random.default_rng(int.from_bytes(seed))
    facts, ids = rng.integers(0, 3000, 240), rng.permutation(9000)[:240]
    labels = (facts % {modulo}).tolist()
    test = {{"id": ids.tolist(), "nombre": facts.tolist()}}
    public = {{
        "exercise": "{slug}", "version": "1", "practice": practice,
        "train": {{"nombre": [1, 2], "vrai": [1, 0]}},
        "test": test | ({{"vrai": labels}} if practice else {{}}),
    }}
    hidden = {{"ids": ids.tolist(), "labels": labels, "quantity": 240}}
    return {{"public": public, "hidden": hidden}}
"""
MODULO = {"classes": 3, "number": 50, "yes-no": 2}


@pytest.fixture(scope="module", params=sorted(TASKS))
def task(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(task: str, settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    folder = tmp_path / "exercises" / f"essai-{task}"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(HEAD.format(task=task) + TASKS[task], encoding="utf-8")
    code = GENERATOR.format(slug=folder.name, modulo=MODULO[task])
    (folder / "generator.py").write_text(code, encoding="utf-8")
    (folder / "carte-donnees.md").write_text("# Carte\n\nDes nombres.\n", encoding="utf-8")
    app = create_app(replace(settings, exercises_dir=folder.parent))
    app.testing = True
    app.test_client_class = SiteClient
    yield app
    app.extensions["mooc_engine"].dispose()


@pytest.fixture
def visitor(site: Flask) -> Any:
    return site.test_client()


def post(client: Any, base: str, path: str, body: Any) -> Any:
    answer = client.post(base + path, json=body)
    if answer.status_code == 403:
        headers = {"X-CSRFToken": answer.get_json()["csrf"]}
        answer = client.post(base + path, json=body, headers=headers)
    return answer


@pytest.fixture
def base(task: str) -> str:
    return f"/exercices/essai-{task}/"


@pytest.fixture
def right(visitor: Any, base: str, task: str) -> dict[str, Any]:
    public = post(visitor, base, "epreuve", {}).get_json()
    assert "vrai" not in public["test"] and "quantity" not in public
    answers = [number % MODULO[task] for number in public["test"]["nombre"]]
    return {
        "issue": public["issue"],
        "ids": public["test"]["id"],
        "predictions": answers,
        "quantity": 240,
    }


def test_the_page_says_what_is_asked_and_names_no_group(visitor: Any, base: str, task: str) -> None:
    html = visitor.get(base).text
    asked = {
        "classes": "au moins 50\u202f% de réponses justes",
        "number": "une erreur moyenne d’au plus 3,5 nuitées",
        "yes-no": "un coût d’au plus 40 pour 100 réponses",
    }[task]
    assert asked in html and "le nombre de lignes" in html
    assert "groupe" not in html[html.index("reussir") :]
    assert problems(html) == []


def test_a_right_hand_in_passes_and_a_card_is_kept(
    visitor: Any, base: str, right: dict[str, Any]
) -> None:
    answer = post(visitor, base, "remise", right)
    assert answer.status_code == 200, answer.text
    said = answer.get_json()
    assert said["passed"] is True and said["attempts_left"] == 9
    assert visitor.get(base).status_code == 200


def test_a_wrong_hand_in_is_told_why(
    visitor: Any, base: str, task: str, right: dict[str, Any]
) -> None:
    wrong = [a + 8 for a in right["predictions"]]
    if task != "number":
        wrong = [(a + 1) % MODULO[task] for a in right["predictions"]]
    said = post(visitor, base, "remise", right | {"predictions": wrong}).get_json()
    name = {"classes": "accuracy", "number": "error", "yes-no": "cost"}[task]
    assert said["metrics"]["criteria"] == {name: False, "quantity": True}
    assert said["metrics"]["shown"][name] is not None
    assert said["metrics"]["groups"] == []
    said = post(visitor, base, "remise", right | {"quantity": 3}).get_json()
    assert said["metrics"]["criteria"] == {name: True, "quantity": False}
    assert "240" not in " ".join(said["messages"])


BAD = {
    "classes": [[3], [1.0], [True], ["1"], [None]],
    "number": [[True], ["1"], [None], [1e300], [10**400]],
    "yes-no": [[2], [0.5], [True], ["1"], [[0]]],
}


def test_each_bad_prediction_names_the_field_and_costs_nothing(
    visitor: Any, base: str, task: str, right: dict[str, Any]
) -> None:
    for bad in BAD[task]:
        answers = bad + right["predictions"][1:]
        answer = post(visitor, base, "remise", right | {"predictions": answers})
        assert answer.status_code == 422, bad
        assert answer.get_json()["error"]["field"] == "predictions"
    assert post(visitor, base, "remise", right).get_json()["attempts_left"] == 9


def test_an_infinity_written_as_a_large_number_is_refused(
    visitor: Any, base: str, right: dict[str, Any]
) -> None:
    """``1e999`` is JSON, and infinite once read."""
    token = visitor.post(base + "epreuve", json={}).get_json()["csrf"]
    for field in ("predictions", "quantity"):
        value = right[field]
        put = [*value[1:], 777777] if isinstance(value, list) else 777777
        answer = visitor.post(
            base + "remise",
            data=json.dumps(right | {field: put}).replace("777777", "1e999"),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        assert answer.status_code == 422
        assert answer.get_json()["error"]["field"] == field


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = ("issue", "ids", "predictions", "quantity", "gap", "card", "exercise")


def test_hostile_bodies_never_break_the_site(
    visitor: Any, base: str, right: dict[str, Any]
) -> None:
    """250 bodies: one to three fields replaced, or one value inside a list."""
    token = visitor.post(base + "epreuve", json={}).get_json()["csrf"]

    @tries(
        max_examples=250,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.data())
    def attack(data: st.DataObject) -> None:
        body: dict[str, Any] = dict(right)
        for field in data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3)):
            rows = body.get(field)
            if isinstance(rows, list) and rows and data.draw(st.booleans()):
                place = data.draw(st.integers(0, len(rows) - 1))
                body[field] = [*rows[:place], data.draw(anything), *rows[place + 1 :]]
            else:
                body[field] = data.draw(anything)
        answer = visitor.post(
            base + "remise",
            data=json.dumps(body),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        assert answer.status_code in (200, 400, 404, 422, 429)
        if answer.status_code != 200:
            assert answer.get_json()["error"]["message"]

    attack()


def test_an_exercise_without_python_has_no_set(client: Any) -> None:
    for path in ("essai.json", "brouillon", "carte/1/"):
        assert client.get(f"/exercices/perceptron/{path}").status_code == 404
    for path in ("epreuve", "remise", "brouillon"):
        assert client.post(f"/exercices/perceptron/{path}", json={}).status_code == 404
