"""What is said of an answer: it explains, and it is its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from mooc.content.advice.prose import Paragraph
from mooc.content.advice.rule import EVERY, Context, Rule, warn
from mooc.content.model import Course, Page
from mooc.content.problem import Problem

SHORTEST = 20


def bare(html: str) -> str:
    """The words of a remark, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@lru_cache(maxsize=20_000)
def same(html: str) -> str:
    """A remark without capitals nor punctuation: what two remarks are compared by."""
    return " ".join(re.findall(r"\w+", bare(html).casefold()))


def first_places(course: Course) -> dict[str, str]:
    """Each remark of the course, and the file and line that say it first."""
    found: dict[str, str] = {}
    for page in course.all_pages:
        for remark in page.remarks:
            found.setdefault(same(remark.html), f"{page.path}:{remark.line}")
    return found


def short(page: Page, context: Context) -> Iterator[Problem]:
    for remark in page.remarks:
        text = bare(remark.html)
        if len(text) < SHORTEST:
            message = f"commentaire trop court : « {text} »"
            hint = f"{SHORTEST} caractères au moins : dites pourquoi"
            yield warn(page, remark.line, message, hint, SHORT.name)


def repeated(page: Page, context: Context) -> Iterator[Problem]:
    for remark in page.remarks:
        first = context.remarks.get(same(remark.html), "")
        if first and first != f"{page.path}:{remark.line}":
            message = f"commentaire déjà fait, à la ponctuation près (voir {first})"
            hint = "expliquez cette réponse-ci"
            yield warn(page, remark.line, message, hint, REPEATED.name)


def alone(page: Page, context: Context) -> Iterator[Problem]:
    """A question whose only wrong answer is « anything else » tells nobody what they mixed up."""
    for line, answers in _questions(context):
        if [a.text.strip() for a in answers if a.box == " "] == ["*"]:
            message = "toutes les réponses fausses reçoivent le même commentaire"
            hint = "prévoyez une erreur fréquente : - [ ] valeur, et ce qu’elle révèle"
            yield warn(page, line, message, hint, ALONE.name)


def _questions(context: Context) -> Iterator[tuple[int, list[Paragraph]]]:
    """Each question of the page with its answers: the answers that follow its statement."""
    line, answers = 0, list[Paragraph]()
    for paragraph in context.prose.of("question", "answer"):
        if paragraph.place == "answer":
            answers.append(paragraph)
        elif answers or not line:
            if answers:
                yield line, answers
            line, answers = paragraph.line, []
    if answers:
        yield line, answers


SHORT = Rule(
    name="feedback-short",
    title="Des commentaires qui expliquent",
    help=f"Le commentaire d’une réponse a {SHORTEST} caractères au moins : « Non. » n’apprend "
    "rien. (Une réponse sans aucun commentaire est une erreur, que `mooc check` refuse.)",
    run=short,
    roles=EVERY,
)
ALONE = Rule(
    name="feedback-alone",
    title="Une erreur prévue au moins",
    help="Une question ouverte (nombre, mot) prévoit une réponse fausse au moins, en plus de "
    "`- [ ] *` : on explique mieux une erreur que l’on attend.",
    run=alone,
    roles=EVERY,
)
REPEATED = Rule(
    name="feedback-repeated",
    title="Un commentaire par réponse",
    help="Un commentaire ne sert qu’une fois dans un cours, même si l’on change une majuscule ou "
    "une virgule. (Le même mot pour mot est une erreur, sur tout le site.)",
    run=repeated,
    roles=EVERY,
    whole=True,
)
