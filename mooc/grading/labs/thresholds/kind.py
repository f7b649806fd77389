"""The kind ``thresholds`` of labs: two thresholds for two groups."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mooc.content.problem import Problem
from mooc.grading.lab import LabKind, LabOption, Place, Play
from mooc.grading.labs.thresholds.judge import extra_missed, grade
from mooc.grading.labs.thresholds.metrics import gap_tenths, reached
from mooc.grading.labs.thresholds.spec import Spec, both, parse
from mooc.grading.labs.thresholds.view import view


def solution(spec: Spec) -> tuple[int, int]:
    """The smallest gap among the settings within the goals of the practice set."""
    pairs = ((first, second) for first in range(101) for second in range(101))
    within = [p for p in pairs if reached(*spec.under(*p)[:2], spec.goals).all]
    if not within:
        return spec.single, spec.single
    return min(within, key=lambda p: (gap_tenths(*spec.under(*p)[:2]) or 0, p))


def play(name: str, spec: Spec, thresholds: tuple[int, int], passes: bool, told: str) -> Play:
    """A whole answer at *thresholds*, its cost counted right."""
    first, second = thresholds
    fields = {
        "seuil_1": [str(first)],
        "seuil_2": [str(second)],
        "cout": [str(extra_missed(spec, first))],
    }
    return Play(name, fields, passes, told)


def plays(spec: Spec) -> tuple[Play, ...]:
    """One threshold for all fails by its name; equal chances within the budget pass."""
    return (
        play("un seul seuil", spec, (spec.single, spec.single), False, "single"),
        play("la même chance", spec, solution(spec), True, "good"),
    )


def problems(spec: Spec, place: Place) -> Iterable[Problem]:
    """What ``mooc check`` says: the goals can be met, on any draw, and not by one threshold."""
    path = str(place.folder / "lab.toml")
    pairs = [(a, b) for a in range(101) for b in range(101)]
    if not any(reached(*spec.under(*pair)[:2], spec.goals).all for pair in pairs):
        return [Problem(path, 1, "aucun réglage n’atteint les buts sur le jeu d’essai", code="lab")]
    loosened = spec.goals.loosened(spec.margins)
    naive = (both(spec.hidden, t, t) for t in range(101))
    if any(reached(one, two, loosened).all for one, two, _ in naive):
        message = "un seuil unique suffit : il n’y a rien à découvrir"
        return [Problem(path, 1, message, code="lab")]
    return []


OPTIONS = {
    "groups": LabOption("deux tables", "les deux groupes, et la loi de leurs scores"),
    "practice": LabOption("table", "le jeu d’essai montré : `seed` et `size`, par groupe"),
    "hidden": LabOption("table", "les demandes cachées qui jugent : `size`, par groupe"),
    "goals": LabOption("table", "les trois buts : `budget`, `reach`, `gap`, en %"),
    "margins": LabOption("table", "ce qui est laissé au hasard, pour chaque but"),
}

KIND = LabKind(
    name="thresholds",
    title="Deux seuils",
    parse=parse,
    fields=lambda spec: ("seuil_1", "seuil_2", "cout", "raison"),
    view=view,
    grade=grade,
    plays=plays,
    folder=Path(__file__).parent,
    options=OPTIONS,
    tries=("aligner",),
    check=problems,
)
