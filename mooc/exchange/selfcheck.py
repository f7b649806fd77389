"""A question as a self-check: its answers are told beside it, and nothing is recorded or graded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from mooc.content.model import Block
from mooc.grading.choice import ChoiceSpec
from mooc.grading.kinds import KINDS
from mooc.grading.kinds.numeric.kind import NumericSpec
from mooc.grading.kinds.short_text.kind import ShortTextSpec
from mooc.grading.placing import PlacingSpec
from mooc.grading.verdict import Trust

Way = Literal["choose", "write", "place"]
# What a page without a server says of an answer counts for practice only.
TRUST: Trust = "client"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer and what is said of it. ``words`` and ``feedback`` are safe HTML.

    ``correct`` is None where right and wrong do not apply: an item and its place.
    """

    words: str
    correct: bool | None
    feedback: str
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A question to show. ``choices`` are (id, safe HTML); ``targets`` are plain texts."""

    id: str
    number: int
    kind: str
    way: Way
    hint: str
    context: str
    legend: str
    answers: tuple[Told, ...]
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = False
    targets: tuple[str, ...] = ()
    unit: str = ""
    trust: Trust = TRUST


def self_check(block: Block, number: int) -> SelfCheck:
    """The question of a block, as the ``number``-th of its page."""
    spec = block.spec
    made = VIEWS[block.kind](spec)
    title = KINDS[block.kind].title
    return SelfCheck(block.id, number, title, context=spec.context, legend=spec.legend, **made)


def _choices(spec: ChoiceSpec, many: bool) -> dict[str, Any]:
    hint = "Une ou plusieurs réponses." if many else "Une seule réponse."
    told = tuple(Told(o.label, o.correct, o.feedback, o.misconception or "") for o in spec.options)
    choices = tuple((option.id, option.label) for option in spec.options)
    return {"way": "choose", "hint": hint, "answers": told, "choices": choices, "many": many}


def _numeric(spec: NumericSpec) -> dict[str, Any]:
    hint = "Un nombre, en chiffres."
    if spec.unit:
        hint = f"{hint} Unité\u00a0: {spec.unit}."
    told = tuple(
        Told(
            escape(rule.words or "Tout autre nombre"),
            rule.correct,
            rule.feedback,
            rule.misconception or "",
        )
        for rule in spec.rules
    )
    return {"way": "write", "hint": hint, "answers": told, "unit": spec.unit}


def _short_text(spec: ShortTextSpec) -> dict[str, Any]:
    told = tuple(
        Told(
            escape(answer.words or "Toute autre réponse"),
            answer.correct,
            answer.feedback,
            answer.misconception or "",
        )
        for answer in spec.answers
    )
    return {"way": "write", "hint": "Quelques mots.", "answers": told}


def _ordering(spec: PlacingSpec) -> dict[str, Any]:
    items = sorted(spec.items, key=lambda item: int(item.expected))
    told = tuple(
        Told(f"{item.expected}. {item.label}", None, item.feedback, item.misconception or "")
        for item in items
    )
    hint = "Donnez une place à chaque élément."
    return {"way": "place", "hint": hint, "answers": told} | _rows(spec)


def _matching(spec: PlacingSpec) -> dict[str, Any]:
    told = tuple(
        Told(
            f"{item.label}\u00a0: <strong>{escape(spec.words(item.expected))}</strong>",
            None,
            item.feedback,
            item.misconception or "",
        )
        for item in spec.items
    )
    hint = "Choisissez une réponse à chaque ligne."
    return {"way": "place", "hint": hint, "answers": told} | _rows(spec)


def _rows(spec: PlacingSpec) -> dict[str, Any]:
    choices = tuple((item.id, item.label) for item in spec.items)
    return {"choices": choices, "targets": tuple(text for _value, text in spec.targets)}


# One line a kind that a page may hold.
VIEWS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "single_choice": lambda spec: _choices(spec, many=False),
    "multiple_choice": lambda spec: _choices(spec, many=True),
    "numeric": _numeric,
    "short_text": _short_text,
    "ordering": _ordering,
    "matching": _matching,
}
