"""A number of neighbours and a scale as a model, for its card: right answers on hidden outings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mooc.grading.lab_card import Trained
from mooc.grading.verdict import Answer

from .given import read_bench
from .model import answer

if TYPE_CHECKING:
    from .lab import Notebook


def trained(own: Notebook, raw: Answer) -> Trained:
    """Counts on the hidden outings, good and bad ones apart; BadAnswer when it cannot be read."""
    bench = read_bench(raw, own.start)
    groups = {}
    for name, good in (("bonnes sorties", True), ("mauvaises sorties", False)):
        outings = [outing for outing in own.hidden if outing[2] is good]
        right = sum(
            answer(own.rows, wind, waves, bench.k, bench.scale) is good
            for wind, waves, _ in outings
        )
        groups[name] = (right, len(outings))
    return Trained(
        name=f"Plus proches voisins (k = {bench.k})",
        purpose="Comprendre ce que font le nombre de voisins et l’échelle des mesures.",
        data="Carnet de sorties en mer inventé, avec des erreurs de copie mises exprès.",
        rows="sorties",
        groups=groups,
        # Nothing is learnt in advance: one answer measures the distance to every row.
        operations=5 * len(own.rows),
        octets=3 * len(own.rows),
        not_for=("décider d’une vraie sortie en mer", "trier des personnes"),
        limits=(
            "Deux mesures seulement. Apprendre ne coûte rien, mais chaque réponse relit tout le "
            "carnet : l’énergie dite ici est celle d’une réponse.",
        ),
    )
