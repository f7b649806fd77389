"""A new lab is one folder and no other line: the site finds, checks, shows and judges it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mooc.check import check_all
from mooc.settings import ROOT, Settings
from tests.conftest import SiteClient
from tests.labs.forms import keep_form, lab_form
from tests.labs.sixteenth import FILES, SLUG, with_sixteenth
from tests.pages.checks import problems

ADDRESS = f"/exercices/{SLUG}/labo"
GOOD = {"correction": "7", "comprendre": "constante"}


@pytest.fixture
def its_settings(settings: Settings, tmp_path: Path) -> Settings:
    return with_sixteenth(settings, tmp_path)


@pytest.fixture
def visitor(its_settings: Settings) -> Iterator[SiteClient]:
    from mooc.app import create_app

    app = create_app(its_settings)
    app.testing = True
    yield SiteClient(app, app.response_class, use_cookies=True)
    app.extensions["mooc_engine"].dispose()


def test_mooc_check_reads_it_and_plays_it(its_settings: Settings) -> None:
    folder = its_settings.exercises_dir / SLUG
    assert check_all(its_settings, [folder]) == ()
    source = folder / "lab.toml"
    source.write_text(source.read_text(encoding="utf-8").replace("shift = 7", "shift = 0"))
    found = [p.message for p in check_all(its_settings, [folder])]
    assert any("sans correction" in message for message in found), found


def test_the_site_lists_it_shows_it_and_judges_it(visitor: SiteClient) -> None:
    assert "La marée décalée" in visitor.get("/laboratoire/").text
    for path in (f"/exercices/{SLUG}/", ADDRESS, f"/integrer/{SLUG}/"):
        page = visitor.get(path)
        assert page.status_code == 200 and problems(page.text) == []
    tried = visitor.post(ADDRESS, data={**GOOD, "essai": "1"})
    assert "105, 124, 147" in tried.text and "Set-Cookie" not in tried.headers
    wrong = visitor.post(ADDRESS, data={**GOOD, "correction": "0"}, follow_redirects=True)
    assert "Pas encore" in wrong.text and "Encore décalé" in wrong.text
    again = lab_form(wrong.text).values() | {k: [v] for k, v in GOOD.items()}
    right = visitor.post(ADDRESS, data=again, follow_redirects=True)
    assert "Réussi" in right.text and "Bien corrigé" in right.text
    # Another site's frame: the cookie does not go there.
    framed = SiteClient(visitor.application, visitor.response_wrapper).post(
        f"/integrer/{SLUG}/", data=GOOD
    )
    assert keep_form(framed.text).values()["correction"] == ["7"]


def test_its_script_is_served_beside_the_shared_parts(visitor: SiteClient) -> None:
    page = visitor.get(ADDRESS).text
    address = page.split('data-script="')[1].split('"')[0]
    assert visitor.get(address).data == FILES["web/lab.js"].encode()
    shared = address.rsplit("/exercices/", 1)[0] + "/js/lab/pair.js"
    assert visitor.get(shared).status_code == 200


def test_no_line_of_the_site_names_it() -> None:
    found = subprocess.run(
        ["git", "grep", "-l", SLUG, "--", "mooc", "exercises", "courses"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == ""
