"""The model card of a lab that trains: from whole counts, in the form of every other card.

What the browser measured is not read. The measures are counts on rows that the page never showed;
the cost comes from the number of operations of the training, as a range: from a fast script on a
phone (1e9 a second at 3 W) to a slow one on a desktop computer (1e7 a second at 40 W).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudia.card import Card

FAST, SLOW = (1e9, 3.0), (1e7, 40.0)  # (operations a second, watts)
SOURCE = "Estimé d’après le nombre d’opérations ; carbone : {carbon}"


@dataclass(frozen=True, slots=True)
class Trained:
    """A model trained in a lab. ``groups`` maps a name to (right answers, rows) on hidden rows.

    ``operations`` are the multiplications and additions of the training; ``octets`` the size of
    what was learnt. Texts are French; ``rows`` names the rows ("manchots").
    """

    name: str
    purpose: str
    data: str
    rows: str
    groups: Mapping[str, tuple[int, int]]
    operations: int
    octets: int
    not_for: tuple[str, ...]
    limits: tuple[str, ...] = ()


def card_of(trained: Trained) -> Card:
    """The model card, with Wilson's intervals and Newcombe's for the gap (two groups or more)."""
    # Imported here: a site that shows no card need not load numpy for this.
    from sudia.card import SHARE, Card, Cost, GroupLine, Measure, MeasureName
    from sudia.energy import CO2_HIGH, CO2_LOW, CO2_SOURCE, JOULES_PER_KWH
    from sudia.intervals import share, widest
    from sudia.task import CLASSES

    def line(name: str, right: int, rows: int) -> GroupLine:
        found = share(right, rows)
        return GroupLine(name, rows, (Measure(found.value, found.low, found.high),))

    gap = widest([share(*counts) for counts in trained.groups.values()])
    lines = tuple(line(name, *counts) for name, counts in trained.groups.items())
    right = sum(counts[0] for counts in trained.groups.values())
    rows = sum(counts[1] for counts in trained.groups.values())
    low = trained.operations / FAST[0] * FAST[1]
    high = trained.operations / SLOW[0] * SLOW[1]
    grams = (low / JOULES_PER_KWH * CO2_LOW, high / JOULES_PER_KWH * CO2_HIGH)
    source = SOURCE.format(carbon=CO2_SOURCE)
    return Card(
        modele=trained.name,
        usage=trained.purpose,
        donnees=trained.data,
        tache=CLASSES,
        lignes=trained.rows,
        mesures=(MeasureName("Réponses justes", SHARE),),
        ensemble=line("Ensemble", right, rows),
        groupes=lines if len(lines) > 1 else (),
        ecarts=(Measure(gap.value, gap.low, gap.high),) if len(lines) > 1 else (),
        cout=Cost(trained.operations / SLOW[0], SLOW[1], (low, high), grams, source),
        octets=trained.octets,
        ne_pas_utiliser_pour=trained.not_for,
        limites=trained.limits,
    )
