"""Two hundred malformed bodies on each address that takes one: a message each time, never a 500.

The addresses are read from the site itself, so that a new one is tried without a new test.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.conftest import SiteClient

TRIES = 200
# Values for the parts of addresses: what exists, what does not, what no address should hold.
PARTS = {
    "slug": ["aide-sociale", "perceptron", "rien", "é" * 50],
    "item": ["q-apprendre-regle-20", "q-tromper-erreurs", "rien", "%00"],
    "number": ["1", "0" * 32, "-1"],
    "page_id": ["p-apprendre", "rien", "%00", "é" * 90],
    "page_slug": ["apprendre-des-donnees", "rien"],
    "token": ["x", "a.b.c", "é"],
}
FIELDS = (
    "answer seuil_1 seuil_2 comprendre cout raison tirage attempt page essai csrf_token login "
    "password new_password current_password email code words message name cells keep issue ids "
    "predictions gap quantity card confirm oui merge pseudonyme age fichier "
    "text bookmark next"
).split()
TYPES = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain",
    "application/json; charset=utf-16",
    "",
    "é/é",
)


def values(rng: random.Random) -> Any:
    """Anything that JSON can hold, and some that it should not."""
    return rng.choice(
        [
            None, True, -1, 0, 10**30, 1e308, float("nan"), float("inf"), "", "x" * 5000, "\x00",
            "\ud800", "<script>", "é" * 40, [], {}, [[]], [1, "a", None], {"a": {"b": []}},
            ["q"] * 300, "0" * 400, "١٢", "1e5", "−3", {"code": 1, "hash": []}, "2026-13-40",
        ]
    )  # fmt: skip


def form_text(value: Any) -> str:
    return str(value).replace("\ud800", "%ED%A0%80").replace("&", "%26")


def body(rng: random.Random, names: list[str]) -> tuple[bytes, str]:
    """(bytes, content type): well formed with wrong values, cut short, or noise."""
    chosen = {rng.choice(names): values(rng) for _ in range(rng.randint(0, 8))}
    kind = rng.randrange(6)
    if kind == 0:
        text = "&".join(f"{k}={form_text(v)}" for k, v in chosen.items())
        return text.encode("utf-8", "replace"), TYPES[0]
    if kind == 1:
        return json.dumps(chosen).encode(), TYPES[1]
    if kind == 2:
        whole = json.dumps(chosen).encode()
        return whole[: rng.randint(0, len(whole))], rng.choice(TYPES)
    if kind == 3:
        return rng.randbytes(rng.randint(0, 300)), rng.choice(TYPES)
    if kind == 4:
        name, value = next(iter(chosen.items()), ("a", "b"))
        head = f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="f"\r\n\r\n'
        tail = rng.choice(["\r\n--x--\r\n", ""])
        return (head + form_text(value) + tail).encode("utf-8", "replace"), TYPES[2]
    deep = "[" * rng.randint(1, 3000)
    return deep.encode(), TYPES[1]


def addresses(app: Flask) -> Iterator[tuple[str, list[str]]]:
    """(rule, addresses) of every POST of the site."""
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        built = [str(rule)]
        for name in rule.arguments:
            known = PARTS.get(name, ["1", "x"])
            built = [
                a.replace(f"<{name}>", v).replace(f"<int:{name}>", v).replace(f"<path:{name}>", v)
                for a in built
                for v in known
            ]
        yield str(rule), built


# Werkzeug spools an upload into a temporary file that the garbage collector closes.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_malformed_body_breaks_the_site(app: Flask, client: SiteClient) -> None:
    app.testing = False  # a test client would raise what a visitor sees as a 500
    app.config["PROPAGATE_EXCEPTIONS"] = False
    rng = random.Random(20261125)
    broken: list[str] = []
    rules = dict(addresses(app))
    assert len(rules) >= 15
    for rule, built in rules.items():
        lab_fields = ["seuil_1", "w1", "k", "cas_1", "points"] if "labo" in rule else []
        for _ in range(TRIES):
            content, kind = body(rng, [*FIELDS, *lab_fields])
            where = rng.choice(built)
            headers = rng.choice([{}, {"X-Fragment": "question"}, {"Accept": "application/json"}])
            answer = client.post(where, data=content, content_type=kind or None, headers=headers)
            if answer.status_code >= 500 and answer.status_code != 503:
                broken.append(f"{where} {kind} {content[:80]!r} → {answer.status_code}")
    assert broken == []


def test_no_strange_address_breaks_the_site(app: Flask, client: SiteClient) -> None:
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    rng = random.Random(7)
    rules = [str(r) for r in app.url_map.iter_rules() if "GET" in (r.methods or ())]
    queries = ["", "?tirage=-1", "?tirage=999999999999", "?tirage=x&tirage=y", "?seuil_1=%ED%A0%80",
               "?a=%00&b=%FF", "?garder=1&comprendre=<script>", "?nouveau=1", "?k=1e9", "?theme=x",
               "?public=%F0%9F%90%8D", "?page=//ailleurs", "?" + "a=1&" * 3000]  # fmt: skip
    broken = []
    for rule in rules:
        for query in queries:
            path = rule
            for name in re.findall(r"<(?:int:|path:)?(\w+)>", rule):
                value = rng.choice(PARTS.get(name, ["x", "..", "é", "a/b"]))
                for shape in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
                    path = path.replace(shape, value)
            answer = client.get(path + query)
            if answer.status_code >= 500 and answer.status_code != 503:
                broken.append(f"{path}{query[:60]} → {answer.status_code}")
    assert broken == []


@pytest.mark.parametrize("page", ["aide-sociale", "perceptron", "trieur-reglement-ia"])
def test_a_refused_lab_answer_says_why_in_french(client: SiteClient, page: str) -> None:
    answer = client.post(f"/exercices/{page}/labo", data={"rien": "rien"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text and "data-field" in answer.text
