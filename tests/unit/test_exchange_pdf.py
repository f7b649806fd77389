"""``mooc export pdf``: tagged, in French, with its headings, its images in words, its questions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from mooc.cli import main
from mooc.exchange import handout
from mooc.exchange.error import ExchangeError
from mooc.exchange.handout import write_pdf
from mooc.exchange.volume import Volume, open_volume
from mooc.settings import Settings
from tests.exported import write_all


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    root = tmp_path_factory.mktemp("cours")
    settings = Settings(courses_dir=write_all(root), exercises_dir=root / "exercises")
    return open_volume(settings, "essai", site="https://mooc.example")


@pytest.fixture(scope="module")
def pdf(volume: Volume, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    dest = tmp_path_factory.mktemp("pdf") / "essai.pdf"
    assert write_pdf(volume, dest) == dest.stat().st_size
    return PdfReader(dest)


@pytest.fixture(scope="module")
def text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def elements(pdf: PdfReader) -> Iterator[Any]:
    """Every element of the structure tree."""
    waiting = [pdf.root_object["/StructTreeRoot"]["/K"]]
    while waiting:
        found = waiting.pop().get_object()
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            yield found
            if "/K" in found:
                waiting.append(found["/K"])


def test_it_is_tagged_and_says_its_language_and_title(pdf: PdfReader) -> None:
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root and root["/Lang"].startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None and pdf.metadata.title == "Cours essai"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_lists_and_tables_are_tags(pdf: PdfReader) -> None:
    tags = [str(element["/S"]) for element in elements(pdf) if "/S" in element]
    assert tags.count("/H1") == 1
    # The contents, seven pages, the answers.
    assert tags.count("/H2") == 9
    assert {"/H3", "/H4", "/L", "/LI", "/Figure", "/Link", "/P"} <= set(tags)
    titles = [item.title for item in flat(pdf.outline)]
    assert {"Cours essai", "La première", "Plus loin", "Les réponses"} <= set(titles)


def flat(outline: Any) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def test_images_are_told_in_words(pdf: PdfReader) -> None:
    figures = [e for e in elements(pdf) if e.get("/S") == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["Un rectangle bleu."]


def test_every_question_is_there_and_its_answers_come_last(text: str) -> None:
    body, answers = text.rsplit("Les réponses", 1)
    for words in ("Laquelle ?", "Lesquelles ?", "Combien ?", "Quel mot ?", "Dans l’ordre ?"):
        assert words in body.replace("\u202f", " ")
    assert "Remarque" not in body
    for words in ("de la bonne", "vrai deux", "autre nombre", "modèle", "deuxième", "données"):
        assert f"Remarque {words}" in answers


def test_what_is_online_is_an_address(text: str) -> None:
    bare = text.replace(" ", "")
    assert "https://mooc.example/exercices/perceptron/labo" in bare
    assert "(https://a.example/lire)" in bare


def test_without_answers(volume: Volume) -> None:
    html = handout.handout(volume, answers=False)
    assert "Remarque" not in html and "Les réponses" not in html


def test_a_former_file_is_kept(volume: Volume, tmp_path: Path) -> None:
    dest = tmp_path / "x.pdf"
    dest.write_text("à moi", encoding="utf-8")
    for place in (dest, tmp_path, tmp_path / "absent" / "x.pdf"):
        with pytest.raises(ExchangeError):
            write_pdf(volume, place)
    assert dest.read_text(encoding="utf-8") == "à moi"


def test_pango_is_missing(volume: Volume, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handout, "LIBRARIES", ("libnulle-part.so.0",))
    with pytest.raises(ExchangeError, match="apt install libpango"):
        write_pdf(volume, tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_weasyprint_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    dest = tmp_path / "x.pdf"
    result = CliRunner().invoke(main, ["export", "pdf", "ia-elus", str(dest)])
    assert result.exit_code == 2 and not dest.exists()
    assert result.stderr == (
        "Erreur : Il manque WeasyPrint, qui fait le PDF : sh tools/setup.sh pdf\n"
    )


def test_only_the_images_of_the_course_are_fetched(volume: Volume) -> None:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fetcher = handout._fetcher((URLFetcher, URLFetcherResponse), {})
    for url in ("https://a.example/x.png", "file:///etc/passwd", f"{handout.IMAGES}../x"):
        with pytest.raises(ValueError):
            fetcher.fetch(url)
