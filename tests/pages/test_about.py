"""The pages about the site: whole, true to the settings, usable without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from mooc import db
from mooc.about import demo, reports
from mooc.about.models import Report
from mooc.about.reading import report_lines
from mooc.web.errors import CODES
from tests.pages.checks import problems
from tests.pages.face import ORIGIN, make_face

PAGES = (
    "/", "/?barre=35", "/aide", "/accessibilite", "/confidentialite", "/ecoconception",
    "/mentions-legales", "/nos-algorithmes", "/signaler", "/signaler?page=/cours/",
    "/signaler/merci",
)  # fmt: skip
# A page is 60 kB compressed at most, all but its images; its HTML has a share of it.
MOST_HTML = 20_000


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    app = make_face(tmp_path)
    yield app
    app.extensions["mooc_engine"].dispose()


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


def send(client: FlaskClient, **form: str):  # type: ignore[no-untyped-def]
    return client.post("/signaler", data=form, base_url=ORIGIN, headers={"Origin": ORIGIN})


@pytest.mark.parametrize("path", PAGES)
def test_page_follows_the_rules(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert problems(response.text) == []
    assert "Set-Cookie" not in response.headers
    assert len(response.data) < 3 * MOST_HTML


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_this_surface_leads_somewhere(client: FlaskClient, path: str) -> None:
    from tests.pages.checks import parse

    elsewhere = (
        "/cours/", "/laboratoire/", "/exercices/", "/mon-parcours/", "/reprendre/", "/compte/",
        "/defis/", "/pour/", "/annuaire/", "/recherche", "/glossaire/", "/idees-fausses/",
        "mailto:", "https://", "#",
    )  # fmt: skip
    for link in parse(client.get(path).text).all("a"):
        href = link.attrs["href"]
        if not href.startswith(elsewhere):
            assert client.get(href).status_code == 200, href


@pytest.mark.parametrize("code", CODES)
def test_error_page(client: FlaskClient, code: int) -> None:
    response = client.get(f"/panne/{code}")
    assert response.status_code == code
    assert problems(response.text) == []
    assert "secret detail" not in response.text
    assert response.headers["Cache-Control"] == "no-store"
    asked = client.get(f"/panne/{code}", headers={"Accept": "application/json"})
    assert asked.status_code == code
    assert set(asked.get_json()["error"]) == {"code", "message"}


def test_unknown_page_and_method(client: FlaskClient) -> None:
    assert "Page introuvable" in client.get("/nulle-part").text
    response = client.post("/aide", base_url=ORIGIN, headers={"Origin": ORIGIN})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_headers(client: FlaskClient) -> None:
    headers = client.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy and "*" not in policy
    assert "frame-src 'self' http://carnets.sudia.localhost:8000" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_declaration_says_what_the_law_asks(client: FlaskClient) -> None:
    assert "Accessibilité\u00a0: non conforme" in client.get("/").text
    text = client.get("/accessibilite").text
    for needed in (
        "non conforme",
        "4.1.2",
        "JupyterLite",
        "Défenseur des droits",
        "09 69 39 00 00",
    ):
        assert needed in text


def test_brand_comes_from_the_settings(tmp_path: Path) -> None:
    from mooc.web import current_settings

    app = make_face(tmp_path)
    with app.test_request_context():
        brand = current_settings().brand
    text = app.test_client().get("/mentions-legales").text
    for value in (brand.publisher, brand.address, brand.publication_director, brand.host):
        assert value in text
    app.extensions["mooc_engine"].dispose()


# -- the thing to do on the home page


@given(st.integers(min_value=-50, max_value=150))
def test_every_needed_request_is_served_or_missed(bar: int) -> None:
    found = demo.outcome(bar)
    served = sum(share.served for share in found.shares)
    needed = sum(share.needed for share in found.shares)
    assert served + len(found.missed) == needed
    assert served + found.needless == found.helped


@given(st.text(max_size=8))
def test_any_bar_is_brought_back_to_the_scale(raw: str) -> None:
    bar = demo.read_bar(raw)
    assert demo.LOWEST <= bar <= demo.HIGHEST and bar % demo.STEP == 0


def test_the_demo_says_what_its_rows_say(client: FlaskClient) -> None:
    """The explanation quotes 60 and 35: town served whole at 60, no one missed at 35."""
    at_60, at_35 = demo.outcome(60), demo.outcome(35)
    town, hills = at_60.shares
    assert (town.served, town.needed, hills.served, hills.needed) == (3, 3, 1, 4)
    assert at_35.missed == () and at_35.needless == 4
    text = client.get("/?barre=35").text
    assert 'value="35"' in text and '<strong data-out="missed">personne</strong>' in text


# -- reports


def test_report_is_kept_once(site: Flask, client: FlaskClient) -> None:
    for _ in range(2):
        response = send(client, page="/cours/x/", kind="faute", message="Il manque un accent ici.")
        assert response.status_code == 303
    assert "Set-Cookie" not in response.headers
    with Session(site.extensions["mooc_engine"]) as session:
        kept = session.scalars(select(Report)).all()
    assert [(r.page, r.kind, r.message) for r in kept] == [
        ("/cours/x/", "faute", "Il manque un accent ici.")
    ]


def test_report_refused_says_why_and_keeps_the_words(client: FlaskClient) -> None:
    response = send(client, page="//ailleurs.example", kind="", message="<b>court")
    assert response.status_code == 422
    assert problems(response.text) == []
    assert "&lt;b&gt;court" in response.text and "ailleurs.example" not in response.text
    assert 'role="alert"' in response.text


def test_reports_are_read_as_plain_text(site: Flask, client: FlaskClient) -> None:
    send(client, page="/aide", kind="panne", message="Rien ne marche.\x1b[31m Vraiment.")
    with Session(site.extensions["mooc_engine"]) as session:
        (text,) = report_lines(session, 10)
    assert "panne  /aide" in text and "Rien ne marche." in text
    assert "\x1b" not in text


def test_reports_have_a_limit_for_all(site: Flask, client: FlaskClient) -> None:
    for n in range(reports.HOURLY):
        send(client, page="/", kind="autre", message=f"Message numéro {n}.")
    assert send(client, page="/", kind="autre", message="Un de trop.").status_code == 429
    with Session(site.extensions["mooc_engine"]) as session:
        later = db.utcnow() + timedelta(hours=2)
        reports.record_report(session, "/", "autre", "Deux heures après.", later)
        assert reports.recent(session, 1)[0].message == "Deux heures après."
        assert (
            reports.forget_old(session, later + reports.KEPT + timedelta(1)) == reports.HOURLY + 1
        )


def test_report_from_another_site_is_refused(client: FlaskClient) -> None:
    headers = {"Origin": "http://carnets.sudia.localhost:8000"}
    form = {"page": "/", "kind": "autre", "message": "Un message assez long."}
    response = client.post("/signaler", data=form, base_url=ORIGIN, headers=headers)
    assert response.status_code == 403
