"""The directory's page: its list, its map and its table say the same, whatever was chosen."""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from mooc.app import create_app
from mooc.content.places import DEPARTMENTS, REGION
from mooc.directory.entry import COLUMNS, OPTIONAL
from mooc.settings import ROOT, Settings
from mooc.web.statics import encode, read_tree
from tests.pages.checks import Element, parse, problems

MOST_PAGE = 60_000
ADDRESSES = (
    "/annuaire/",
    "/annuaire/?departement=13",
    "/annuaire/?departement=05&type=lieu",
    "/annuaire/?departement=region&public=elus",
    "/annuaire/?type=aide&public=tpe-pme",
    "/annuaire/?type=donnees&public=college",
    "/annuaire/?type=%3Cb%3E&departement=99&public=zzz",
    "/annuaire/?type=lieu&type=aide&autre=1",
)


def with_table(settings: Settings, courses: Path, text: str) -> Flask:
    """The site with that directory only, and the audiences of this one."""
    (courses / "annuaire").mkdir(parents=True)
    shutil.copy(ROOT / "courses/audiences.toml", courses)
    (courses / "annuaire/lieux.csv").write_text(text, encoding="utf-8")
    return create_app(replace(settings, courses_dir=courses))


def listed(page: Element) -> dict[str, int]:
    """How many entries stand under each heading, by code."""
    sections = [e for e in page.all("section") if e.attrs["aria-labelledby"].startswith("dep-")]
    return {
        section.attrs["aria-labelledby"].removeprefix("dep-"): len(entries(section))
        for section in sections
    }


def entries(page: Element) -> list[Element]:
    return [e for e in page.all("li") if e.attrs.get("class") == "entry"]


def on_the_map(page: Element) -> dict[str, tuple[str, int]]:
    """Code → (address, number) of each place of the map."""
    (svg,) = (e for e in page.all("svg") if e.attrs.get("role") == "group")
    found = {}
    for link in svg.all("a"):
        code = re.search(r"departement=(\w+)", link.attrs["href"])
        number = re.search(r" : (\d+) fiches?$", link.attrs["aria-label"])
        assert code and number, link.attrs
        assert number[1] in link.text
        found[code[1]] = (link.attrs["href"], int(number[1]))
    return found


