"""What every kind of question reads the same way: the question, its items, their feedback."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mooc.content.directive import Directive
from mooc.content.listing import Item, Listing, split_list
from mooc.content.model import Remark
from mooc.content.scope import Scope

TAG = re.compile(r"\s*\{misconception\}`([^`]*)`\s*$")
BOX = re.compile(r"\[([ xX])\]\s*(.*)", re.DOTALL)
MAX_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Question:
    """``legend`` is inline HTML (the question itself); ``context`` is HTML read before it."""

    context: str
    legend: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer as its author wrote it; ``text`` is Markdown without the tag."""

    text: str
    correct: bool
    feedback: str
    misconception: str | None
    line: int


def read_question(text: str, directive: Directive, scope: Scope) -> Question:
    """The last paragraph is the question; what comes before it is its context."""
    stripped = text.strip("\n")
    if not stripped.strip():
        hint = "écrivez-la avant les réponses"
        scope.error(directive.line, "il manque la question", hint, "question-missing")
        return Question("", "")
    lines = stripped.split("\n")
    start = len(lines)
    while start > 0 and lines[start - 1].strip():
        start -= 1
    offset = directive.body_line + len(text) - len(text.lstrip("\n"))
    context = scope.markdown("\n".join(lines[:start]), offset) if start else ""
    return Question(context, scope.inline("\n".join(lines[start:]), offset + start))


def read_list(directive: Directive, scope: Scope, ordered: bool = False) -> Listing | None:
    """The list of answers, or None after saying what is wrong with it."""
    listing = split_list(directive.body, directive.body_line)
    mark = "1. …" if ordered else "- …"
    if listing is None or listing.ordered != ordered:
        scope.error(directive.line, "il manque la liste des réponses", mark, "answers-missing")
        return None
    if listing.after:
        hint = "mettez ce texte avant les réponses, ou décalez-le dans l’une d’elles"
        scope.error(listing.after, "texte après les réponses", hint, "answers-after")
        return None
    if len(listing.items) > MAX_ITEMS:
        scope.error(listing.line, f"plus de {MAX_ITEMS} réponses", "", "answers-many")
        return None
    return listing


def read_choices(listing: Listing, scope: Scope) -> tuple[Choice, ...]:
    """``- [x] text`` items with their feedback. Incomplete ones are told and kept out."""
    found: list[Choice] = []
    for item in listing.items:
        match = BOX.fullmatch(item.label)
        if match is None:
            hint = "commencez par [ ] ou [x]"
            scope.error(item.line, "réponse sans case", hint, "answer-box")
            continue
        correct = match[1] in "xX"
        text, tag = read_tag(match[2], item.line, scope)
        if not text:
            scope.error(item.line, "réponse vide", "", "answer-empty")
            continue
        if correct and tag:
            hint = "elles n’accompagnent que les réponses fausses"
            scope.error(item.line, "idée fausse sur une réponse juste", hint, "misconception-right")
        found.append(Choice(text, correct, read_feedback(item, scope), tag, item.line))
    check_repeats(found, scope)
    return tuple(found)


def read_tag(text: str, line: int, scope: Scope) -> tuple[str, str | None]:
    """The text without its final ``{misconception}`tag` ``, and the tag when it is known."""
    match = TAG.search(text)
    if match is None:
        return text.strip(), None
    return text[: match.start()].strip(), scope.misconception(match[1].strip(), line)


def read_feedback(item: Item, scope: Scope) -> str:
    """The safe HTML of what is said of an answer; it is never empty."""
    if not item.rest.strip():
        hint = "ajoutez un paragraphe décalé sous la réponse"
        scope.error(item.line, "réponse sans commentaire", hint, "feedback-missing")
        return ""
    html = scope.markdown(item.rest, item.rest_line)
    scope.remarks.append(Remark(html, item.line))
    return html


def check_repeats(choices: Sequence[Choice], scope: Scope) -> None:
    """No answer is written twice in a question. Remarks are compared once all pages are read."""
    texts: dict[str, int] = {}
    for choice in choices:
        text = " ".join(choice.text.casefold().split())
        if text in texts:
            hint = f"voir ligne {texts[text]}"
            scope.error(choice.line, "réponse répétée", hint, "answer-twice")
        texts.setdefault(text, choice.line)
