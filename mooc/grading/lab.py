"""A no-code lab: what every lab has, and what a kind of lab brings.

A lab is ``exercises/<slug>/lab.toml`` plus a kind. The kind is shared (``kind = "cases"``, a folder
of ``grading/labs/``) or the folder's own (``lab.py`` with a ``KIND``): a new lab is then one folder
and no other line. Everything here is pure: an answer is the raw fields of a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem
from mooc.grading.lab_card import Trained
from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only

# The field of the understanding question; a kind names its own fields otherwise.
QUESTION = "comprendre"


class BadLab(ValueError):
    """A lab's file cannot be used. The message is French; ``key`` helps to find the line.

    ``problems`` says all of them, when whoever read the file knows more than the first.
    """

    def __init__(
        self,
        message: str,
        key: str = "",
        path: Path | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(message)
        self.key = key
        self.path = path
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to the question; ``feedback`` is shown after answering only."""

    id: str
    text: str
    feedback: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Checks that the idea was understood, not only that the goal was reached."""

    text: str
    options: tuple[Option, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lab is read: its folder, its slug, and the server's secret for hidden draws."""

    slug: str
    folder: Path
    secret: str


@dataclass(frozen=True, slots=True)
class Play:
    """A way to play, for the tests: ``told`` is the strategy that the verdict must name."""

    name: str
    answer: Answer
    passes: bool
    told: str


@dataclass(frozen=True, slots=True)
class LabOption:
    """A key of lab.toml that a kind reads: its type in words and its help, for authors."""

    type: str
    help: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class LabKind:
    """``parse`` reads the kind's own keys (raises BadLab) into a frozen value, *own* below.

    ``fields(own)`` names the form's fields; ``view(own, fields)`` is all that the page shows
    before an answer (raises BadAnswer when *fields* cannot be read; nothing hidden may be in it:
    its ``data`` entry is sent to the script); ``grade(own, raw)`` judges raw fields and says
    ``details["strategy"]``. ``plays(own)`` are whole right and naive ways, without the question.
    ``tries`` are fields that only trying has (a preset's button): ``view`` sees them, no answer
    keeps them. ``folder`` holds ``lab.html`` (and ``feedback.html`` when the common one does not
    do); ``lab.js`` and ``lab.css`` are in its ``web``. ``trained(own, raw)`` tells the model of an
    answer, for its card, when the lab trains one.
    """

    name: str
    title: str
    parse: Callable[[Mapping[str, Any], Place], Any]
    fields: Callable[[Any], tuple[str, ...]]
    view: Callable[[Any, Answer], Mapping[str, Any]]
    grade: Callable[[Any, Answer], Verdict]
    plays: Callable[[Any], tuple[Play, ...]]
    folder: Path
    options: Mapping[str, LabOption] = field(default_factory=dict)
    tries: tuple[str, ...] = ()
    trained: Callable[[Any, Answer], Trained | None] = lambda own, raw: None
    check: Callable[[Any, Place], Iterable[Problem]] = lambda own, place: ()


@dataclass(frozen=True, slots=True)
class Lab:
    """A lab as read. ``own`` is the kind's part; ``hash`` changes with anything that is judged."""

    slug: str
    kind: LabKind
    version: int
    title: str
    aim: str
    minutes: int
    story: tuple[str, ...]
    data: str
    caution: str
    teacher: tuple[str, ...]
    question: Question | None
    own: Any
    hash: str
    folder: Path

    @property
    def item(self) -> str:
        """The id under which its progress is kept."""
        return f"exercise.{self.slug}.lab"

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that an answer may have."""
        asked = (QUESTION,) if self.question else ()
        return (*self.kind.fields(self.own), *asked)

    @property
    def plays(self) -> tuple[Play, ...]:
        """The kind's plays, with the question answered right."""
        given = {QUESTION: [self.question.right]} if self.question else {}
        return tuple(
            Play(p.name, {**p.answer, **given}, p.passes, p.told) for p in self.kind.plays(self.own)
        )


def grade_lab(lab: Lab, raw: Answer) -> Verdict:
    """The kind's verdict and the question's, as one. Passing asks for both."""
    # In the order of the page: the first field that cannot be read is the one to name.
    verdict = lab.kind.grade(lab.own, raw)
    chosen = _chosen(lab, raw)
    if chosen is None or lab.question is None:
        return verdict
    right = chosen.id == lab.question.right
    remark = Feedback(QUESTION, f"<p>{escape(chosen.feedback)}</p>", right, chosen.misconception)
    parts = int(verdict.details.get("parts", 1))
    return Verdict(
        score=(verdict.score * parts + right) / (parts + 1),
        feedback=(*verdict.feedback, remark),
        trust=verdict.trust,
        details={**verdict.details, "passed": verdict.passed and right, "goal": verdict.passed},
    )


def _chosen(lab: Lab, raw: Answer) -> Option | None:
    if lab.question is None:
        return None
    given = only(raw, QUESTION)
    found = next((o for o in lab.question.options if o.id == given), None)
    if found is None:
        raise BadAnswer("Choisissez une réponse à la question du bas.", QUESTION)
    return found
