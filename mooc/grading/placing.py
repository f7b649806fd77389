"""What ordering and matching share: one choice for each item, graded item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.verdict import Answer, BadAnswer, Feedback, Verdict, only


@dataclass(frozen=True, slots=True)
class Placed:
    """An item (inline HTML ``label``), the value it must be given, and what is said of it."""

    id: str
    label: str
    expected: str
    feedback: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class PlacingSpec:
    """``items`` and ``targets`` (value, plain text) in the order shown."""

    context: str
    legend: str
    items: tuple[Placed, ...]
    targets: tuple[tuple[str, str], ...]

    def words(self, value: str) -> str:
        """The text of a target."""
        return dict(self.targets).get(value, "")


def read_placing(spec: PlacingSpec, raw: Answer, missing: str) -> dict[str, str]:
    """Item id → value chosen. Raises ``BadAnswer`` when one is missing or unknown."""
    known = {value for value, _text in spec.targets}
    found: dict[str, str] = {}
    for item in spec.items:
        name = f"answer-{item.id}"
        value = only(raw, name).strip()
        if not value:
            raise BadAnswer(missing, name)
        if value not in known:
            raise BadAnswer("Ce choix n’existe pas. Il faut choisir dans la liste.", name)
        found[item.id] = value
    return found


def grade_placing(spec: PlacingSpec, given: Mapping[str, str]) -> Verdict:
    """The share of items given what they expect, with a remark on each."""
    remarks = []
    for item in spec.items:
        correct = given[item.id] == item.expected
        tag = None if correct else item.misconception
        remarks.append(Feedback(item.id, item.feedback, correct, tag))
    score = sum(remark.correct is True for remark in remarks) / len(remarks)
    expected = {item.id: spec.words(item.expected) for item in spec.items}
    return Verdict(score, tuple(remarks), details={"expected": expected})


def public(spec: PlacingSpec) -> Mapping[str, Any]:
    """The question, the items and the values, without what goes where."""
    return {
        "context": spec.context,
        "legend": spec.legend,
        "items": [{"id": item.id, "label": item.label} for item in spec.items],
        "targets": [{"value": value, "text": text} for value, text in spec.targets],
    }


def solution(spec: PlacingSpec) -> Answer:
    """Every item where it goes."""
    return {f"answer-{item.id}": [item.expected] for item in spec.items}


def mistakes(spec: PlacingSpec) -> tuple[Answer, ...]:
    """Every item at the place of the next one: all are wrong unless two expect the same."""
    values = [item.expected for item in spec.items]
    if len(set(values)) == 1:
        other = next((value for value, _ in spec.targets if value != values[0]), values[0])
        return ({f"answer-{item.id}": [other] for item in spec.items},)
    moved = [*values[1:], values[0]]
    return ({f"answer-{item.id}": [v] for item, v in zip(spec.items, moved, strict=True)},)
