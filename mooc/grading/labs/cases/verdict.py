"""The verdict of a sort: the way that was followed, what each case was, counts by class."""

from __future__ import annotations

from html import escape
from typing import Any

from mooc.content.blocks.claim.block import spoken
from mooc.grading.kinds.numeric.number import format_number
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.given import Given, as_number, read
from mooc.grading.labs.cases.judge import Result, followed, judge, missing
from mooc.grading.labs.cases.model import SIZE, Case, Sorting
from mooc.grading.verdict import Answer, Feedback, Verdict

# Names that the kind keeps for itself; an author's strategy may not bear them.
GOOD, SORTED, MIXED, TOO_FEW, TOO_MANY = "good", "sorted", "mixed", "too-few", "too-many"
OWN = (GOOD, SORTED, MIXED, TOO_FEW, TOO_MANY)
TITLES = {
    GOOD: "But atteint",
    SORTED: "Bon tri, choix à revoir",
    MIXED: "Pas encore",
    TOO_FEW: "Trop peu de signalements",
    TOO_MANY: "Trop de signalements",
}


def grade(own: Sorting, raw: Answer) -> Verdict:
    """Judge raw fields. Each question asked after the cases weighs as much as the sort."""
    given = read(own, raw)
    result = judge(own, given)
    asked = [c.id == a.question.right for a, c in zip(own.asks, given.chosen, strict=True)]
    name, told = _told(own, given, result, all(asked))
    parts = 1 + len(asked)
    return Verdict(
        score=(result.right / SIZE + sum(asked)) / parts,
        feedback=(told, *_on_asks(own, given)),
        details={
            "passed": result.met and all(asked),
            "strategy": name,
            "parts": parts,
            "right": result.right,
            "size": SIZE,
            "number": given.number,
            "next": draw.following(given.number),
            "counts": _counts(own, result),
            "target": _target(own, result),
            "rows": [_row(own, given, result, place) for place in range(SIZE)],
        },
    )


def _told(own: Sorting, given: Given, result: Result, asks_right: bool) -> tuple[str, Feedback]:
    """The id of the way that was followed, and the first remark, which names it."""
    if not result.met and (way := followed(own, given)):
        return way.id, _remark(way.title, way.text, False, way.misconception)
    if result.met:
        name = GOOD if asks_right else SORTED
    else:
        name = missing(own, result)
    texts = {
        GOOD: own.success,
        SORTED: f"{_right(result.right)}. Revoyez votre choix, juste dessous.",
        MIXED: _mixed(own, result),
        TOO_FEW: f"Trouvés : {result.found} sur {result.present}. Le reste est passé.",
        TOO_MANY: (
            f"Signalés : {result.marked}, dont {result.marked - result.found} à tort. "
            "Tout signaler trouve tout, et ne sert à rien."
        ),
    }
    return name, _remark(TITLES[name], texts[name], name == GOOD, None)


def _mixed(own: Sorting, result: Result) -> str:
    rest = "Lisez les remarques, puis essayez un autre tirage."
    if result.right < own.goal.right:
        return f"{_right(result.right)} ; il en faut {own.goal.right}. {rest}"
    return f"Trouvés : {result.found} sur {result.present} ; signalés : {result.marked}. {rest}"


def _right(count: int) -> str:
    return f"{count} bonne{'s' if count > 1 else ''} réponse{'s' if count > 1 else ''} sur {SIZE}"


def _remark(title: str, text: str, good: bool, misconception: str | None) -> Feedback:
    html = f"<p><strong>{escape(title)}.</strong> {escape(text)}</p>"
    return Feedback("", html, good, misconception)


def _on_asks(own: Sorting, given: Given) -> tuple[Feedback, ...]:
    return tuple(
        Feedback(
            ask.field,
            _asked(chosen.id == ask.question.right, chosen.feedback),
            chosen.id == ask.question.right,
            chosen.misconception,
        )
        for ask, chosen in zip(own.asks, given.chosen, strict=True)
    )


def _asked(right: bool, text: str) -> str:
    title = "juste" if right else "à revoir"
    return f"<p><strong>Le choix après le tri : {title}.</strong> {escape(text)}</p>"


def _counts(own: Sorting, result: Result) -> list[dict[str, Any]]:
    return [
        {"id": c.id, "name": own.name_of(c.id), "given": c.given, "right": c.right, "both": c.both}
        for c in result.counts
    ]


def _target(own: Sorting, result: Result) -> dict[str, Any] | None:
    """Found and marked, of the target class; the goal is in percent."""
    if not own.goal.target:
        return None
    return {
        "name": own.name_of(own.goal.target),
        "found": result.found,
        "present": result.present,
        "marked": result.marked,
        "precision": own.goal.precision,
        "recall": own.goal.recall,
    }


def _row(own: Sorting, given: Given, result: Result, place: int) -> dict[str, Any]:
    """A case after the answer: what was said, what is right, why, and where it comes from."""
    case, answer = given.cases[place], given.answers[place]
    numbers = own.answer == "number"
    return {
        "number": place + 1,
        "text": case.text,
        "hit": result.hits[place],
        "given": _said(own, answer) if numbers else own.name_of(answer),
        "right": _value(own, case) if numbers else " ou ".join(map(own.name_of, case.right)),
        "why": case.why,
        "remark": "" if result.hits[place] else case.feedback.get(answer, ""),
        "source": case.source,
        "date": case.date,
        "spoken": spoken(case.date),
        "url": case.url,
    }


def _said(own: Sorting, answer: str) -> str:
    return f"{format_number(as_number(answer))} {own.unit}".strip()


def _value(own: Sorting, case: Case) -> str:
    assert case.value is not None
    return f"{format_number(case.value)} {own.unit}".strip()
