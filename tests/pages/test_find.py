"""The search page and the glossary: states, escaping, links that open at the passage."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from mooc.catalogue import library
from tests.conftest import SiteClient
from tests.pages.checks import problems


@pytest.mark.parametrize("query", ["", "?q=", "?q=abricots", "?q=zzzzqqqq", "?q=electrisite"])
def test_every_state_keeps_the_rules(client: SiteClient, query: str) -> None:
    page = client.get(f"/recherche{query}")
    assert page.status_code == 200 and problems(page.text) == []
    assert "Set-Cookie" not in page.headers


def test_a_result_opens_at_its_passage(client: SiteClient) -> None:
    text = client.get("/recherche?q=camionette samira").text
    address, anchor = re.findall(r'<h2 class="page-list-title"><a href="([^"#]+)#?([^"]*)"', text)[
        0
    ]
    assert address == "/cours/ia-pour-tous/apprendre-des-donnees/"
    assert f'id="{anchor}"' in client.get(address).text
    assert "<mark>" in text


def test_nothing_found_says_so_and_offers_a_way(client: SiteClient) -> None:
    text = client.get("/recherche?q=zzzzqqqq").text
    assert "Aucun passage ne correspond" in text and 'href="/glossaire/"' in text


def test_what_is_typed_is_shown_and_never_run(client: SiteClient) -> None:
    text = client.get("/recherche", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text and "&lt;script&gt;" in text
    assert client.get("/recherche", query_string={"q": "a" * 5000}).status_code == 200
    assert client.get("/recherche?q=%00%ff").status_code == 200


def test_what_one_looks_for_is_kept_by_no_cache(client: SiteClient) -> None:
    assert "no-store" in client.get("/recherche?q=modèle").headers["Cache-Control"]


def test_the_glossary_names_every_page_that_uses_a_word(app: Flask, client: SiteClient) -> None:
    text = client.get("/glossaire/").text
    assert problems(text) == []
    with app.app_context():
        terms = library().glossary
        uses = [(p.slug, name) for c in library().courses for p in c.all_pages for name in p.terms]
    for term in terms.values():
        assert f'id="{term.anchor}"' in text
    for slug, name in uses:
        entry = text[text.index(f">{name}</dt>") :].split("</dd>")[0]
        assert f"/{slug}/" in entry, (slug, name)


def test_a_word_of_the_glossary_is_found(client: SiteClient) -> None:
    assert "/glossaire/#mot-" in client.get("/recherche?q=donnée-relais").text


def test_every_false_idea_has_a_page_and_a_lab(app: Flask, client: SiteClient) -> None:
    text = client.get("/idees-fausses/").text
    assert problems(text) == []
    with app.app_context():
        ideas = library().misconceptions
    for idea in ideas.values():
        part = text[text.index(f'id="idee-{idea.tag}"') :].split("</section>")[0]
        addresses = re.findall(r'href="([^"]+)"', part)
        assert len(addresses) == 2, idea.tag
        assert all(client.get(address).status_code == 200 for address in addresses), idea.tag
