"""« Le curseur de l’énergie »: ranges of energy for six tools; the right size for four needs.

Fields: the bench (``modele``, ``usages``, ``jetons``, ``appareil``, ``pue``, ``electricite``), kept
and never judged; then a tool for each need (``besoin-…``), judged with the server's own costs.
"""

from __future__ import annotations

from pathlib import Path

from mooc.grading.lab import LabKind, Play

from .bench import view
from .judge import grade
from .reading import OPTIONS, Lab, parse

BENCH = ("modele", "usages", "jetons", "appareil", "pue", "electricite")


def fields(own: Lab) -> tuple[str, ...]:
    """The bench, then the needs."""
    return (*BENCH, *(need.field for need in own.needs))


def plays(own: Lab) -> tuple[Play, ...]:
    """The biggest everywhere fails, the smallest too; the least that is enough passes."""
    small, big = own.tools[0].id, own.tools[-1].id
    medium = own.tools[3].id
    best = tuple(own.best(need).id for need in own.needs)
    return (
        _play(own, "le plus grand partout", (big,) * 4, "biggest"),
        _play(own, "une règle partout", (small,) * 4, "one-tool"),
        _play(own, "un petit modèle de langage partout", (medium,) * 4, "one-tool"),
        _play(own, "un cran trop petit", (small, small, medium, medium), "too-small"),
        _play(own, "un cran trop grand", (medium, medium, medium, big), "oversized"),
        _play(own, "au hasard", (small, big, medium, big), "mixed"),
        _play(own, "juste assez grand", best, "good"),
    )


def _play(own: Lab, name: str, picks: tuple[str, ...], told: str) -> Play:
    answer = {
        "modele": [own.tools[3].id],
        "usages": ["40"],
        "jetons": ["400"],
        "appareil": [own.devices[1].id],
        "pue": ["1.2"],
        "electricite": [own.electricity[0].id],
    }
    answer |= {need.field: [pick] for need, pick in zip(own.needs, picks, strict=True)}
    return Play(name, answer, told == "good", told)


KIND = LabKind(
    name="curseur-energie",
    title="Le curseur de l’énergie",
    parse=parse,
    fields=fields,
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options=OPTIONS,
)
