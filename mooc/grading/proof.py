"""An exercise proves itself: its right answers pass, its wrong ones fail for their reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_code import load_code, wrong_names
from mooc.grading.exercise_file import load_exercise
from mooc.grading.kinds.predictions.handed import read_handed
from mooc.grading.kinds.predictions.hidden import Hidden, from_generator, smallest_cell
from mooc.grading.kinds.predictions.kind import grade
from mooc.grading.kinds.predictions.sets import dressed
from mooc.grading.verdict import BadAnswer
from sudia.table import as_column

ENOUGH = 0.99
UNREADABLE = "bad-answer"  # the reason of a hand-in that is refused, not judged


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sets were drawn, how many times each answer was judged as it should be (right ones
    passed, wrong ones failed by their ``REASON``), and the smallest hidden cell met."""

    draws: int
    as_expected: Mapping[str, int]
    smallest: int

    def __add__(self, other: Tally) -> Tally:
        names = sorted(set(self.as_expected) | set(other.as_expected))
        counts = {n: self.as_expected.get(n, 0) + other.as_expected.get(n, 0) for n in names}
        return Tally(self.draws + other.draws, counts, min(self.smallest, other.smallest))


def tally(folder: Path, numbers: Iterable[int]) -> Tally:
    """Draw a set for each number and judge every answer of the folder on it."""
    exercise, _ = load_exercise(folder)
    if exercise is None:
        raise ValueError(f"{folder} is not an exercise")
    total = Tally(0, {}, 10**9)
    for number in numbers:
        total += _draw_and_judge(exercise, hashlib.sha256(f"proof {number}".encode()).digest())
    return total


def prove(exercise: Exercise, draws: int = 20) -> tuple[Problem, ...]:
    """Problems of the answers and of the generator, judged on a few draws; tests make many.

    With few draws one miss is already too many: a share of 99 % is judged by the tests.
    """
    try:
        found = tally(exercise.folder, range(draws))
    except Exception as error:
        # The author's code may fail in any way: say it like any other problem of the folder.
        message = f"un programme de l’exercice échoue : {type(error).__name__} : {error}"
        return (Problem(str(exercise.folder), 1, message, code="exercise-code"),)
    problems = list(_reasons(exercise))
    for name, count in found.as_expected.items():
        if count < draws:
            path = exercise.folder / f"{name.replace('.', '/')}.py"
            message = f"cette réponse n’est jugée comme prévu que {count} fois sur {draws}"
            problems.append(Problem(str(path), 1, message, code="exercise-answer"))
    if found.smallest < exercise.task.spec.rows_min:
        where = " dans le plus petit groupe" if exercise.task.spec.gap else ""
        message = f"seulement {found.smallest} lignes cachées pour le verdict{where}"
        hint = f"il en faut {exercise.task.spec.rows_min}"
        problems.append(Problem(str(exercise.folder / "generator.py"), 1, message, hint))
    return tuple(problems)


def _reasons(exercise: Exercise) -> Iterable[Problem]:
    """A wrong answer whose REASON names no criterion could never fail for it."""
    known = {*exercise.task.spec.criteria, UNREADABLE}
    for name in wrong_names(exercise.folder):
        reason = getattr(load_code(exercise.folder, name), "REASON", None)
        if reason not in known:
            path = exercise.folder / f"{name.replace('.', '/')}.py"
            message = f"REASON : « {str(reason)[:40]} » n’est pas un critère de l’exercice"
            hint = f"connus : {', '.join(sorted(known))}"
            yield Problem(str(path), 1, message, hint, code="exercise-answer")


def _draw_and_judge(exercise: Exercise, seed: bytes) -> Tally:
    made = load_code(exercise.folder, "generator").generate(seed)
    spec, public = exercise.task.spec, _as_arrays(dressed(exercise, made["public"]))
    hidden = from_generator(made["hidden"], seed, spec)
    counts: dict[str, int] = {}
    for name, answer in load_code(exercise.folder, "reference").ANSWERS.items():
        counts[f"reference.{name}"] = int(not _failed(exercise, hidden, answer(public)))
    for name in wrong_names(exercise.folder):
        module = load_code(exercise.folder, name)
        counts[name] = int(module.REASON in _failed(exercise, hidden, module.answer(public)))
    return Tally(1, counts, smallest_cell(hidden, spec))


def _failed(exercise: Exercise, hidden: Hidden, sent: Mapping[str, Any]) -> set[str]:
    """The criteria that this hand-in fails; only UNREADABLE when it cannot be read."""
    spec = exercise.task.spec
    try:
        verdict = grade(spec, hidden, read_handed(sent, hidden, spec))
    except BadAnswer:
        return {UNREADABLE}
    return {name for name, reached in verdict.details["criteria"].items() if not reached}


def _as_arrays(public: Mapping[str, Any]) -> dict[str, Any]:
    """Lists turned into arrays once, instead of once for each answer."""
    tables = {t: {k: as_column(v) for k, v in public[t].items()} for t in ("train", "test")}
    return dict(public) | tables
