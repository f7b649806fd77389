"""``mooc check``: every problem of courses, exercises, challenges and the directory."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mooc.challenges.challenge_file import load_challenges
from mooc.content import Library, Problem
from mooc.content.check import Checker
from mooc.content.problem import nearest
from mooc.directory import reading as directory
from mooc.grading import DIRECTIVES
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_file import load_exercises
from mooc.grading.lab_file import line_of
from mooc.grading.lab_file import problems as lab_problems
from mooc.grading.proof import prove
from mooc.settings import ROOT, Settings

# Sets drawn for each Python exercise: enough to see a broken answer; tests draw a thousand.
DRAWS = 4


def check_all(settings: Settings, paths: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """All problems, or those of the files and folders named, sorted by file and line."""
    exercises, problems = load_exercises(settings.exercises_dir)
    today = date.today()
    checker = Checker(settings.courses_dir, DIRECTIVES, set(exercises))
    library, courses = checker.check(today)
    found = [*problems, *courses]
    wanted = [path.resolve() for path in paths]
    found += directory.check(settings.courses_dir, library.audiences, today)
    found += references(exercises.values(), library)
    found += untreated(settings.courses_dir, exercises, library)
    found += challenge_problems(settings.challenge_rules_dir, exercises, library)
    for folder in sorted(path.parent for path in settings.exercises_dir.glob("*/exercise.toml")):
        if wanted and not _touches(folder.resolve(), wanted):
            continue
        found += lab_problems(folder) if (folder / "lab.toml").is_file() else ()
        exercise = exercises.get(folder.name)
        found += prove(exercise, DRAWS) if exercise and exercise.python else ()
    if paths:
        # Paths are said from the folder that holds the courses, or from the project's.
        bases = (settings.courses_dir.parent, settings.exercises_dir.parent, ROOT)
        found = [p for p in found if any(_is_below((b / p.path).resolve(), wanted) for b in bases)]
    base = settings.exercises_dir.parent
    shown = {replace(p, path=_shorter(p.path, base)) for p in found}
    return tuple(sorted(shown, key=lambda p: (p.path, p.line, p.message)))


def _shorter(path: str, base: Path) -> str:
    """*path* from the folder that holds the exercises, when it is below it."""
    below = Path(path).is_absolute() and base in Path(path).parents
    return Path(path).relative_to(base).as_posix() if below else path


def references(exercises: Iterable[Exercise], library: Library) -> Iterator[Problem]:
    """Audiences, false ideas, pages and exercises that an exercise names and nobody knows."""
    known = tuple(exercises)
    pages = {page.id for course in library.courses for page in course.pages}
    tables: Mapping[str, Collection[str]] = {
        "audiences": library.audiences,
        "remedies": library.misconceptions,
        "prerequisites": pages | {e.id for e in known},
    }
    for exercise in known:
        for key, table in tables.items():
            for name in getattr(exercise, key):
                if name not in table:
                    yield _unknown(exercise, key, name, table)


def untreated(root: Path, exercises: Mapping[str, Exercise], library: Library) -> Iterator[Problem]:
    """False ideas whose lab does not exist, or that no lab treats yet."""
    path = root / "misconceptions.toml"
    for idea in library.misconceptions.values():
        if idea.remedy_lab in exercises:
            continue
        line = line_of(path, idea.tag)
        if idea.remedy_lab:
            message = f"idée fausse {idea.tag} : exercice inconnu : {idea.remedy_lab[:60]}"
            hint = nearest(idea.remedy_lab, exercises)
            yield Problem(str(path), line, message, hint, code="misconception")
        else:
            message = f"idée fausse {idea.tag} : aucun exercice ne la défait"
            hint = "donnez le nom d’un exercice dans remedy_lab"
            yield Problem(str(path), line, message, hint, "warning", "misconception")


def challenge_problems(
    root: Path, exercises: Mapping[str, Exercise], library: Library
) -> Iterator[Problem]:
    """Problems of the challenges' files, and audiences that nobody knows."""
    challenges, problems = load_challenges(root, exercises)
    yield from problems
    for slug, challenge in challenges.items():
        path = root / slug / "challenge.toml"
        for name in challenge.audiences:
            if name not in library.audiences:
                message = f"« audiences » : « {name[:60]} » n’existe pas"
                hint = nearest(name, library.audiences)
                line = line_of(path, "audiences")
                yield Problem(str(path), line, message, hint, code="challenge")


def _unknown(exercise: Exercise, key: str, name: str, table: Collection[str]) -> Problem:
    path = exercise.folder / "exercise.toml"
    message = f"« {key} » : « {re.sub(r'[^ -~À-ÿ]', '?', name)[:60]} » n’existe pas"
    return Problem(str(path), line_of(path, key), message, nearest(name, table), code="exercise")


def _touches(folder: Path, wanted: Sequence[Path]) -> bool:
    return any(_is_below(folder, [path]) or _is_below(path, [folder]) for path in wanted)


def _is_below(path: Path, wanted: Sequence[Path]) -> bool:
    return any(path == w or w in path.parents for w in wanted)