def in_the_table(page: Element) -> dict[str, tuple[str, int]]:
    (table,) = page.all("table")
    found = {}
    for line in table.all("tr")[1:]:
        (link,), (cell,) = line.all("a"), line.all("td")
        code = re.search(r"departement=(\w+)", link.attrs["href"])
        assert code
        found[code[1]] = (link.attrs["href"], int(cell.text))
    return found


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_follows_the_rules(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert problems(response.text) == []
    assert "Set-Cookie" not in response.headers


def test_weight(client: FlaskClient) -> None:
    files = read_tree()
    sheets = [encode(files[f"css/{name}.css"].body, "gzip") for name in ("site", "directory")]
    scripts = [encode(files[f"js/{name}.js"].body, "gzip") for name in ("early", "main")]
    html = gzip.compress(client.get("/annuaire/").data, 9)
    assert len(html) + sum(map(len, sheets + scripts)) < MOST_PAGE


@pytest.mark.parametrize("path", ADDRESSES)
def test_map_table_and_list_agree(client: FlaskClient, path: str) -> None:
    page = parse(client.get(path).text)
    drawn = on_the_map(page)
    assert set(drawn) == {*DEPARTMENTS, REGION}
    assert drawn == in_the_table(page)
    for code, number in listed(page).items():
        assert drawn[code][1] == number


@pytest.mark.parametrize("path", ["/annuaire/", "/annuaire/?type=aide&public=tpe-pme"])
def test_each_place_leads_to_what_it_counts(client: FlaskClient, path: str) -> None:
    """The other choices are kept, and what is for the whole region stays at hand."""
    drawn = on_the_map(parse(client.get(path).text))
    for code, (address, number) in drawn.items():
        page = parse(client.get(address).text)
        assert listed(page)[code] == number
        assert set(listed(page)) <= {code, REGION}
        assert on_the_map(page) == drawn
        current = [a for a in page.all("a") if a.attrs.get("aria-current") == "true"]
        assert len(current) == 2  # on the map and in its table


def test_choices(client: FlaskClient) -> None:
    every = parse(client.get("/annuaire/").text)
    total = len(entries(every))
    assert total >= 25 and f"{total} fiches" in every.text
    page = parse(client.get("/annuaire/?type=aide&public=tpe-pme").text)
    ids = {e.attrs["id"] for e in entries(page)}
    assert {"move2digital", "mon-assistant-ia"} <= ids
    assert ids < {e.attrs["id"] for e in entries(every)}
    assert f"{len(ids)} fiches sur {total}" in page.text
    chosen = {o.attrs["value"] for o in page.all("option") if "selected" in o.attrs}
    assert chosen == {"aide", "tpe-pme"}


def test_unknown_values_are_ignored_and_said(client: FlaskClient) -> None:
    text = client.get("/annuaire/?type=%3Cb%3E&departement=04").text
    assert "Type : « &lt;b&gt; » n’existe pas ici" in text
    page = parse(text)
    assert on_the_map(page) == on_the_map(parse(client.get("/annuaire/?departement=04").text))
    assert "n’existe pas ici" not in client.get("/annuaire/?departement=04&type=").text


def test_nothing_fits(client: FlaskClient) -> None:
    page = parse(client.get("/annuaire/?type=donnees&public=sante-social").text)
    assert entries(page) == [] and "Aucune fiche ne correspond à ces choix." in page.text
    assert "/annuaire/#liste" in {a.attrs.get("href") for a in page.all("a")}


def test_a_departement_without_entries_says_so(client: FlaskClient) -> None:
    page = parse(client.get("/annuaire/?departement=05").text)
    assert listed(page)["05"] == 0 and listed(page)[REGION] > 0
    assert "Aucune fiche de ce département" in page.text


def test_what_is_not_known_is_said(client: FlaskClient) -> None:
    page = parse(client.get("/annuaire/").text)
    (found,) = (e for e in entries(page) if e.attrs["id"] == "mon-assistant-ia")
    assert found.text.count("non précisé") == 2  # where, site
    assert "Prévu par sa source (2024)" in found.text and "mesure 15" in found.text
    assert "À relire avant le" in found.text


# -- other folders


@pytest.fixture
def made(tmp_path: Path, settings: Settings) -> Iterator[Flask]:
    cells = [
        "lieu-1", "<script>alert(1)</script>", "lieu", "elus", "« Un » & <b>rien</b>.", "Ici", "83",
        "https://exemple.fr/?a=1&b=2", "Nos visites", "2026-11", "2027-01-01", "",
    ]  # fmt: skip
    text = io.StringIO()
    table = csv.writer(text)
    table.writerows([
        (*COLUMNS, *OPTIONAL),
        cells,
        ["lieu-2", "=1+1", *cells[2:]],
        ["lieu-3", cells[1], "nulle-part", *cells[3:]],
    ])  # fmt: skip
    app = with_table(settings, tmp_path / "courses", text.getvalue())
    yield app
    app.extensions["mooc_engine"].dispose()


def test_hostile_cells(made: Flask) -> None:
    client = made.test_client()
    response = client.get("/annuaire/", base_url="http://sudia.localhost:8000")
    assert problems(response.text) == []
    assert "<script>alert" not in response.text and "<b>" not in response.text
    (only,) = entries(parse(response.text))
    assert only.attrs["id"] == "lieu-1" and "novembre 2026" in only.text
    data = client.get("/annuaire/annuaire.csv", base_url="http://sudia.localhost:8000").data
    assert b"=1+1" not in data and b"nulle-part" not in data


def test_nothing_at_all(settings: Settings, tmp_path: Path) -> None:
    app = create_app(replace(settings, courses_dir=tmp_path))
    response = app.test_client().get("/annuaire/", base_url="http://sudia.localhost:8000")
    assert problems(response.text) == []
    assert "L’annuaire est vide pour le moment." in response.text
    app.extensions["mooc_engine"].dispose()


def test_an_author_sees_a_change_at_once(settings: Settings, tmp_path: Path) -> None:
    app = with_table(replace(settings, author_mode=True), tmp_path / "courses", "")
    client = app.test_client()
    assert "est vide" in client.get("/annuaire/", base_url="http://sudia.localhost:8000").text
    shutil.copy(
        ROOT / "courses/annuaire/lieux-et-formations.csv", tmp_path / "courses/annuaire/lieux.csv"
    )
    assert "Terra Numerica" in client.get("/annuaire/", base_url="http://sudia.localhost:8000").text
    app.extensions["mooc_engine"].dispose()


# -- open data


def test_open_data(client: FlaskClient) -> None:
    response = client.get("/annuaire/annuaire.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="annuaire.csv"' in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == [*COLUMNS, *OPTIONAL]
    page = parse(client.get("/annuaire/").text)
    assert {row[0] for row in rows[1:]} == {e.attrs["id"] for e in entries(page)}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert "Licence Ouverte 2.0" in page.text


def test_every_page_leads_here(client: FlaskClient) -> None:
    footer = parse(client.get("/aide").text).all("footer")[0]
    assert "/annuaire/" in {a.attrs.get("href") for a in footer.all("a")}


def test_check_reads_it(settings: Settings, tmp_path: Path) -> None:
    from mooc.check import check_all

    courses = tmp_path / "courses"
    (courses / "annuaire").mkdir(parents=True)
    (courses / "annuaire/lieux.csv").write_text("id;nom\na;b\n", encoding="utf-8")
    found = check_all(replace(settings, courses_dir=courses), [courses / "annuaire"])
    assert {(p.path, p.line) for p in found} == {("courses/annuaire/lieux.csv", 1)}
    assert "il manque la colonne type" in {p.message for p in found}
