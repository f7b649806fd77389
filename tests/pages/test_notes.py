"""Notes and bookmarks: kept for oneself, found again, taken away, merged, erased."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mooc import notes
from mooc.db import transaction
from tests.conftest import SiteClient
from tests.pages.checks import problems

URL = "/mes-notes/p-apprendre/"
PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def send(client: SiteClient, text: str = "", bookmark: str = "", **more: str):  # type: ignore[no-untyped-def]
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(URL).text)
    data = {"text": text, "bookmark": bookmark, **more}
    return client.post(URL, data=data | ({"csrf_token": found[1]} if found else {}))


def test_looking_writes_nothing(client: SiteClient) -> None:
    for address in (URL, "/mes-notes/"):
        page = client.get(address)
        assert page.status_code == 200 and problems(page.text) == []
        assert "Set-Cookie" not in page.headers
    assert 'href="/mes-notes/p-apprendre/"' in client.get(PAGE).text


def test_a_note_is_kept_shown_and_changed(client: SiteClient) -> None:
    response = send(client, "Revoir l’essai.\r\n\r\nDemander à Julien <b>.", "1")
    assert response.status_code == 303 and response.headers["Location"] == PAGE
    assert "Revoir l’essai." in client.get(URL).text
    every = client.get("/mes-notes/").text
    assert problems(every) == []
    assert "Demander à Julien &lt;b&gt;." in every and "signet" in every
    assert f'<a href="{PAGE}">' in client.get("/mon-parcours/").text
    send(client, "Vu.")
    every = client.get("/mes-notes/").text
    assert "Vu." in every and "Revoir" not in every and "signet ·" not in every


def test_an_emptied_note_is_gone(client: SiteClient) -> None:
    send(client, "Une note.")
    send(client, "   ")
    assert "Rien encore" in client.get("/mes-notes/").text


def test_nothing_written_makes_nobody(client: SiteClient) -> None:
    assert "Set-Cookie" not in send(client, "  ").headers


def test_too_long_a_note_loses_nothing(client: SiteClient) -> None:
    response = send(client, "a" * 4001)
    assert response.status_code == 422 and "a" * 4001 in response.text
    assert "4" in response.text and "rien n’est perdu" in response.text.replace("\n", " ")
    assert problems(response.text) == []
    assert "Rien encore" in client.get("/mes-notes/").text


def test_a_page_that_nobody_knows(client: SiteClient) -> None:
    assert client.get("/mes-notes/p-inconnue/").status_code == 404
    assert client.post("/mes-notes/p-inconnue/", data={"text": "x"}).status_code == 404


def test_another_person_sees_nothing(app: Flask, client: SiteClient) -> None:
    send(client, "À moi seule.")
    app.test_client_class = SiteClient
    other = app.test_client()
    assert "À moi seule." not in other.get(URL).text
    assert "À moi seule." not in other.get("/mes-notes/").text


def test_another_site_cannot_write(client: SiteClient) -> None:
    headers = {"Origin": "https://ailleurs.example"}
    response = client.post(URL, data={"text": "forgé"}, headers=headers)
    assert response.status_code in (400, 403)


def test_notes_are_taken_away_and_erased(client: SiteClient) -> None:
    send(client, "À emporter.", "1")
    kept = client.get("/mes-donnees/export.json").get_json()["notes"]
    assert [(n["page"], n["text"], n["bookmarked"]) for n in kept] == [
        ("p-apprendre", "À emporter.", True)
    ]
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/mes-donnees/").text)
    assert token
    client.post("/mes-donnees/effacer", data={"word": "effacer", "csrf_token": token[1]})
    assert "Rien encore" in client.get("/mes-notes/").text


NOTE = st.tuples(st.sampled_from(["p-a", "p-b"]), st.text(max_size=8), st.booleans())


@hypothesis_settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NOTE, max_size=4), st.lists(NOTE, max_size=4))
def test_merging_loses_no_text_and_twice_is_once(
    app: Flask,
    old: list[tuple[str, str, bool]],
    new: list[tuple[str, str, bool]],
) -> None:
    with transaction(app.extensions["mooc_engine"]) as session:
        for who, written in (("old", old), ("new", new)):
            notes.erase(session, who)
            for place, (page, text, marked) in enumerate(written):
                at = NOW + timedelta(minutes=place + (who == "new"))
                notes.write(session, who, page, text.replace("\0", ""), marked, at)
        before = [*notes.mine(session, "old"), *notes.mine(session, "new")]
        notes.merge(session, "old", "new")
        once = notes.mine(session, "new")
        notes.merge(session, "old", "new")
        assert notes.mine(session, "new") == once and notes.mine(session, "old") == []
        for note in before:
            kept = next(n for n in once if n.page_id == note.page_id)
            assert note.text in kept.text and kept.bookmarked >= note.bookmarked


def test_there_is_an_end_to_how_many(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mooc.notes.notes.MOST", 2)
    with transaction(app.extensions["mooc_engine"]) as session:
        for page in ("p-1", "p-2"):
            notes.write(session, "someone", page, "x", False, NOW)
        notes.write(session, "someone", "p-2", "changed", False, NOW)
        with pytest.raises(notes.TooMany):
            notes.write(session, "someone", "p-3", "x", False, NOW)
