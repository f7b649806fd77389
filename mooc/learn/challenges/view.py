"""One challenge as one visitor sees it: what its templates read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext, ngettext

from mooc.challenges.board import Own, OwnResult
from mooc.challenges.challenge import Challenge, Phase
from mooc.challenges.models import ChallengeEntry
from mooc.challenges.private import Prepared
from mooc.challenges.ranking import Place
from mooc.challenges.told import told
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions.told import GAP_ASKED
from mooc.learn.challenges.tables import FILES, table_csv
from sudia.card_html import size_text
from sudia.french import percent, points, significant

NBSP = "\u00a0"
FORM = ("fichier", "joules_low", "joules_high", "kilo")


@dataclass(frozen=True, slots=True)
class View:
    """One challenge as one visitor sees it. ``board`` is None when it is not shown to them."""

    challenge: Challenge
    exercise: Exercise
    phase: Phase
    prepared: Prepared | None
    left: int
    result: OwnResult | None = None
    hand_ins: Sequence[Own] = ()
    entry: ChallengeEntry | None = None
    board: Sequence[Place] | None = None
    offered: Sequence[str] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    error: tuple[str, str] | None = None

    @property
    def here(self) -> bool:
        """This site holds the hidden rows."""
        return self.prepared is not None

    @property
    def may_hand_in(self) -> bool:
        return self.here and self.phase == "open"

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What was refused, with the id of its field when the page has it."""
        if self.error is None:
            return []
        where, message = self.error
        there = {
            "quinze": self.here and self.board is None and self.phase != "before",
            "nom": self.board is not None,
        } | dict.fromkeys(FORM, self.may_hand_in)
        return [(where if there.get(where) else "contenu", message)]

    @property
    def wrong(self) -> Mapping[str, str]:
        """Message by field."""
        return dict([self.error]) if self.error else {}

    @property
    def bound(self) -> str:
        """The fairness bound, in points."""
        return _points(self.challenge.gap_max)

    @property
    def step(self) -> str:
        """What a hand-in must gain, in points."""
        return _points(self.challenge.step)

    @property
    def gap_asked(self) -> str:
        """Which gap the bound is on: « d’écart de fausses alertes entre les groupes »."""
        gap = self.exercise.task.spec.gap
        return GAP_ASKED[gap.kind] if gap else ""

    @property
    def weights(self) -> Mapping[str, int]:
        """Bytes of each file to take away."""
        if self.prepared is None:
            return {}
        tables = {name: len(table_csv(self.prepared, key)) for name, key in FILES.items()}
        return tables | {"donnees.json": len(self.prepared.data)}

    def percent(self, value: float) -> str:
        """A share: to the point while open, to a tenth of a point at the end."""
        return percent(value, 1 if self.phase == "closed" else 0)

    def points(self, value: float | None) -> str:
        """A gap, told as finely."""
        return points(value, 1 if self.phase == "closed" else 0)

    @property
    def board_caption(self) -> str:
        count = len(self.board or ())
        return ngettext("%(num)s pseudonyme", "%(num)s pseudonymes", count)

    def board_rows(self) -> list[list[str]]:
        """The board's cells: rank, name, accuracy, gap, declared energy and size."""
        return [self._row(place) for place in self.board or ()]

    def _row(self, place: Place) -> list[str]:
        standing = place.standing
        rank = gettext("hors borne") if place.rank is None else str(place.rank)
        name = standing.name + (gettext(" (vous)") if standing.mine else "")
        low, high = standing.joules or (None, None)
        energy, size = gettext("non déclarée"), gettext("non déclarée")
        if low is not None and high is not None:
            energy = gettext("%(low)s à %(high)s J", low=significant(low), high=significant(high))
        if standing.octets is not None:
            size = size_text(standing.octets)
        return [
            rank,
            name,
            self.percent(standing.accuracy),
            self.points(standing.gap).replace(" ", NBSP),
            energy,
            size,
        ]

    @property
    def last(self) -> Sequence[str]:
        """What was said of the last hand-in, while there is something left to do about it."""
        if not self.hand_ins or self.phase == "closed":
            return ()
        own = self.hand_ins[0]
        return told(self.challenge, own.within, own.shown, own.gap)

    def own_rows(self, moment_of: Callable[[Challenge, datetime, bool], str]) -> list[list[str]]:
        """One's own hand-ins: when, within the bound or not, what was then shown."""
        bound = {True: gettext("dans la borne"), False: gettext("au-delà")}
        return [
            [
                moment_of(self.challenge, own.at, False),
                bound[own.within],
                gettext("ne bouge pas") if own.shown is None else percent(own.shown),
            ]
            for own in self.hand_ins
        ]


def _points(value: float) -> str:
    return points(value, 0 if round(100 * value, 6) % 1 == 0 else 1)
