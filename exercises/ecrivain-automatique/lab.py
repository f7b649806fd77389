"""« L’écrivain automatique »: an n-gram model trained on tales, and guesses of its next word.

Fields: the bench (``lu``, ``debut``, ``regard``, ``temperature``, ``tirage``), kept with the answer
and never judged; then one chosen word a debut (``mot-1``…), judged on the server's own counts.
"""

from __future__ import annotations

from pathlib import Path

from mooc.grading.lab import LabKind, Play

from .bench import view
from .judge import grade
from .reading import OPTIONS, Role, Writer, parse

BENCH = ("lu", "debut", "regard", "temperature", "tirage")


def fields(own: Writer) -> tuple[str, ...]:
    """The bench, then the guesses."""
    return (*BENCH, *(guess.field for guess in own.guesses))


def plays(own: Writer) -> tuple[Play, ...]:
    """By ear and by the last word alone fail; by the counts passes."""
    return (
        _play(own, "à l’oreille", "never-met", "by-ear"),
        _play(own, "le dernier mot seul", "last-word", "last-word"),
        _play(own, "une suite déjà vue", "met", "met"),
        _play(own, "la première ligne du tableau", "likeliest", "good"),
    )


def _play(own: Writer, name: str, role: Role, told: str) -> Play:
    answer = {"lu": list(own.readings)[-1:], "debut": [own.start], "regard": ["2"]}
    answer |= {"temperature": ["10"], "tirage": ["1"]}
    for guess in own.guesses:
        answer[guess.field] = [word for word in guess.options if guess.roles[word] == role]
    return Play(name, answer, told == "good", told)


KIND = LabKind(
    name="ecrivain-automatique",
    title="L’écrivain automatique",
    parse=parse,
    fields=fields,
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options=OPTIONS,
    tries=("choisir", "ajouter", "autre"),
)
