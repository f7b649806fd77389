"""« La carte des mots »: words as vectors, their neighbours, and the odd one of five groups.

Fields: the bench (``mot``, ``autre``), kept and never judged; ``tirage``, the number of the draw;
``intrus-1``… the word chosen in each group, judged by the server's own vectors.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mooc.grading.lab import LabKind, Play

from .atlas import OPTIONS, Atlas, parse
from .bench import view
from .judge import grade
from .model import Group, odd_letters, odd_one

BENCH = ("mot", "autre", "tirage")


def fields(own: Atlas) -> tuple[str, ...]:
    """The bench, then a choice for each group."""
    return (*BENCH, *(f"intrus-{n}" for n in range(1, own.many + 1)))


def plays(own: Atlas) -> tuple[Play, ...]:
    """By the letters and by the place fail; by the distances passes."""
    return (
        _play(own, "d’après les lettres", lambda group: odd_letters(group.words), "by-letters"),
        _play(own, "toujours le premier", lambda group: group.words[0], "same-place"),
        _play(own, "d’après la carte", lambda group: odd_one(own.words, group.words), "good"),
    )


def _play(own: Atlas, name: str, choose: Callable[[Group], str], told: str) -> Play:
    answer = {"mot": [own.start], "autre": [own.compared], "tirage": ["1"]}
    for n, group in enumerate(own.groups(1), start=1):
        answer[f"intrus-{n}"] = [choose(group)]
    return Play(name, answer, told == "good", told)


KIND = LabKind(
    name="carte-des-mots",
    title="La carte des mots",
    parse=parse,
    fields=fields,
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options=OPTIONS,
    tries=("voir",),
)
