"""The lab as its author wrote it (``lab.toml``), with its people drawn."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.grading.kinds.thresholds.metrics import Goals, Outcome, outcome
from mooc.grading.kinds.thresholds.sample import GroupModel, Sample, draw, hidden_seed


class BadLab(ValueError):
    """The lab's file cannot be used; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to the question; ``feedback`` is shown after answering only."""

    id: str
    text: str
    feedback: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    options: tuple[Option, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Spec:
    """A two-threshold lab. ``hidden`` must never be sent."""

    exercise: str
    version: int
    title: str
    aim: str
    minutes: int
    story: tuple[str, ...]
    data: str
    caution: str
    teacher: tuple[str, ...]
    groups: tuple[GroupModel, GroupModel]
    practice: Sample
    hidden: Sample
    goals: Goals
    margins: Goals
    question: Question
    single: int
    hash: str

    @property
    def aids(self) -> int:
        """How many aids the budget pays for on the practice set."""
        return self.goals.budget * self.under(0, 0)[2].size // 100

    def under(self, first: int, second: int) -> tuple[Outcome, Outcome, Outcome]:
        """Outcomes on the practice set: first group, second group, both."""
        return both(self.practice, first, second)


def both(sample: Sample, first: int, second: int) -> tuple[Outcome, Outcome, Outcome]:
    """Outcomes of two thresholds on *sample*: first group, second group, both."""
    one, two = outcome(sample[0], first), outcome(sample[1], second)
    return one, two, one + two


def best_single(sample: Sample, goals: Goals) -> int:
    """The one threshold that serves most people in need within the budget; the highest if tied."""
    totals = {t: both(sample, t, t)[2] for t in range(101)}
    within = [t for t, of in totals.items() if 100 * of.helped <= goals.budget * of.size]
    return max(within, key=lambda t: (totals[t].served, t))


def load(path: Path, secret: str) -> Spec:
    """The lab of an exercise's ``lab.toml``; *secret* draws the hidden people.

    Raises :class:`BadLab` naming the file when it does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return parse(tomllib.loads(text), path.parent.name, secret)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, BadLab) as error:
        raise BadLab(f"{path.name} : {error}") from error


def parse(table: Mapping[str, Any], exercise: str, secret: str) -> Spec:
    """Build a :class:`Spec` from the parsed file, or raise :class:`BadLab`."""
    try:
        return _parse(table, exercise, secret)
    except KeyError as error:
        raise BadLab(f"il manque {error.args[0]!r}") from error
    except (TypeError, ValueError) as error:
        raise BadLab(str(error)) from error


def _parse(table: Mapping[str, Any], exercise: str, secret: str) -> Spec:
    version = int(table["version"])
    groups = tuple(GroupModel(**group) for group in table["groups"])
    if len(groups) != 2:
        raise BadLab("il faut deux [[groups]], pas plus, pas moins")
    hidden, goals = table["hidden"], _goals(table["goals"])
    practice = _people(groups, table["practice"]["size"], table["practice"]["seed"].encode())
    return Spec(
        exercise=exercise,
        version=version,
        title=table["title"],
        aim=table["aim"],
        minutes=int(table["minutes"]),
        story=tuple(table["story"]),
        data=table["data"],
        caution=table["caution"],
        teacher=tuple(table["teacher"]),
        groups=groups,
        practice=practice,
        hidden=_people(groups, hidden["size"], hidden_seed(secret, exercise, version)),
        goals=goals,
        margins=_goals(table["margins"]),
        question=_question(table["question"]),
        single=best_single(practice, goals),
        hash=hashlib.sha256(repr(sorted(table.items())).encode()).hexdigest()[:16],
    )


def _people(groups: tuple[GroupModel, GroupModel], size: int, seed: bytes) -> Sample:
    if not 10 <= size <= 5000:
        raise BadLab(f"size = {size} : écrivez un nombre de 10 à 5000")
    sample = draw(groups, size, seed)
    if not all(group.in_need and group.others for group in sample):
        raise BadLab("chaque groupe doit avoir des personnes avec et sans besoin")
    return sample


def _goals(table: Mapping[str, Any]) -> Goals:
    goals = Goals(**table)
    if not all(0 <= value <= 100 for value in (goals.budget, goals.reach, goals.gap)):
        raise BadLab("[goals] et [margins] : des nombres de 0 à 100")
    return goals


def _question(table: Mapping[str, Any]) -> Question:
    options = tuple(Option(**option) for option in table["options"])
    ids = [option.id for option in options]
    if len(set(ids)) != len(ids) or table["right"] not in ids:
        raise BadLab("[question] : right doit nommer une option, et chaque id être unique")
    return Question(table["text"], options, table["right"])
