"""The lab as its author wrote it (``lab.toml``), with its people drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooc.grading.lab import BadLab, Place
from mooc.grading.labs.thresholds.metrics import Goals, Outcome, outcome
from mooc.grading.labs.thresholds.sample import GroupModel, Sample, draw, hidden_seed


@dataclass(frozen=True, slots=True)
class Spec:
    """Two groups and two thresholds. ``hidden`` must never be sent."""

    exercise: str
    version: int
    groups: tuple[GroupModel, GroupModel]
    practice: Sample
    hidden: Sample
    goals: Goals
    margins: Goals
    single: int

    @property
    def aids(self) -> int:
        """How many aids the budget pays for on the practice set."""
        return self.goals.budget * self.under(0, 0)[2].size // 100

    def under(self, first: int, second: int) -> tuple[Outcome, Outcome, Outcome]:
        """Outcomes on the practice set: first group, second group, both."""
        return both(self.practice, first, second)


def both(sample: Sample, first: int, second: int) -> tuple[Outcome, Outcome, Outcome]:
    """Outcomes of two thresholds on *sample*: first group, second group, both."""
    one, two = outcome(sample[0], first), outcome(sample[1], second)
    return one, two, one + two


def best_single(sample: Sample, goals: Goals) -> int:
    """The one threshold that serves most people in need within the budget; the highest if tied."""
    totals = {t: both(sample, t, t)[2] for t in range(101)}
    within = [t for t, of in totals.items() if 100 * of.helped <= goals.budget * of.size]
    return max(within, key=lambda t: (totals[t].served, t))


def parse(table: Mapping[str, Any], place: Place) -> Spec:
    """Build a :class:`Spec` from the parsed lab.toml, or raise :class:`BadLab`."""
    version = int(table["version"])
    groups = tuple(GroupModel(**group) for group in table["groups"])
    if len(groups) != 2:
        raise BadLab("il faut deux [[groups]], pas plus, pas moins", "groups")
    hidden, goals = table["hidden"], _goals(table["goals"])
    practice = _people(groups, table["practice"]["size"], table["practice"]["seed"].encode())
    seed = hidden_seed(place.secret, place.slug, version)
    return Spec(
        exercise=place.slug,
        version=version,
        groups=groups,
        practice=practice,
        hidden=_people(groups, hidden["size"], seed),
        goals=goals,
        margins=_goals(table["margins"]),
        single=best_single(practice, goals),
    )


def _people(groups: tuple[GroupModel, GroupModel], size: int, seed: bytes) -> Sample:
    if not 10 <= size <= 5000:
        raise BadLab(f"size = {size} : écrivez un nombre de 10 à 5000")
    sample = draw(groups, size, seed)
    if not all(group.in_need and group.others for group in sample):
        raise BadLab("chaque groupe doit avoir des personnes avec et sans besoin")
    return sample


def _goals(table: Mapping[str, Any]) -> Goals:
    goals = Goals(**table)
    if not all(0 <= value <= 100 for value in (goals.budget, goals.reach, goals.gap)):
        raise BadLab("[goals] et [margins] : des nombres de 0 à 100")
    return goals
