"""The benchmark of ``mooc check`` measures pages that are right, and one that changes."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from mooc.bench import check as bench
from mooc.content import incremental, load_courses
from mooc.grading import DIRECTIVES
from tests.unit.test_content_check import FRONT, GOOD, question, write

PAGE = FRONT + question(GOOD.replace("Bien.", "Bien vu !")) + "\n[b](page:p-a#q-1)\n"


def test_its_library_has_no_problem_and_is_drawn_the_same(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"x/01-a.md": PAGE, "x/images/a.txt": ""})
    one, two = (
        bench.make_library(source, tmp_path / name / "courses", 60, seed=3) for name in "ab"
    )
    assert len(one) == 60 and [p.read_bytes() for p in one] == [p.read_bytes() for p in two]
    library = load_courses(tmp_path / "a/courses", DIRECTIVES)
    assert library.problems == ()
    assert sum(len(course.pages) for course in library.courses) == 60
    assert "Bien vu (1-1) !" in one[1].read_text(encoding="utf-8")


def test_it_measures_and_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "YOUNG", 0)
    monkeypatch.setattr(incremental, "YOUNG", -(10**18))
    root = tmp_path / "courses"
    paths = bench.make_library(write(tmp_path / "s", {"x/01-a.md": PAGE}), root, 20, seed=3)
    found = bench.measure(root, paths, frozenset(), rounds=3)
    assert [len(times) for times in found.values()] == [3, 3, 3]
    bench.report(found, len(paths), 3)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "20 pages, médiane de 3 tours :"
    assert [line.split("  ")[1] for line in lines[1:]] == list(found)
    assert lines[1].endswith("ratio 1.00")


def test_it_refuses_courses_with_errors(tmp_path: Path) -> None:
    root = write(tmp_path, {"x/01-a.md": PAGE.replace("p-a#", "p-z#")})
    with pytest.raises(click.ClickException, match="erreurs"):
        bench.measure(root, [root / "x/01-a.md"], frozenset(), 1)
