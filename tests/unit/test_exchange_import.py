"""``mooc import``: one page is written or nothing, and each refusal is one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mooc.cli import main
from mooc.content.files import MAX_TEXT
from mooc.exchange.sources.file import LIMITS

GIFT = "::A:: Q ? {\n=a#Oui.\n~b#Non.\n}\n"
LOSSY = f"{GIFT}\nRacontez. {{}}\n"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, args)])


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(result: Result, words: str) -> None:
    assert result.exit_code == 2
    assert result.stdout == "" and result.stderr.count("\n") == 1
    assert words in result.stderr, result.stderr


def test_all_is_taken(tmp_path: Path) -> None:
    source, dest = write(tmp_path / "q.gift", GIFT), tmp_path / "01-q.md"
    result = run(source, dest)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{dest} : 1 question(s) reprise(s) sur 1 ; 0 manque(s) ; " + (
        "0 problème(s) à corriger.\n"
    )
    assert sorted(tmp_path.iterdir()) == [dest, source]


def test_the_page_passes_mooc_check_in_a_course(tmp_path: Path) -> None:
    from mooc.content import load_courses
    from mooc.grading import DIRECTIVES
    from tests.own_courses import write_course

    folder = write_course(tmp_path / "courses", "essai", "tous")
    run(write(tmp_path / "q.gift", GIFT), folder / "01-q.md")
    library = load_courses(tmp_path / "courses", DIRECTIVES)
    assert library.problems == ()
    assert [block.kind for block in library.courses[0].items()] == ["single_choice"]


def test_losses_and_problems_are_told_line_by_line(tmp_path: Path) -> None:
    source = write(tmp_path / "q.gift", LOSSY.replace("#Non.", ""))
    dest = tmp_path / "01-q.md"
    result = run(source, dest)
    assert result.exit_code == 1
    lost, problem = result.stdout.strip().split("\n")
    assert lost == f"{source}:6: non repris : question à réponse libre « Racontez. »"
    line = dest.read_text(encoding="utf-8").split("\n").index("- [ ] b") + 1
    assert problem.startswith(f"{dest}:{line}: réponse sans commentaire")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vide.gift", "", "est vide"),
        ("blanc.gift", " \n\n", "est vide"),
        ("latin.gift", "Été {T}".encode("latin-1"), "latin.gift:1 : ce n’est pas de l’UTF-8"),
        ("large.gift", "é {T}".encode("utf-16"), "est en UTF-16"),
        ("binaire.gift", b"a\x00b {T}", "n’est pas un fichier de texte"),
        ("gros.gift", b"a" * (LIMITS["gift"] + 1), "dépasse 1 Mo"),
        ("gros.xml", b"<quiz>" + b" " * LIMITS["moodle-xml"], "dépasse 20 Mo"),
        ("rien.gift", "// un commentaire\n", "aucun texte ni aucune question"),
        ("inconnu.txt", "Bonjour.\n", "Format non reconnu"),
        ("trop.md", "# T\n\n" + "mot\n" * (MAX_TEXT // 4), "coupez"),
        ("ligne.md", "# T\n\n" + "a" * 20_001, "ligne.md:3 : ligne de plus de 20000 caractères"),
    ],
)
def test_what_cannot_be_taken(tmp_path: Path, name: str, content: str | bytes, words: str) -> None:
    dest = tmp_path / "01-q.md"
    refused(run(write(tmp_path / name, content), dest), words)
    assert not dest.exists()


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    source = write(tmp_path / "q.gift", GIFT)
    refused(run(tmp_path / "absent.gift", tmp_path / "01-q.md"), "n’existe pas")
    refused(run(tmp_path, tmp_path / "01-q.md"), "est un dossier")
    refused(run(source, tmp_path / "Ma page.md"), "ne peut nommer une page")
    refused(run(source, tmp_path / "absent" / "01-q.md"), "n’existe pas")


def test_nothing_is_replaced_without_force(tmp_path: Path) -> None:
    source, dest = write(tmp_path / "q.gift", GIFT), write(tmp_path / "01-q.md", "à moi")
    refused(run(source, dest), "--force")
    assert dest.read_text(encoding="utf-8") == "à moi"
    assert run(source, dest, "--force").exit_code == 0
    assert ":::{single-choice}" in dest.read_text(encoding="utf-8")


def test_a_link_is_not_followed_nor_the_source_replaced(tmp_path: Path) -> None:
    other = write(tmp_path / "autre.txt", "à moi")
    (tmp_path / "01-q.md").symlink_to(other)
    refused(run(write(tmp_path / "q.gift", GIFT), tmp_path / "01-q.md", "--force"), "est un lien")
    page = write(tmp_path / "02-lia.md", "# T\n\nTexte.\n")
    refused(run(page, page, "--force"), "donnez un autre nom")
    assert other.read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.txt", GIFT),
        ("q.txt", "::Un nom:: Un texte."),
        ("q.txt", "# T\n\nQ ?\n\n[( )] a\n[(X)] b\n"),
        ("q.md", "# T\n\nUn texte.\n"),
        ("q.txt", '<?xml version="1.0"?><quiz><question type="description"><questiontext>'
                  "<text>Lire.</text></questiontext></question></quiz>"),
    ],
)  # fmt: skip
def test_the_format_is_guessed(tmp_path: Path, name: str, content: str) -> None:
    assert run(write(tmp_path / name, content), tmp_path / "01-page.md").exit_code in (0, 1)


def test_the_format_may_be_given(tmp_path: Path) -> None:
    source, dest = write(tmp_path / "q.md", GIFT), tmp_path / "01-q.md"
    assert run(source, dest, "--format", "gift").exit_code == 0
    assert run(source, dest, "--format", "moodle-xml", "--force").exit_code == 2


def test_a_long_line_is_folded(tmp_path: Path) -> None:
    source = write(tmp_path / "q.md", "# T\n\n" + "mot " * 3_000)
    assert run(source, tmp_path / "01-q.md").exit_code == 0
