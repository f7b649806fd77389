"""What ``mooc check`` advises authors, beside what it refuses: style, feedback, sources, weight.

One rule a file; the order below is that of docs/auteurs/conseils.md. Advice warns, it never
blocks. Pure, as the rest of the room.
"""

from __future__ import annotations

from mooc.content.advice import (
    acronyms,
    doing,
    feedback,
    length,
    readability,
    sources,
    vocabulary,
    voice,
    weight,
)
from mooc.content.advice.rule import Context, Rule

RULES: tuple[Rule, ...] = (
    readability.RULE,
    length.RULE,
    vocabulary.BANNED,
    vocabulary.GLOSS,
    acronyms.RULE,
    voice.RULE,
    doing.RULE,
    feedback.SHORT,
    feedback.ALONE,
    feedback.REPEATED,
    sources.RULE,
    weight.RULE,
)

__all__ = ["RULES", "Context", "Rule"]
