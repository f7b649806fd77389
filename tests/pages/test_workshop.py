"""The workshop exists where authors write, and nowhere else; who finished is counted from rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from mooc.app import create_app
from mooc.db import transaction
from mooc.progress.events import Event
from mooc.progress.queries import answered_by, finished_by
from mooc.progress.record import record
from mooc.settings import Settings
from tests.conftest import SiteClient
from tests.own_courses import write_course, write_page
from tests.pages.checks import problems

ADDRESSES = ("/atelier/", "/atelier/changements/", "/atelier/flux",
             "/atelier/ia-pour-tous/apprendre-des-donnees/",
             "/atelier/ia-pour-tous/apprendre-des-donnees/problemes")  # fmt: skip
ITEMS = ("q-1", "q-2")
PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"


@pytest.fixture
def author(settings: Settings) -> SiteClient:
    app = create_app(replace(settings, author_mode=True))
    app.test_client_class = SiteClient
    yield app.test_client()
    app.extensions["mooc_engine"].dispose()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_site_has_no_workshop(client: SiteClient, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post("/atelier/changements/").status_code == 404


def test_a_public_site_shows_no_wrong_answers_and_no_frame(client: SiteClient) -> None:
    """``apercu=faux`` would give the feedback, and with it what is right, before an answer."""
    asked = client.get(f"{PAGE}?apercu=faux")
    assert "Recomptez" not in asked.text
    assert "frame-ancestors 'none'" in asked.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.endswith(("flux", "problemes"))])
def test_every_page_keeps_the_rules(author: SiteClient, address: str) -> None:
    page = author.get(address)
    assert page.status_code == 200 and problems(page.text) == []
    assert page.headers["Cache-Control"] == "no-store"


def test_an_author_sees_what_a_wrong_answer_gets(author: SiteClient) -> None:
    assert "Regardez les marchés 4 et 5" in author.get(f"{PAGE}?apercu=faux").text


@pytest.mark.parametrize("address", ["/atelier/rien/rien/", "/atelier/ia-pour-tous/rien/"])
def test_a_page_that_is_gone(author: SiteClient, address: str) -> None:
    assert author.get(address).status_code == 404


def test_a_page_that_cannot_be_read_says_why(settings: Settings, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "essai", "tous")
    path = write_page(folder, "01-un.md", "p-un", "Texte.")
    made = create_app(replace(settings, courses_dir=tmp_path / "courses", author_mode=True))
    made.test_client_class = SiteClient
    client = made.test_client()
    assert "ne peut plus" not in client.get("/atelier/essai/un/problemes").text
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 3", "minutes: trois"))
    text = client.get("/atelier/essai/un/problemes").text
    assert "ne peut plus être lue" in text and "minutes" in text and "01-un.md:" in text
    made.extensions["mooc_engine"].dispose()


def test_who_answered_and_who_finished(app: Flask) -> None:
    rows = [
        ("anna", "q-1", True),
        ("anna", "q-2", True),
        ("bob", "q-1", True),
        ("bob", "q-2", False),
    ]
    with transaction(app.extensions["mooc_engine"]) as session:
        for learner, item, passed in rows:
            at = datetime(2026, 11, 25, tzinfo=UTC)
            payload = {"answer": {}, "score": float(passed), "passed": passed, "trust": "server"}
            record(session, Event(learner, item, "answered", "h", f"{learner}{item}", at,
                                  payload=payload))  # fmt: skip
        assert answered_by(session, ["q-1", "q-2", "q-3"]) == {"q-1": 2, "q-2": 2}
        assert finished_by(session, ["q-1"]) == 2
        assert finished_by(session, ["q-1", "q-2"]) == 1
        assert finished_by(session, ["q-1", "q-2", "q-3"]) == 0
        assert finished_by(session, []) == 0
