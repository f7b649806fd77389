"""Questions as Moodle means them, in any file: answers worth a share of the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from mooc.exchange.sources.draft import Choice, Draft, Question
from mooc.exchange.sources.escape import one_line, plain
from mooc.exchange.sources.stem import MOVED, ends_with_words

FULL = 100.0
BLOCK = re.compile(r"^\s*(?:```|\||- |\d+\. )", re.MULTILINE)
TRUE, FALSE = "Vrai", "Faux"


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer worth ``share`` percent. ``text`` and ``feedback`` are Markdown already."""

    text: str
    share: float
    feedback: str
    line: int


@dataclass(frozen=True, slots=True)
class Head:
    """What every question has. ``general`` is said to all after they answered."""

    name: str
    stem: str
    general: str
    line: int


def choose(head: Head, answers: Sequence[Marked], single: bool, draft: Draft) -> None:
    """One answer, or several, among those offered."""
    if not single:
        rights = {id(answer) for answer in answers if answer.share > 0}
        way = "multiple-choice"
    else:
        best = max((answer.share for answer in answers), default=0.0)
        rights = {id(answer) for answer in answers if answer.share == best and best > 0}
        way = "single-choice"
        _partial(answers, rights, draft)
        if len(rights) > 1:
            draft.change(
                head.line, "plusieurs réponses justes au choix : il faudra toutes les cocher"
            )
            way = "multiple-choice"
    if any(not one_line(answer.text) for answer in answers):
        draft.lose(head.line, f"question « {head.name[:50]} » : une réponse est sans texte")
        return
    for answer in answers:
        if BLOCK.search(answer.text):
            draft.change(answer.line, "réponse à tableau, liste ou code : mise sur une ligne")
    choices = [Choice(one_line(a.text), id(a) in rights, a.feedback) for a in answers]
    _add(way, head, choices, draft)


def true_false(head: Head, right: bool, if_true: str, if_false: str, draft: Draft) -> None:
    """``if_true`` is said to who answers « true », and so on."""
    choices = [Choice(TRUE, right, if_true), Choice(FALSE, not right, if_false)]
    _add("single-choice", head, choices, draft)


def short(head: Head, answers: Sequence[Marked], draft: Draft) -> None:
    """A few words. Answers of one share and one remark are variants of one answer."""
    rights = {id(answer) for answer in answers if answer.share >= FULL}
    _partial(answers, rights, draft)
    groups: dict[tuple[bool, str], list[str]] = {}
    other = ""
    for answer in answers:
        text = one_line(answer.text).replace("|", " ")
        if text == "*" and id(answer) not in rights:
            other = answer.feedback
        elif text.strip("* "):
            groups.setdefault((id(answer) in rights, answer.feedback), []).append(text)
        else:
            draft.lose(answer.line, "réponse vide, ou tout entière faite d’étoiles")
    choices = [
        Choice(" | ".join(_model_first(texts)), right, feedback)
        for (right, feedback), texts in groups.items()
        if right or feedback
    ]
    silent = groups.get((False, ""), [])
    if silent:
        choices.append(Choice(" | ".join(silent), False))
    _add("short-text", head, [*choices, Choice("*", False, other)], draft)


def number(head: Head, answers: Sequence[Marked], other: str, draft: Draft) -> None:
    """A number; each answer's ``text`` is a range of ours, ``other`` is said of any other."""
    rights = {id(answer) for answer in answers if answer.share >= FULL}
    _partial(answers, rights, draft)
    choices = [Choice(a.text, id(a) in rights, a.feedback) for a in answers]
    _add("numeric", head, [*choices, Choice("*", False, other)], draft)


def match(head: Head, pairs: Sequence[tuple[str, str]], draft: Draft) -> None:
    """Pairs to join; an empty left is a right that nothing goes with."""
    choices = [
        Choice(f"{_side(left)} => {_side(right)}".strip(), True) for left, right in pairs if right
    ]
    _add("matching", head, choices, draft)


def order(head: Head, steps: Sequence[str], draft: Draft) -> None:
    """Steps in their right order."""
    _add("ordering", head, [Choice(one_line(step), True) for step in steps if step], draft)


def decimal(text: str) -> Decimal | None:
    """A number as a computer writes it (``1e3``, ``0.50``), or None."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal("1e15") else None


def around(middle: Decimal, spread: Decimal) -> str:
    """A range as our numeric questions write it."""
    return f"{_written(middle)} ± {_written(spread)}" if spread else _written(middle)


def between(low: Decimal, high: Decimal) -> str:
    """A range between two numbers."""
    return f"{_written(low)}..{_written(high)}"


def _written(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _side(text: str) -> str:
    return one_line(text).replace("=>", "→")


def _model_first(texts: Sequence[str]) -> list[str]:
    """The first variant is shown as the answer: one without a star, if there is one."""
    return sorted(texts, key=lambda text: "*" in text)


def _partial(answers: Sequence[Marked], rights: set[int], draft: Draft) -> None:
    for answer in answers:
        if 0 < answer.share and id(answer) not in rights:
            share = f"{answer.share:g}".replace(".", ",")
            draft.change(answer.line, f"réponse comptée {share} % : elle devient fausse")


def _add(way: str, head: Head, choices: Sequence[Choice], draft: Draft) -> None:
    """The question, with its general remark after that of its first right answer."""
    if not head.stem.strip():
        draft.lose(head.line, f"question « {head.name[:50]} » : elle n’a pas d’énoncé")
        return
    stem, moved = ends_with_words(head.stem, plain(head.name))
    if moved:
        draft.change(head.line, MOVED)
    made = list(choices)
    if head.general:
        at = next((n for n, choice in enumerate(made) if choice.correct), None)
        if at is None or way in ("matching", "ordering"):
            draft.lose(head.line, "commentaire général de la question")
        else:
            # Whoever answers, right or wrong, reads what is said of the right answer.
            told = "\n\n".join(text for text in (made[at].feedback, head.general) if text)
            made[at] = Choice(made[at].text, True, told)
    draft.parts.append(Question(way, head.name, stem, tuple(made), head.line))  # type: ignore[arg-type]
