"""What a kind of question is: one folder, one ``Kind``, one line in the table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.directive import DirectiveSpec
from mooc.grading.verdict import Answer, Verdict

KINDS_FOLDER = Path(__file__).parent / "kinds"


@dataclass(frozen=True, slots=True)
class Kind:
    """``grade(spec, raw)`` raises ``BadAnswer``; ``public(spec)`` is what a browser may see
    before an answer; ``solution(spec)`` is a raw answer that earns full marks, for tests;
    ``mistakes(spec)`` are raw answers that do not, for an author who looks at what they get.

    ``directive`` is None for kinds that no Markdown block makes (exercises use them).
    """

    name: str
    title: str
    grade: Callable[[Any, Answer], Verdict]
    public: Callable[[Any], Mapping[str, Any]]
    directive: DirectiveSpec | None = None
    solution: Callable[[Any], Answer] | None = None
    mistakes: Callable[[Any], tuple[Answer, ...]] | None = None

    @property
    def folder(self) -> Path:
        """Where its form, feedback and cases are."""
        return KINDS_FOLDER / self.name


def option_id(block_id: str, text: str) -> str:
    """A stable id for an option. It depends on the option's text only, so it says nothing of
    which is right, and editing a feedback leaves stored answers readable."""
    return "o" + hashlib.sha256(f"{block_id}\n{text}".encode()).hexdigest()[:10]


def shuffled(block_id: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """A stable order that depends on the set of ids only, never on the order given."""
    return tuple(
        sorted(ids, key=lambda item: hashlib.sha256(f"{block_id}/{item}".encode()).digest())
    )
