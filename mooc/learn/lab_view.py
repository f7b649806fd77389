"""What a lab's page shows: its bench, one's fields, one's last verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.lab import Lab, grade_lab
from mooc.grading.verdict import Answer, BadAnswer, Verdict
from mooc.progress.events import ItemState

Fields = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LabView:
    """One lab on a page. ``own`` is what its kind shows; ``answer`` fills the fields.

    ``address`` is where its form is sent; ``framed`` says that it stands in another site's page,
    where nothing is kept.
    """

    lab: Lab
    own: Mapping[str, Any]
    answer: Fields
    address: str
    page: str
    verdict: Verdict | None = None
    error: BadAnswer | None = None
    attempts: int = 0
    passed: bool = False
    fresh: bool = False
    changed: bool = False
    framed: bool = False
    carried: bool = False

    @property
    def id(self) -> str:
        """The prefix of every id of this lab on its page."""
        return f"labo-{self.lab.slug}"

    @property
    def has_card(self) -> bool:
        """True when the answer shown trained a model whose card can be printed."""
        if self.framed or self.verdict is None or self.error is not None:
            return False
        try:
            return self.lab.kind.trained(self.lab.own, self.answer) is not None
        except BadAnswer:
            return False

    def value(self, name: str, otherwise: object = "") -> str:
        """What a field holds: the answer's, or *otherwise*."""
        found = self.answer.get(name, otherwise)
        return str(found[0] if isinstance(found, tuple) and found else found)

    def has(self, name: str, value: object) -> bool:
        """True when *value* is among those given for a field."""
        found = self.answer.get(name, ())
        return str(value) in (found if isinstance(found, tuple) else (found,))


def fields_of(raw: Answer, names: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
    """The known fields of *raw*, one value as a text, several as a tuple."""
    found: dict[str, str | tuple[str, ...]] = {}
    for name in names:
        given = raw.get(name)
        if given is None:
            continue
        values = tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),)
        if values:
            found[name] = values[0] if len(values) == 1 else values
    return found


def lab_view(
    lab: Lab,
    *,
    address: str,
    page: str,
    state: ItemState | None = None,
    tried: Fields | None = None,
    error: BadAnswer | None = None,
    verdict: Verdict | None = None,
    **rest: Any,
) -> LabView:
    """The lab as someone left it (*state*), as they try it (*tried*), or as new.

    What cannot be read is shown with its message, on a bench without it: never an exception.
    """
    kept = fields_of(state.last_answer, lab.fields) if state and state.last_answer else {}
    answer = tried if tried is not None else kept
    changed = False
    if tried is None and kept:
        verdict, changed = _again(lab, kept)
        changed = changed or (state is not None and state.content_hash != lab.hash)
    try:
        own = lab.kind.view(lab.own, answer)
    except BadAnswer as unreadable:
        own = lab.kind.view(lab.own, {})
        error = error or (unreadable if tried is not None else None)
    return LabView(
        lab,
        own,
        answer,
        address,
        page,
        verdict=verdict,
        error=error,
        attempts=state.attempts if state else 0,
        passed=state.passed if state else False,
        changed=changed,
        **rest,
    )


def _again(lab: Lab, kept: Fields) -> tuple[Verdict | None, bool]:
    """The verdict of the answer kept, computed again; (None, True) when it no longer fits."""
    try:
        return grade_lab(lab, kept), False
    except BadAnswer:
        return None, True
