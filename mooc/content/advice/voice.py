"""« tu » or « vous »: one of them, and that of the audience."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mooc.content.advice.prose import Paragraph, Place
from mooc.content.advice.rule import LEARNERS, Context, Rule, warn
from mooc.content.advice.sentences import unquoted
from mooc.content.model import Page, Voice
from mooc.content.problem import Problem

# An answer is often what someone says; a quotation always is.
READ: tuple[Place, ...] = ("text", "heading", "title", "question", "feedback", "claim", "caption")
# Both patterns begin with a letter, which makes them quick; what stands before is looked at next.
TU = re.compile(r"\b[Tt](?:(?:u|e|oi|a|es|iens?|iennes?)(?!\w)|on(?= \w)|(?=’[aeéèêiouyh]))")
VOUS = re.compile(r"\b(?:[Vv](?:ous|otre|os|ôtres?)(?!\w)|[A-ZÉÈÊ][a-zà-ÿœ]+ez\b)")
# « d’un ton sec » holds a noun.
NOUN = re.compile(r"(?:\b(?:le|un|du|ce|au|leur|quel|même) |’)\Z", re.IGNORECASE)
# An imperative is told by its ending, at the head of a sentence.
HEAD = re.compile(r"(?:\A|[.!?…»:]\s|\n)\s*\Z")
NO_VERB = frozenset({"Assez", "Chez", "Nez", "Rez"})
OTHER: dict[Voice, re.Pattern[str]] = {"vous": TU, "tu": VOUS}
NOT: dict[Voice, str] = {"vous": "on dit « vous » à ce public", "tu": "on dit « tu » à ce public"}


def run(page: Page, context: Context) -> Iterator[Problem]:
    text = context.prose.text
    if not any(OTHER[voice].search(text) for voice in _voices(context)):
        return
    found: list[tuple[Voice, str, int]] = []
    for paragraph in context.prose.of(*READ):
        voice = _voice(paragraph, context)
        for match in OTHER[voice].finditer(unquoted(paragraph.text)):
            if _speaks(match):
                found.append((voice, match[0], paragraph.line_at(match.start())))
    if found:
        voice, word, line = found[0]
        lines = ", ".join(str(n) for n in sorted({line for _, _, line in found})[1:6])
        hint = f"voir aussi : {lines}" if lines else "gardez une seule voix"
        yield warn(page, line, f"« {word} » : {NOT[voice]}", hint, RULE.name)


def _voices(context: Context) -> set[Voice]:
    """Every voice that some paragraph asks for."""
    paragraphs = context.prose.paragraphs
    return {_voice(p, context) for p in paragraphs if p.audiences} | {context.audience.voice}


def _speaks(match: re.Match[str]) -> bool:
    """Whether the word found speaks to the reader."""
    word, before = match[0], match.string[max(0, match.start() - 8) : match.start()]
    if word.endswith("ez"):
        return HEAD.search(before) is not None and word not in NO_VERB
    if word in ("ton", "Ton"):
        return NOUN.search(before) is None
    return not before.lower().endswith("rendez-")


def _voice(paragraph: Paragraph, context: Context) -> Voice:
    """How the readers of that paragraph are spoken to."""
    named = {context.audiences[n].voice for n in paragraph.audiences if n in context.audiences}
    return named.pop() if len(named) == 1 else context.audience.voice


RULE = Rule(
    name="voice",
    title="« Tu » ou « vous »",
    help="On dit « vous » ou « tu » selon le public (`voice` dans `courses/audiences.toml`), sans "
    "jamais mêler les deux. Ce qui est entre guillemets ne compte pas, ni les réponses proposées : "
    "quelqu’un d’autre y parle.",
    run=run,
    roles=LEARNERS,
)
