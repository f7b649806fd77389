"""Reads the raw fields of a form: the answers to the cases of a draw, and to the questions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mooc.grading.kinds.numeric.number import NotANumber, parse_number
from mooc.grading.lab import Option
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import SIZE, Ask, Case, Sorting, field_of
from mooc.grading.verdict import Answer, BadAnswer, only


@dataclass(frozen=True, slots=True)
class Given:
    """A whole answer: the draw, its cases, a class or a number for each, an option for each ask."""

    number: int
    cases: tuple[Case, ...]
    answers: tuple[str, ...]
    chosen: tuple[Option, ...]


def read(own: Sorting, raw: Answer) -> Given:
    """The whole answer, or BadAnswer naming the first field that is missing or unreadable."""
    number = draw.number_of(raw)
    cases = draw.draw(own, number)
    answers = tuple(_answer(own, raw, place + 1) for place in range(len(cases)))
    return Given(number, cases, answers, tuple(_option(ask, raw) for ask in own.asks))


def so_far(own: Sorting, raw: Answer) -> dict[str, int]:
    """How many cases of an unfinished answer are in each class (or under ``""``, for numbers).

    What cannot be read is not counted: the page keeps its draw, and sending it says what is wrong.
    """
    found = [answer for place in range(1, SIZE + 1) if (answer := _readable(own, raw, place))]
    if own.answer == "number":
        return {"": len(found)}
    return {k.id: found.count(k.id) for k in own.classes}


def _readable(own: Sorting, raw: Answer, place: int) -> str:
    try:
        return _answer(own, raw, place)
    except BadAnswer:
        return ""


def as_number(text: str) -> Decimal:
    """A number that :func:`read` accepted."""
    return parse_number(text)


def _answer(own: Sorting, raw: Answer, place: int) -> str:
    name = field_of(place)
    text = only(raw, name).strip()
    noun = own.nouns[0].capitalize()
    if not text:
        raise BadAnswer(f"{noun} {place} : il manque votre réponse.", name)
    if own.answer == "number":
        try:
            parse_number(text)
        except NotANumber as error:
            said = str(error)
            raise BadAnswer(f"{noun} {place} : {said[0].lower()}{said[1:]}", name) from None
    elif text not in {k.id for k in own.classes}:
        raise BadAnswer(f"{noun} {place} : choisissez l’une des réponses proposées.", name)
    return text


def _option(ask: Ask, raw: Answer) -> Option:
    wanted = only(raw, ask.field)
    found = next((o for o in ask.question.options if o.id == wanted), None)
    if found is None:
        raise BadAnswer("Choisissez une réponse à la question qui suit les cas.", ask.field)
    return found
