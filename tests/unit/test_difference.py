"""What a change of the courses does to those who have begun: told from ids and hashes alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mooc.author.effects import effect, required
from mooc.content import Library, load_courses
from mooc.content.difference import Change, compare, from_json, snapshot
from mooc.grading import DIRECTIVES
from tests.own_courses import write_course, write_page

QUESTION = """
:::{{single-choice}}
:id: {id}
Vrai ?

- [x] Oui {id}

  {said}
- [ ] Non {id}

  Le contraire, {id}.
:::
"""


def question(name: str, said: str = "") -> str:
    return QUESTION.format(id=name, said=said or f"C’est {name}.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    courses = tmp_path / "courses"
    one = write_course(courses, "un", "tous")
    write_page(one, "01-a.md", "p-a", question("q-a") + question("q-b"), title="A")
    write_page(one, "02-b.md", "p-b", question("q-c"), title="B")
    write_course(courses, "deux", "tous")
    write_page(courses / "deux", "01-z.md", "p-z", "Rien.", title="Z")
    return courses


def read(root: Path) -> Library:
    return load_courses(root, DIRECTIVES)


def sorts(root: Path, before: Library) -> set[tuple[str, str]]:
    return {(c.sort, c.id) for c in compare(snapshot(before), snapshot(read(root)))}


def test_nothing_changed(root: Path) -> None:
    assert compare(snapshot(read(root)), snapshot(read(root))) == ()


def test_text_around_a_question_changes_nothing_for_learners(root: Path) -> None:
    before = read(root)
    write_page(root / "un", "01-a.md", "p-a", "Mieux dit.\n" + question("q-a") + question("q-b"))
    assert sorts(root, before) == set()


def test_each_sort_of_change(root: Path) -> None:
    before = read(root)
    edited = question("q-a", "Dit autrement.") + question("q-neuve")
    write_page(root / "un", "01-a.md", "p-a", edited, title="A")
    (root / "un" / "02-b.md").unlink()
    write_page(root / "deux", "02-b.md", "p-b", question("q-b"), title="B")
    (root / "deux" / "01-z.md").rename(root / "deux" / "01-zed.md")
    write_course(root, "trois", "tous")
    write_page(root / "trois", "01-t.md", "p-t", "Texte.", title="T")
    assert sorts(root, before) == {
        ("item-edited", "q-a"),
        ("item-added", "q-neuve"),
        ("item-moved", "q-b"),
        ("item-gone", "q-c"),
        ("page-moved", "p-b"),
        ("page-address", "p-z"),
        ("page-added", "p-t"),
        ("course-added", "trois"),
    }


def test_a_snapshot_is_read_back(root: Path) -> None:
    taken = snapshot(read(root))
    assert from_json(taken.to_json()) == taken
    for broken in ({}, {"courses": 1}, {"courses": {}, "pages": {"p": [1]}, "items": {}}):
        with pytest.raises(ValueError, match="snapshot"):
            from_json(broken)


def test_only_the_reading_path_is_required(root: Path) -> None:
    write_page(root / "un", "90-fin.md", "p-fin", question("q-fin"), role="final")
    assert set(required(snapshot(read(root)), "un")) == {"q-a", "q-b", "q-c"}


def test_a_loss_is_grave_only_when_someone_answered(app) -> None:  # type: ignore[no-untyped-def]
    gone = Change("item-gone", "q-a", "un", "A", "single_choice")
    with app.test_request_context():
        assert effect(gone, {"q-a": 3}).grave and effect(gone, {"q-a": 3}).learners == 3
        assert not effect(gone, {}).grave


def test_a_page_beside_the_path_asks_nothing_more(app, root: Path) -> None:  # type: ignore[no-untyped-def]
    before = read(root)
    write_page(root / "un", "90-fin.md", "p-fin", question("q-fin"), role="final")
    write_page(root / "un", "03-c.md", "p-c", question("q-d"), title="C")
    changes = compare(snapshot(before), snapshot(read(root)))
    with app.test_request_context():
        does = {change.id: effect(change, {}).does for change in changes}
    assert does["p-fin"] == does["q-fin"] == "Elle est hors du parcours : rien de plus à faire."
    assert "de plus à faire" in does["p-c"] and "redevient" in does["q-d"]
