"""Course pages: read without a trace, light, and holding no right answer before an answer."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask
from sqlalchemy import inspect, select, table, text

from mooc.app import dispatch
from mooc.bench.weight import BUDGET, loaded
from mooc.catalogue import library
from mooc.content import Block
from mooc.grading import KINDS
from mooc.settings import Settings
from tests.pages.checks import problems


def addresses(app: Flask) -> list[str]:
    with app.app_context():
        courses = library().courses
        found = ["/cours/", *(f"/cours/{c.slug}/" for c in courses)]
        return found + [f"/cours/{c.slug}/{p.slug}/" for c in courses for p in c.pages]


def rows(app: Flask) -> int:
    engine = app.extensions["mooc_engine"]
    with engine.connect() as connection:
        names = [n for n in inspect(engine).get_table_names() if n != "alembic_version"]
        counts = (connection.execute(select(text("count(*)")).select_from(table(n))) for n in names)
        return sum(c.scalar_one() for c in counts)


def test_reading_writes_nothing_and_sets_no_cookie(app: Flask, client) -> None:
    for address in addresses(app):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "Set-Cookie" not in response.headers
    assert rows(app) == 0


def test_every_page_keeps_the_rules(app: Flask, client) -> None:
    for address in addresses(app):
        assert problems(client.get(address).text) == [], address


def test_a_course_page_weighs_60_kb_at_most(app: Flask, client, settings: Settings) -> None:
    """With its styles and every script that runs before a click; the cell is opened by one."""
    for address in addresses(app):
        files = dict(loaded(client, address, settings.site_origin))
        assert len(files) > 3, "the scripts of the page were not found"
        total = sum(len(gzip.compress(body, 9)) for body in files.values())
        assert total <= BUDGET, (address, total)


def test_no_right_answer_before_an_answer(app: Flask, client) -> None:
    """No feedback, no mark of what is right: what the author wrote under an option stays here."""
    with app.app_context():
        courses = library().courses
    for course in courses:
        for page in course.pages:
            html = client.get(f"/cours/{course.slug}/{page.slug}/").text
            for block in page.blocks:
                for secret in feedback_of(app, block):
                    assert secret not in html, block.id


def feedback_of(app: Flask, block: Block) -> list[str]:
    """The remarks that a right answer earns, as they would be shown."""
    if block.kind == "exercise":
        return []
    kind = KINDS[block.kind]
    assert kind.solution is not None
    verdict = kind.grade(block.spec, kind.solution(block.spec))
    return [item.html for item in verdict.feedback if item.html]


def test_a_page_that_moved_is_found_again(client) -> None:
    response = client.get("/cours/un-autre-cours/apprendre-des-donnees/")
    assert response.status_code == 301
    assert response.headers["Location"].endswith("/cours/ia-pour-tous/apprendre-des-donnees/")


@pytest.mark.parametrize("address", ["/cours/rien/", "/cours/ia-pour-tous/rien/"])
def test_unknown_pages_say_so(client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert problems(response.text) == []


def get(wsgi, settings: Settings, path: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
    from werkzeug.test import EnvironBuilder, run_wsgi_app

    builder = EnvironBuilder(path=path, base_url=settings.site_origin, headers=headers)
    body, status, found = run_wsgi_app(wsgi, builder.get_environ())
    return status, dict(found), b"".join(body)


def test_shared_pages_are_the_same_bytes_and_never_someone_s(
    app: Flask, client, settings: Settings
) -> None:
    wsgi = dispatch(settings, app)
    path = "/cours/ia-pour-tous/apprendre-des-donnees/"
    first = get(wsgi, settings, path)
    assert first == get(wsgi, settings, path)
    assert "X-Mooc-Shared" not in first[1]
    assert "Content-Security-Policy" in first[1]
    packed = get(wsgi, settings, path, **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed[2]) == first[2]
    again = get(wsgi, settings, path, **{"If-None-Match": first[1]["ETag"]})
    assert again[0].startswith("304") and again[2] == b""
    # Someone with a history gets their own page, and the shared one is untouched by it.
    client.post("/repondre/q-apprendre-regle-20", data={"answer": "2"})
    cookie = client.get_cookie("apprenant", domain="sudia.localhost")
    own = get(wsgi, settings, path, Cookie=f"apprenant={cookie.value}")
    assert b"csrf_token" in own[2] and "ETag" not in own[1]
    assert own[1]["Cache-Control"] == "private, no-store"
    assert get(wsgi, settings, path)[2] == first[2]


def test_an_unknown_host_is_told_so(app: Flask, settings: Settings) -> None:
    status, _, _ = get(dispatch(settings, app), settings, "/", Host="ailleurs.example")
    assert status.startswith("421")
