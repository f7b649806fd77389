"""Two processes do what one does."""

from __future__ import annotations

import os
import threading

import pytest

from mooc.content import load_courses, parallel
from mooc.content.advice.advise import Adviser
from mooc.content.incremental import Reader
from mooc.grading import DIRECTIVES
from mooc.settings import ROOT

# Python tells of copies of a process with threads; those of pytest and of BLAS wait for nobody.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for any number of things, whatever pytest's own threads do."""
    monkeypatch.setattr(parallel, "MANY", 0)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)


def test_results_come_in_order_from_other_processes(eager: None) -> None:
    found = parallel.spread(lambda n: (n * n, os.getpid()), range(100))
    assert [square for square, _ in found] == [n * n for n in range(100)]
    assert os.getpid() not in {process for _, process in found}


def test_what_fails_there_fails_here(eager: None) -> None:
    with pytest.raises(ZeroDivisionError):
        parallel.spread(lambda n: 1 // n, [1, 0])


def test_few_things_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(parallel.spread(lambda n: os.getpid(), range(9))) == {os.getpid()}
    monkeypatch.setattr(parallel, "MANY", 0)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    assert set(parallel.spread(lambda n: os.getpid(), range(9))) == {os.getpid()}
    done.set()
    other.join()


def test_our_courses_are_the_same(eager: None, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(ROOT / "courses", DIRECTIVES, hurried=True)
    found = reader.load()
    assert found == load_courses(ROOT / "courses", DIRECTIVES)
    assert reader.rendered == sum(len(course.all_pages) for course in found.courses)
    advice = Adviser().advise(found)
    monkeypatch.setattr(parallel, "MANY", 10**9)
    assert advice == Adviser().advise(found)
