"""What grading says: a verdict, or why an answer could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Trust = Literal["server", "client"]
# What a form or stored answer is made of: field name → values.
Answer = Mapping[str, Any]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Feedback:
    """A remark on one option (``target`` is its id) or on the whole answer (``""``)."""

    target: str
    html: str
    correct: bool | None
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``score`` from 0 to 1. ``trust`` says who computed it: ``client`` counts for practice."""

    score: float
    feedback: tuple[Feedback, ...]
    trust: Trust = "server"
    details: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    @property
    def passed(self) -> bool:
        """Full marks, unless the kind says otherwise in ``details["passed"]``."""
        return bool(self.details.get("passed", self.score >= 1))

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The false ideas that this answer shows, each once."""
        tags = (item.misconception for item in self.feedback if item.misconception)
        return tuple(dict.fromkeys(tags))

    def on(self, target: str) -> Feedback | None:
        """The remark on an option, or None."""
        return next((item for item in self.feedback if item.target == target), None)


class BadAnswer(Exception):
    """An answer that cannot be graded. ``message`` is French; ``field`` names the input."""

    def __init__(self, message: str, field: str = "answer") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def values(raw: Answer, name: str) -> tuple[str, ...]:
    """The values of a field, whether the form gave a list or a JSON body gave one text."""
    found: Any = raw.get(name, ()) if isinstance(raw, Mapping) else ()
    if isinstance(found, str):
        return (found,)
    if isinstance(found, int | float) and not isinstance(found, bool):
        return (str(found),)
    if not isinstance(found, Sequence) or isinstance(found, bytes):
        return ()
    if len(found) > 200:
        raise BadAnswer("Cette réponse contient trop d’éléments.", name)
    return tuple(str(item)[:2_000] for item in found)


def only(raw: Answer, name: str) -> str:
    """The one value of a field, or ``""`` when it is absent."""
    found = values(raw, name)
    if len(found) > 1:
        raise BadAnswer("Donnez une seule réponse.", name)
    return found[0] if found else ""
