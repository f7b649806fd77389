"""``mooc check``: every problem of every course and exercise, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mooc.content import Problem
from mooc.content.check import check
from mooc.grading import DIRECTIVES
from mooc.grading.exercise_file import load_exercises
from mooc.grading.lab_file import problems as lab_problems
from mooc.settings import ROOT, Settings


def check_all(settings: Settings, paths: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """All problems, or those of the files and folders named, sorted by file and line."""
    exercises, problems = load_exercises(settings.exercises_dir)
    today = date.today()
    found = [*problems, *check(settings.courses_dir, DIRECTIVES, today, exercises=set(exercises))]
    for lab in sorted(settings.exercises_dir.glob("*/lab.toml")):
        found += lab_problems(lab.parent)
    if paths:
        wanted = [path.resolve() for path in paths]
        # Paths are said from the folder that holds the courses, or from the project's.
        bases = (settings.courses_dir.parent, settings.exercises_dir.parent, ROOT)
        found = [p for p in found if any(_is_below((b / p.path).resolve(), wanted) for b in bases)]
    return tuple(sorted(found, key=lambda p: (p.path, p.line, p.message)))


def _is_below(path: Path, wanted: Sequence[Path]) -> bool:
    return any(path == w or w in path.parents for w in wanted)
