"""A reader that keeps what has not changed finds what a reading from nothing finds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.content import Page, load_courses
from mooc.content import incremental as room
from mooc.content.check import Checker, uncollected
from mooc.content.incremental import Reader
from mooc.grading import DIRECTIVES
from tests.unit.test_content_check import COURSE, FRONT, GOOD, TODAY, question, write

FIGURE = ":::{figure} images/a.svg\n:alt: a\n:credit: c\n:licence: l\n:::\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} 9"></svg>'
FILES = {
    "x/01-a.md": FRONT + question(GOOD),
    "x/02-b.md": FRONT.replace("p-a", "p-b") + f"Un {{term}}`modèle`.\n\n{FIGURE}",
    "x/images/a.svg": SVG.format(size=9),
    "y/course.toml": COURSE.replace("c-x", "c-y"),
    "y/01-c.md": FRONT.replace("p-a", "p-c") + "[a](page:p-a#q-1)\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files written a moment ago are taken for old ones."""
    monkeypatch.setattr(room, "YOUNG", -(10**18))


def pages(reader: Reader) -> dict[str, Page]:
    return {page.id: page for course in reader.load().courses for page in course.all_pages}


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_nothing_is_read_twice(root: Path, trusting: None, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(root, DIRECTIVES)
    first = reader.load()
    assert reader.rendered == 3 and reader.load() is first
    before = pages(reader)
    add(root / "x/01-a.md", "\nUne ligne.\n")
    monkeypatch.setattr(room, "read_sheet", lambda path, shown: pytest.fail(shown) if (
        "01-a" not in shown) else real(path, shown))  # fmt: skip
    after = pages(reader)
    assert reader.rendered == 1
    assert [after[name] is before[name] for name in ("p-a", "p-b", "p-c")] == [False, True, True]
    assert "Une ligne" in str(after["p-a"].segments)


real = room.read_sheet


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda root: add(root / "glossary.md", "Et même plus.\n"), 3),
        (lambda root: (root / "x/03-d.md").write_text(FRONT.replace("p-a", "p-d")), 4),
        (lambda root: (root / "x/images/a.svg").write_text(SVG.format(size=10)), 2),
        (lambda root: (root / "x/images/a.svg").unlink(), 2),
        (lambda root: add(root / "x/course.toml", "level = 2\n"), 0),
        (lambda root: (root / "y/01-c.md").unlink(), 2),
        (lambda root: (root / "x/01-a.md").touch(), 0),
    ],
)
def test_a_page_depends_on_tables_and_pictures(
    root: Path, trusting: None, change: Callable[[Path], object], count: int
) -> None:
    reader = Reader(root, DIRECTIVES)
    reader.load()
    change(root)
    assert reader.load() == load_courses(root, DIRECTIVES)
    assert reader.rendered == count


def test_a_page_of_a_moment_ago_is_opened_again(root: Path) -> None:
    reader = Reader(root, DIRECTIVES)
    reader.load()
    assert reader._sheets == {}


EDITS: dict[str, Callable[[Path, int], object]] = {
    "text": lambda root, n: add(root / "x/01-a.md", f"\nLigne {n}.\n"),
    "broken": lambda root, n: add(root / "x/02-b.md", f"\n[z](page:p-{n})\n"),
    "head": lambda root, n: (root / "y/01-c.md").write_text(f"rien {n}"),
    "back": lambda root, n: (root / "y/01-c.md").write_text(f"{FILES['y/01-c.md']}{n}"),
    "page": lambda root, n: (root / f"x/1{n}-e{n}.md").write_text(FRONT.replace("p-a", f"p-e{n}")),
    "less": lambda root, n: (root / f"x/1{n}-e{n}.md").unlink(missing_ok=True),
    "term": lambda root, n: add(root / "glossary.md", f"\n## mot {n}\n\nUn mot.\n"),
    "picture": lambda root, n: (root / "x/images/a.svg").write_text(SVG.format(size=10**n)),
    "course": lambda root, n: shutil.rmtree(root / "y") if (root / "y").exists() else None,
    "again": lambda root, n: write(root.parent, FILES),
}


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 4)), max_size=6))
def test_whatever_is_edited(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int]]
) -> None:
    root = write(tmp_path_factory.mktemp("edits"), FILES)
    reader = Reader(root, DIRECTIVES)
    reader.load()
    for name, number in edits:
        if (root / "y").exists() or name not in ("head", "back"):
            EDITS[name](root, number)
        assert reader.load() == load_courses(root, DIRECTIVES)
    shutil.rmtree(root.parent)


def test_a_checker_says_the_same_again(root: Path) -> None:
    checker = Checker(root, DIRECTIVES)
    library, found = checker.check(TODAY)
    assert {p.code for p in found} == {"nothing-to-do", "feedback-short"}
    assert checker.check(TODAY) == (library, found)
    add(root / "x/01-a.md", "\n[z](page:p-z)\n")
    assert "link-broken" in {p.code for p in checker.check(TODAY)[1]}


def test_the_collector_is_left_as_it_was() -> None:
    import gc

    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
