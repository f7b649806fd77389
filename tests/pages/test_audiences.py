"""Audiences are data: an eighth one, and pages that speak to several readers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from mooc.catalogue import library
from mooc.settings import ROOT, Settings
from tests.conftest import SiteClient
from tests.own_courses import site, write_course, write_page
from tests.pages.checks import problems

EIGHTH = """
[agents]
title = "Agentes et agents"
summary = "Pour s’en servir au guichet."
voice = "vous"
reading = 55
colour = "stone"
labs = ["perceptron"]

[agents.trades]
accueil = "Accueil"
etat-civil = "État civil"

[agents.stages]
debut = "Je débute"

[[agents.situations]]
title = "Je travaille au guichet"
text = "Trois gestes à connaître."
link = "Voir les gestes"
path = "/pour/agents/"
"""
BODY = """
    Ce que tout le monde lit, et [la suite](page:p-suite#fin).

    :::{passage}
    :metiers: accueil
    Le comptoir de l’accueil.
    :::

    :::{passage}
    :metiers: etat-civil
    Le registre de l’état civil.
    :::

    :::{passage} Avant de voter
    :publics: elus
    Le débat du conseil.
    :::
    """


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    root = tmp_path / "courses"
    root.mkdir()
    source = ROOT / "courses" / "audiences.toml"
    shutil.copy(source, root)
    with (root / "audiences.toml").open("a", encoding="utf-8") as file:
        file.write(EIGHTH)
    folder = write_course(root, "guichet", "agents")
    write_page(folder, "01-gestes.md", "p-gestes", BODY, title="Trois gestes")
    write_page(folder, "02-suite.md", "p-suite", "## Fin", title="La suite")
    return root


@pytest.fixture
def app(settings: Settings, courses: Path) -> Iterator[Flask]:
    made = site(settings, courses)
    yield made
    made.extensions["mooc_engine"].dispose()


def test_an_eighth_audience_is_an_entry_of_a_file(app: Flask, client: SiteClient) -> None:
    with app.app_context():
        assert len(library().audiences) == 8
        assert not library().problems
    home = client.get("/").text
    assert "Je travaille au guichet" in home and 'href="/pour/agents/"' in home
    page = client.get("/pour/agents/")
    assert page.status_code == 200 and problems(page.text) == []
    assert "Trois gestes" in page.text and 'data-colour="stone"' in page.text
    assert '<option value="etat-civil">État civil</option>' in page.text
    assert '<option value="agents">Agentes et agents</option>' in client.get("/cours/").text


def test_without_a_choice_every_trade_is_shown(client: SiteClient) -> None:
    text = client.get("/cours/guichet/gestes/").text
    assert "Le comptoir de l’accueil." in text and "Le registre de l’état civil." in text
    assert "Le débat du conseil." not in text, "a passage for another audience"
    assert problems(text) == []


def test_a_trade_chosen_hides_the_others_and_stays_chosen(client: SiteClient) -> None:
    text = client.get("/cours/guichet/gestes/?metier=accueil").text
    assert "Le comptoir de l’accueil." in text and "Ce que tout le monde lit" in text
    assert "Le registre de l’état civil." not in text
    assert '<option value="accueil" selected>' in text
    assert text.count('href="/cours/guichet/suite/?metier=accueil') == 2, "in the text and below it"
    assert 'href="/cours/guichet/suite/?metier=accueil#fin"' in text
    said = text[text.index("Passages montrés") :].split("</p>")[0]
    assert "Accueil" in said and 'href="/cours/guichet/gestes/#pour-vous"' in said
    assert "Passages montrés" not in client.get("/cours/guichet/gestes/").text


def test_another_audience_reads_its_own_passage(client: SiteClient) -> None:
    text = client.get("/cours/guichet/gestes/?public=elus").text
    assert "Le débat du conseil." in text and "Avant de voter" in text


@pytest.mark.parametrize("query", ["metier=maire", "public=personne", "stade=%00", "metier="])
def test_an_unknown_reader_is_everyone(client: SiteClient, query: str) -> None:
    text = client.get(f"/cours/guichet/gestes/?{query}").text
    assert "Le comptoir de l’accueil." in text and "Le registre de l’état civil." in text


def test_an_unknown_audience_has_no_page(client: SiteClient) -> None:
    assert client.get("/pour/personne/").status_code == 404


def test_every_audience_of_the_site_has_a_page(settings: Settings) -> None:
    made = site(settings, ROOT / "courses")
    made.test_client_class = SiteClient
    client = made.test_client()
    with made.app_context():
        slugs = list(library().audiences)
    assert len(slugs) == 7
    for slug in slugs:
        page = client.get(f"/pour/{slug}/")
        assert page.status_code == 200 and problems(page.text) == [], slug
    assert problems(client.get("/pour/").text) == []
    made.extensions["mooc_engine"].dispose()
