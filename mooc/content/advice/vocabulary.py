"""Words that an audience asks to avoid, and those that it asks to explain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mooc.content.advice.prose import Paragraph
from mooc.content.advice.rule import EVERY, Context, Rule, warn
from mooc.content.advice.sentences import unquoted
from mooc.content.glossary import key
from mooc.content.model import Page
from mooc.content.problem import Problem

# What introduces an explanation after a word, in the same sentence.
EXPLAINS = re.compile(
    r"(?: »)?\s*(?:\(|:|,? c’est-à-dire|,? autrement dit"
    r"|,? (?:c’est|est|sont) (?:un|une|des|le|la|les|ce|l’)|, (?:un|une|des|le|la|les|ce)\b)"
)
# What introduces a word that is being explained: « on appelle cela un prompt ».
NAMES = re.compile(
    r"(?:\(|\b(?:appel\w+|nomm\w+|on dit|disent|on parle d[eu’]|le mot)\b)[^.!?()]{0,25}\Z"
)


@lru_cache(maxsize=256)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words alone, in the singular or the plural, whatever its capitals."""
    any_of = "|".join(re.escape(word.casefold()) for word in words)
    return re.compile(rf"\b(?<!-)({any_of})[sx]?(?![\w-])")


def banned(page: Page, context: Context) -> Iterator[Problem]:
    words = _present(context.audience.banned, context)
    wanted = pattern(words)
    if not words:
        return
    for paragraph in context.prose.paragraphs:
        for match in wanted.finditer(unquoted(paragraph.text.casefold())):
            message = f"mot à éviter avec ce public : « {match[0]} »"
            hint = "dites la chose avec un mot de tous les jours"
            yield warn(page, paragraph.line_at(match.start()), message, hint, BANNED.name)


def gloss(page: Page, context: Context) -> Iterator[Problem]:
    words = _present(context.audience.gloss, context)
    wanted = pattern(words)
    if not words:
        return
    used: dict[str, int] = {}
    explained = {key(term) for term in page.terms}
    for paragraph in context.prose.paragraphs:
        text = paragraph.text.casefold()
        marked = " ".join(paragraph.marked).casefold()
        for match in wanted.finditer(text):
            if not _typed(paragraph):
                used.setdefault(match[1], paragraph.line_at(match.start()))
            if match[0] in marked or _explained(text, match):
                explained.add(key(match[1]))
    for word, line in used.items():
        if key(word) not in explained:
            message = f"mot à expliquer avec ce public : « {word} »"
            hint = f"écrivez {{term}}`{word}`, ou expliquez-le entre parenthèses"
            yield warn(page, line, message, hint, GLOSS.name)


def _present(words: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Those whose letters are in the page: a quick look before a careful one."""
    return tuple(word for word in words if word.casefold() in context.prose.folded)


def _typed(paragraph: Paragraph) -> bool:
    """Whether it is a list of answers that a reader may type, which is not shown."""
    return paragraph.place == "answer" and " | " in paragraph.text


def _explained(text: str, match: re.Match[str]) -> bool:
    """Whether what it is stands just after the word, or what it names just before."""
    after = EXPLAINS.match(text, match.end())
    return after is not None or NAMES.search(text, 0, match.start()) is not None


BANNED = Rule(
    name="word-banned",
    title="Les mots à éviter",
    help="Chaque public a ses mots à éviter (`banned` dans `courses/audiences.toml`). Un mot cité "
    "entre guillemets ne compte pas.",
    run=banned,
    roles=EVERY,
)
GLOSS = Rule(
    name="word-gloss",
    title="Les mots à expliquer",
    help="Chaque public a ses mots à expliquer (`gloss` dans `courses/audiences.toml`). Sur chaque "
    "page où il sert, un tel mot est une fois en `` {term}`mot` ``, ou en italique avec son "
    "explication, ou suivi d’elle : entre parenthèses, après « c’est-à-dire », après une virgule.",
    run=gloss,
)
