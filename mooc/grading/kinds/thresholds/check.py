"""What ``mooc check`` says of a lab's file: it can be read, won, and not by the naive way."""

from __future__ import annotations

from pathlib import Path

from mooc.content.problem import Problem
from mooc.grading.kinds.thresholds.kind import grade, solution
from mooc.grading.kinds.thresholds.metrics import reached
from mooc.grading.kinds.thresholds.spec import BadLab, Spec, both, load

# Any secret draws people of the same town; the lab must hold for each of them.
SECRETS = ("un", "deux", "trois")


def problems(path: Path) -> tuple[Problem, ...]:
    """Every problem of the ``lab.toml`` at *path*."""
    found: list[str] = []
    for secret in SECRETS:
        try:
            found += _of(load(path, secret))
        except BadLab as error:
            found.append(str(error))
    hint = "voyez exercises/aide-sociale/lab.toml"
    return tuple(Problem(str(path), 1, text, hint, code="lab") for text in dict.fromkeys(found))


def _of(spec: Spec) -> list[str]:
    pairs = [(a, b) for a in range(101) for b in range(101)]
    if not any(reached(*spec.under(*pair)[:2], spec.goals).all for pair in pairs):
        return ["aucun réglage n’atteint les buts sur le jeu d’essai"]
    found = []
    if not grade(spec, solution(spec)).passed:
        found.append("un réglage juste sur le jeu d’essai échoue sur les autres demandes")
    loosened = spec.goals.loosened(spec.margins)
    naive = (both(spec.hidden, t, t) for t in range(101))
    if any(reached(one, two, loosened).all for one, two, _ in naive):
        found.append("un seuil unique suffit : il n’y a rien à découvrir")
    return found
