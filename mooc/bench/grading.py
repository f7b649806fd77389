"""``mooc bench grading``: hand-ins graded a second on one core, against the bare cost in numpy of
the same measures on the same arrays.

Seconds are those of the processor, so that other work on the machine counts little. Three lines for
a hand-in in Python: the measures alone (the floor); the text read and judged; the whole, kept and
counted in a database (rolled back each time: waiting for the disk is no work of a core). A lab is
judged from its form; its floor is the form read.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlencode

import click
import numpy as np
from sqlalchemy.orm import Session

from mooc.accounts.current import new_learner
from mooc.attempts.hand_in import hand_in
from mooc.attempts.issue import issue
from mooc.bench.measure import ratios
from mooc.bench.python import choose
from mooc.db import make_engine, utcnow
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_code import load_code
from mooc.grading.kinds.predictions.handed import read_handed
from mooc.grading.kinds.predictions.hidden import Hidden, from_generator
from mooc.grading.kinds.predictions.kind import grade
from mooc.grading.kinds.predictions.pack import pack, unpack
from mooc.grading.kinds.predictions.sets import dressed
from mooc.grading.kinds.predictions.spec import Spec
from mooc.grading.lab import grade_lab
from mooc.grading.lab_file import load_lab
from mooc.schema import upgrade
from mooc.settings import Settings

SEED = hashlib.sha256(b"bench grading").digest()
ENOUGH = 0.3  # seconds of processor for one figure

Step = Callable[[], object]


def run(settings: Settings, rounds: int, slug: str) -> None:
    """Measure and print, a table an exercise."""
    for exercise in choose(settings, slug):
        if exercise.python is not None:
            with kept(exercise, settings) as whole:
                steps = python_steps(exercise) | {"judged and kept": whole}
                _show(f"{exercise.slug}, Python", steps, rounds)
        if "lab" in exercise.tiers:
            _show(f"{exercise.slug}, lab", lab_steps(exercise, settings), rounds)


def python_steps(exercise: Exercise) -> dict[str, Step]:
    """What one core does for a hand-in of the reference answer; the first is the floor."""
    spec = exercise.task.spec
    made = load_code(exercise.folder, "generator").generate(SEED)
    hidden = from_generator(made["hidden"], SEED, spec)
    sent = json.dumps(answered(exercise, dressed(exercise, made["public"])))
    packed = pack(hidden)
    handed = read_handed(json.loads(sent), hidden, spec)

    def judged() -> object:
        stored = unpack(packed)
        return grade(spec, stored, read_handed(json.loads(sent), stored, spec))

    return {
        "metrics alone, in numpy": lambda: bare(spec, hidden, handed.predictions),
        "text read and judged": judged,
    }


@contextmanager
def kept(exercise: Exercise, settings: Settings) -> Iterator[Step]:
    """The whole hand-in of someone who has a set, on a database of its own."""
    with TemporaryDirectory() as name:
        url = f"sqlite:///{name}/mooc.sqlite3"
        own = replace(settings, var_dir=Path(name), database_url=url)
        upgrade(own)
        engine = make_engine(own)
        with Session(engine) as session:
            learner = new_learner(session)
            public = issue(session, exercise, learner, "bench")
            session.commit()
            sent = json.dumps(answered(exercise, public) | {"issue": public["issue"]})

            def whole() -> object:
                result = hand_in(session, exercise, learner, json.loads(sent), utcnow())
                session.rollback()
                return result

            yield whole
        engine.dispose()


def answered(exercise: Exercise, public: Mapping[str, Any]) -> dict[str, Any]:
    """What the first reference answer hands in for *public*."""
    tables = {t: {k: np.asarray(v) for k, v in public[t].items()} for t in ("train", "test")}
    answer = next(iter(load_code(exercise.folder, "reference").ANSWERS.values()))
    sent = answer(dict(public) | tables)
    return {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in sent.items()}


def lab_steps(exercise: Exercise, settings: Settings) -> dict[str, Step]:
    """What one core does for the answer of a lab's good play."""
    lab = load_lab(exercise.folder, settings.data_secret)
    play = next(p for p in lab.plays if p.passes)
    body = urlencode({name: play.answer[name] for name in play.answer}, doseq=True)
    return {
        "form read": lambda: parse_qs(body),
        "form read and judged": lambda: grade_lab(lab, {**play.answer, **parse_qs(body)}),
    }


def bare(spec: Spec, hidden: Hidden, predictions: Any) -> list[float]:
    """The figures that a verdict needs, on both parts of the rows, and nothing else: no interval,
    no text, no check."""
    found: list[float] = []
    for rows in (hidden.verdict, hidden.scored & ~hidden.verdict):
        y, p, g = hidden.labels[rows], predictions[rows], hidden.groups[rows]
        if spec.task == "number":
            found.append(float(np.abs(y - p).mean()))
            continue
        found.append(float((y == p).mean()))
        if spec.costs:
            missed, alarms = ((y == 1) & (p == 0)).sum(), ((y == 0) & (p == 1)).sum()
            cost = missed * spec.costs.missed + alarms * spec.costs.false_alarm
            found.append(float(100 * cost / len(y)))
        if spec.gap and spec.groups:
            found.append(_gap(y, p, g, len(spec.groups.codes)))
    if spec.quantity.kind == "selection-gap":
        shares = [
            float(predictions[hidden.groups == code].mean()) for code in np.unique(hidden.groups)
        ]
        found.append(max(shares) - min(shares))
    twins = np.flatnonzero(~hidden.scored)
    if len(twins):
        pairs = predictions[twins[np.argsort(hidden.pairs[twins], kind="stable")]]
        found.append(float((pairs[0::2] != pairs[1::2]).mean()))
    return found


def _gap(y: Any, p: Any, g: Any, groups: int) -> float:
    rates = [
        [float(p[(g == group) & (y == label)].mean()) for group in range(groups)]
        for label in (0, 1)
    ]
    return max(max(row) - min(row) for row in rates)


def _show(title: str, steps: Mapping[str, Step], rounds: int) -> None:
    """Rounds go through the steps in turn: each ratio compares neighbours in time."""
    rates: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            rates[name].append(_rate(step))
    floor = next(iter(rates.values()))
    click.echo(title)
    for name, found in rates.items():
        ratio = "" if found is floor else f"  ratio {median(ratios(found, floor)):.2f}"
        click.echo(f"  {name:<32}{median(found):>10.0f} a second{ratio}")


def _rate(step: Step) -> float:
    """Times a second of processor."""
    step()
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < ENOUGH:
        step()
        count += 1
    return count / spent
