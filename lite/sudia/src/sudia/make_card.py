"""Fill a model card from predictions on a table whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import ArrayLike

from sudia.card import Card, Cost, GroupLine, Measure, read_card
from sudia.energy import CO2_SOURCE, Energy, Gauge
from sudia.groups import tableau
from sudia.intervals import Gap, Share
from sudia.table import Table

DATA = "Données fictives de l’exercice : aucun dossier ne décrit une vraie personne."


def carte(
    table: Table,
    predictions: ArrayLike,
    *,
    modele: str,
    usage: str,
    ne_pas_utiliser_pour: Sequence[str],
    energie: Gauge | Energy | None = None,
    limites: Sequence[str] = (),
    donnees: str = DATA,
) -> Card:
    """The model card; the measures come from `predictions` on `table` (truth: besoin_reel)."""
    report = tableau(table, predictions).report
    if report is None:
        raise ValueError("La carte se mesure sur le jeu d’essai, où le besoin réel est connu.")
    card = Card(
        modele=modele,
        usage=usage,
        donnees=donnees,
        exactitude=report.accuracy,
        groupes=tuple(
            GroupLine(str(r.group), r.rows, _m(r.selection), _m(r.tpr), _m(r.fpr))
            for r in report.groups
        ),
        ecart_acceptation=_m(report.selection_gap),
        ecart_besoin=_m(report.tpr_gap),
        ecart_sans_besoin=_m(report.fpr_gap),
        cout=_cost(energie),
        ne_pas_utiliser_pour=_several(ne_pas_utiliser_pour),
        limites=_several(limites),
    )
    return read_card(card.en_dict())  # the same checks as the server's, at once


def _several(texts: Sequence[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _m(measured: Share | Gap) -> Measure:
    return Measure(measured.value, measured.low, measured.high)


def _cost(energy: Gauge | Energy | None) -> Cost | None:
    if energy is None:
        return None
    measure = energy.mesure if isinstance(energy, Gauge) else energy
    low, _, high = measure.joules
    return Cost(measure.seconds, measure.watts, (low, high), measure.grams, CO2_SOURCE)
