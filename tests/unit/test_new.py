"""``mooc new exercise``: what it makes passes ``mooc check`` and plays, whatever was typed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from mooc.app import create_app
from mooc.cli import main
from mooc.grading.exercise_file import load_exercise
from mooc.grading.lab import grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.new import CannotMake, Wanted, new_exercise, slug_of
from mooc.settings import Settings
from tests.conftest import SiteClient
from tests.pages.checks import problems as page_problems

WANTED = Wanted("Des parasols", "On règle un seuil.", "juger", "tous-publics", "Moi")


def test_what_is_made_passes_and_is_won_and_lost(tmp_path: Path) -> None:
    folder = new_exercise(tmp_path, WANTED)
    exercise, wrong = load_exercise(folder)
    assert exercise and wrong == () and problems(folder) == ()
    for secret in map(str, range(200)):
        lab = load_lab(folder, secret)
        assert [grade_lab(lab, p.answer).passed for p in lab.plays] == [p.passes for p in lab.plays]


def test_it_is_on_the_site_at_once(tmp_path: Path, settings: Settings) -> None:
    new_exercise(tmp_path, WANTED)
    app = create_app(replace(settings, exercises_dir=tmp_path))
    app.test_client_class = SiteClient
    client = app.test_client()
    html = client.get("/exercices/des-parasols/").text
    assert "Des parasols" in html and page_problems(html) == []
    data = {"seuil": "20", "comprendre": "echange"}
    client.post("/exercices/des-parasols/labo", data=data)
    assert "Réussi" in client.get("/exercices/des-parasols/labo").text
    app.extensions["mooc_engine"].dispose()


line = st.text(min_size=1, max_size=80).filter(lambda s: s.strip() and s.isprintable())


@tries(max_examples=60, deadline=None)
@given(title=line, summary=line, author=line)
def test_whatever_is_typed_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, summary: str, author: str
) -> None:
    folder = tmp_path_factory.mktemp("new")
    wanted = Wanted(title, summary, "cout", "elus", author, "un-essai")
    exercise, wrong = load_exercise(new_exercise(folder, wanted))
    assert exercise and wrong == ()
    assert exercise.title == " ".join(title.split())
    assert exercise.authors == (" ".join(author.split()),)
    shutil.rmtree(folder)


def test_nothing_is_written_over_and_names_are_addresses(tmp_path: Path) -> None:
    new_exercise(tmp_path, WANTED)
    with pytest.raises(CannotMake, match="existe déjà"):
        new_exercise(tmp_path, WANTED)
    for slug in ("../ailleurs", "Majuscule", "a b"):
        with pytest.raises(CannotMake, match="minuscules"):
            new_exercise(tmp_path, replace(WANTED, slug=slug))
    assert slug_of("Où va l’été ?") == "ou-va-lete"
    assert slug_of("日本") == ""


def test_the_command_asks_what_was_not_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOOC_EXERCISES_DIR", str(tmp_path))
    monkeypatch.setenv("MOOC_VAR_DIR", str(tmp_path / "var"))
    answers = "Des parasols\nOn règle un seuil.\njuger\n\nMoi\n"
    result = CliRunner().invoke(main, ["new", "exercise"], input=answers)
    assert result.exit_code == 0, result.output
    assert "/exercices/des-parasols/" in result.output
    again = CliRunner().invoke(main, ["new", "exercise"], input=answers)
    assert again.exit_code == 1 and "existe déjà" in again.output
