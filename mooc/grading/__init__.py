"""An answer → a verdict. Pure: no request, no database."""

from __future__ import annotations

from typing import Any

from mooc.grading.kinds import KINDS
from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict

# What authors may write to make a question; the app joins them to content's own blocks.
DIRECTIVES = tuple(kind.directive for kind in KINDS.values() if kind.directive is not None)


def grade(kind: str, spec: Any, raw: Answer) -> Verdict:
    """Grade a raw answer (form fields or JSON). Raises ``BadAnswer`` with a French message,
    ``KeyError`` for a kind that is not in the table."""
    return KINDS[kind].grade(spec, raw)


__all__ = ["DIRECTIVES", "KINDS", "Answer", "BadAnswer", "Feedback", "Verdict", "grade"]
