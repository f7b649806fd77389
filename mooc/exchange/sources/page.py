"""A draft written as a page of ours; the id of a question is made of its words."""

from __future__ import annotations

import hashlib
import json
import textwrap
from datetime import date

from mooc.content.files import MAX_LINE
from mooc.content.passes.headings import slug
from mooc.exchange.sources.draft import Choice, Draft, Question
from mooc.exchange.sources.escape import one_line

WORDS_A_MINUTE = 200
MARKED = ("single-choice", "multiple-choice", "numeric", "short-text")


def write_page(draft: Draft, name: str, source: str, today: date) -> str:
    """The page. ``name`` makes its id and, without a better one, its title."""
    title = one_line(draft.title) or one_line(name.replace("-", " ")).capitalize()
    summary = one_line(draft.summary) or f"Page reprise du fichier {source}."
    taken: dict[str, int] = {}
    body = [
        _question(part, taken) if isinstance(part, Question) else part.markdown
        for part in draft.parts
    ]
    head = {
        "id": f"p-{slug(name)}",
        "title": json.dumps(title[:120], ensure_ascii=False),
        "summary": json.dumps(summary[:300], ensure_ascii=False),
        "minutes": str(_minutes(draft)),
        "updated": today.isoformat(),
    }
    lines = ["---", *(f"{key}: {value}" for key, value in head.items()), "---", ""]
    return "\n".join([*lines, "\n\n".join(_short_lines(text) for text in body), ""])


def _minutes(draft: Draft) -> int:
    """A first estimate, for the author to correct: reading, and a minute a question."""
    words = sum(
        len(part.markdown.split()) for part in draft.parts if not isinstance(part, Question)
    )
    return max(1, min(120, round(words / WORDS_A_MINUTE) + len(draft.questions)))


def _question(question: Question, taken: dict[str, int]) -> str:
    identifier = _id(question)
    taken[identifier] = taken.get(identifier, 0) + 1
    if taken[identifier] > 1:
        identifier = f"{identifier}-{taken[identifier]}"
    lines = [f":::{{{question.way}}}", f":id: {identifier}", "", question.stem.strip(), ""]
    for number, choice in enumerate(question.choices, 1):
        lines += _choice(question, choice, number)
    return "\n".join([*lines, ":::"])


def _choice(question: Question, choice: Choice, number: int) -> list[str]:
    if question.way in MARKED:
        mark = f"- [{'x' if choice.correct else ' '}] "
    else:
        mark = f"{number}. " if question.way == "ordering" else "- "
    lines = [f"{mark}{choice.text}"]
    if choice.feedback.strip():
        indent = " " * (len(f"{number}. ") if question.way == "ordering" else 2)
        lines += ["", textwrap.indent(choice.feedback.strip(), indent)]
    return lines


def _id(question: Question) -> str:
    """The same words make the same id, wherever the question stands in the file."""
    words = "\n".join([question.way, question.stem, *(choice.text for choice in question.choices)])
    mark = hashlib.sha256(words.encode()).hexdigest()[:8]
    return f"q-{slug(question.name)[:40].strip('-')}-{mark}"


def _short_lines(text: str) -> str:
    """No line longer than a page of ours may hold."""
    lines = []
    for line in text.split("\n"):
        if len(line) <= MAX_LINE:
            lines.append(line)
            continue
        indent = line[: len(line) - len(line.lstrip())]
        width = MAX_LINE // 2
        lines += textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False)
    return "\n".join(lines)
