"""What a reader of another format hands over: texts, questions, and what it could not take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Way = Literal["single-choice", "multiple-choice", "numeric", "short-text", "matching", "ordering"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a question's list. ``text`` is what follows its box; ``feedback`` Markdown.

    ``text`` is Markdown, except for numbers and short texts, which are compared as they stand. A
    pair to match is written ``left => right``.
    """

    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question. The last paragraph of ``stem`` is the question, the rest its context."""

    way: Way
    name: str
    stem: str
    choices: tuple[Choice, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown between two questions, already ours."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """Something of the source that is not in the page, or (``kept``) is there changed."""

    line: int
    message: str
    kept: bool = False

    def __str__(self) -> str:
        return f"{'changé' if self.kept else 'non repris'} : {self.message}"


@dataclass(slots=True)
class Draft:
    """A page being made. ``found`` counts the questions seen in the source, taken or not."""

    title: str = ""
    summary: str = ""
    parts: list[Question | Text] = field(default_factory=list)
    losses: dict[Loss, None] = field(default_factory=dict)
    found: int = 0

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions taken."""
        return tuple(part for part in self.parts if isinstance(part, Question))

    def lose(self, line: int, message: str) -> None:
        """Tell of something not taken, once a line."""
        self.losses[Loss(line, message)] = None

    def change(self, line: int, message: str) -> None:
        """Tell of something taken, but not as it was."""
        self.losses[Loss(line, message, kept=True)] = None
