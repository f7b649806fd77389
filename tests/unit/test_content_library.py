"""All courses together: ids follow blocks wherever they move, hashes follow their text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mooc.content import Library, load_courses
from mooc.content.scope import digest
from mooc.grading import DIRECTIVES, KINDS

COURSE = """id = "c-{0}"\ntitle = "T"\nsummary = "S"\naudience = "tous"
licence = "CC BY 4.0"\nauthors = ["A"]\n"""
FRONT = "---\nid: p-{0}\ntitle: A\nsummary: S\nminutes: 3\nupdated: 2026-11-24\n---\n"
QUESTION = (
    ":::{single-choice}\n:id: q-1\nVrai ?\n\n- [x] oui\n\n  Bien.\n- [ ] non\n\n  Mal.\n:::\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "courses"
    for name in "xy":
        (root / name).mkdir(parents=True)
        (root / name / "course.toml").write_text(COURSE.format(name))
        (root / name / "01-a.md").write_text(FRONT.format(name) + "Texte.\n")
    write(root, "x", "Avant.\n\n" + QUESTION)
    return root


def write(root: Path, course: str, body: str) -> None:
    (root / course / "01-a.md").write_text(FRONT.format(course) + body)


def load(root: Path) -> Library:
    library = load_courses(root, DIRECTIVES)
    assert library.problems == ()
    return library


def test_a_block_moves_between_courses_with_its_id_and_hash(root: Path) -> None:
    before = load(root).item("q-1")
    assert before is not None and before.course.slug == "x"
    write(root, "x", "Plus rien.\n")
    write(root, "y", "Bien plus bas.\n\nEncore.\n\n" + QUESTION)
    after = load(root).item("q-1")
    assert after is not None and after.course.slug == "y"
    assert after.block.hash == before.block.hash
    assert after.block.spec == before.block.spec


def test_editing_feedback_keeps_option_ids(root: Path) -> None:
    before = load(root).item("q-1")
    write(root, "x", QUESTION.replace("Mal.", "Non, et voici pourquoi."))
    after = load(root).item("q-1")
    assert before is not None and after is not None
    ids = [{option.id for option in found.block.spec.options} for found in (before, after)]
    assert ids[0] == ids[1]
    assert before.block.hash != after.block.hash
    assert before.page.hash != after.page.hash and before.course.hash != after.course.hash


def test_unknown_item(root: Path) -> None:
    assert load(root).item("q-9") is None


def test_items_pages_and_courses(root: Path) -> None:
    library = load(root)
    course = library.course("x")
    assert course is not None and [block.id for block in course.items()] == ["q-1"]
    assert course.page("a") is course.pages[0] and course.page("b") is None
    assert library.page("p-y") == (library.courses[1], 0)


def test_hash_is_blind_to_line_ends_and_unicode_form() -> None:
    assert digest("é \r\nb\n\n") == digest("e\u0301\nb")
    assert digest("a") != digest("b")


def test_change_is_seen(root: Path) -> None:
    library = load(root)
    assert not library.changed()
    path = root / "x" / "01-a.md"
    os.utime(path, ns=(1, 1))
    assert library.changed()
    library = load(root)
    (root / "x" / "02-b.md").write_text(FRONT.format("b"))
    assert library.changed()


def test_a_broken_block_leaves_a_notice_and_the_rest(root: Path) -> None:
    write(root, "x", "Avant.\n\n:::{nota}\nx\n:::\n\n" + QUESTION + "\nAprès.\n")
    library = load_courses(root, DIRECTIVES)
    page = library.courses[0].pages[0]
    assert "en cours de correction" in str(page.segments[0])
    assert library.item("q-1") is not None
    assert [problem.code for problem in library.problems] == ["directive-unknown"]


def test_a_missing_folder_is_an_empty_library(tmp_path: Path) -> None:
    library = load_courses(tmp_path / "none", DIRECTIVES)
    assert library.courses == () and library.problems == ()


def test_glossary_words_are_defined_on_the_page(root: Path) -> None:
    (root / "glossary.md").write_text("## Modèle\n\nUn *calcul*.\n")
    write(root, "x", "Les {term}`modèles <modèle>` et le {term}`modele`.\n")
    page = load(root).courses[0].pages[0]
    html = str(page.segments[-1])
    assert page.terms == ("Modèle",)
    assert html.count('id="mot-modele"') == 1 and "Un <em>calcul</em>." in html
    assert 'href="#mot-modele"' in str(page.segments[0])


def test_every_kind_that_authors_write_is_a_folder_with_its_files() -> None:
    for kind in KINDS.values():
        assert (kind.folder / "form.html").is_file(), kind.name
        assert (kind.folder / "feedback.html").is_file(), kind.name
        assert (kind.folder / "cases.toml").is_file(), kind.name
        if kind.directive is not None:
            assert kind.directive.kind == kind.name
            assert kind.solution is not None
