"""What a piece of advice is: what it looks for, why, on which pages, and how to follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mooc.content.advice.prose import Prose
from mooc.content.model import Audience, Page, Role, Term
from mooc.content.problem import Problem

EVERY: frozenset[Role] = frozenset(("page", "placement", "final", "notes", "paper", "easy"))
# Pages that a learner reads: notes are for those who teach.
LEARNERS: frozenset[Role] = EVERY - {"notes"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the page. ``remarks``: where the course first says each one."""

    prose: Prose
    audience: Audience
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. ``name`` is the code of its problems; ``title`` and ``help`` are French
    and make docs/auteurs/conseils.md. ``whole``: it looks at other pages of the course, and not at
    this one's prose."""

    name: str
    title: str
    help: str
    run: Callable[[Page, Context], Iterable[Problem]]
    roles: frozenset[Role] = LEARNERS
    whole: bool = False


def warn(page: Page, line: int, message: str, hint: str, code: str) -> Problem:
    """A piece of advice: it never blocks."""
    return Problem(page.path, max(1, line), message, hint, "warning", code)
