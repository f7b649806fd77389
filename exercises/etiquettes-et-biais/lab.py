"""« Qui étiquette ? »: label twenty messages, then have some of a biased panel's labels read again.

Fields: ``tirage``, ``m1`` to ``m20`` (oui: to flag, non: fine) and ``relire`` (numbers of messages,
at most ``reviews``). The server trains the models again and tries them on other messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mooc.grading.lab import LabKind, Play

from .bench import FIELDS, NO, YES, view
from .judge import grade
from .messages import Message, draw
from .reading import OPTIONS, Lab, parse
from .trained import trained


def plays(own: Lab) -> tuple[Play, ...]:
    """By ear, or with reviews in the wrong place, fails; by the meaning and reviewed passes."""
    messages = draw(own.parts, 1, own.wrong)
    wrong = [n for n, m in enumerate(messages, 1) if m.panel != m.hurtful]
    flagged = [n for n, m in enumerate(messages, 1) if m.panel and n not in wrong]

    def play(
        name: str, label: Callable[[Message], bool], reviews: Iterable[int], told: str
    ) -> Play:
        answer = {"tirage": ["1"]}
        for field, message in zip(FIELDS, messages, strict=True):
            answer[field] = [YES if label(message) else NO]
        asked = [str(n) for n in reviews]
        return Play(name, answer | ({"relire": asked} if asked else {}), told == "good", told)

    return (
        play("à l’oreille", lambda m: m.hurtful or m.group == 1, wrong, "by-sound"),
        play("tout signaler", lambda m: True, (), "flag-all"),
        play("ne rien signaler", lambda m: False, (), "flag-nothing"),
        play("sans relecture", lambda m: m.hurtful, (), "no-review"),
        play("relire au hasard", lambda m: m.hurtful, flagged[: own.reviews], "wasted-review"),
        play("de travers", lambda m: len(m.text) % 2 == 0, (), "scattered"),
        play("relire les erreurs du panel", lambda m: m.hurtful, wrong, "good"),
    )


KIND = LabKind(
    name="etiquettes-et-biais",
    title="Qui étiquette ?",
    parse=parse,
    fields=lambda own: ("tirage", *FIELDS, "relire"),
    view=view,
    grade=grade,
    plays=plays,
    trained=trained,
    folder=Path(__file__).parent,
    options=OPTIONS,
)
