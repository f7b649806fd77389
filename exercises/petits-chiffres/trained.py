"""The means of one's labels as a model, for its card: right answers by digit."""

from __future__ import annotations

from mooc.grading.lab_card import Trained
from mooc.grading.verdict import Answer

from .bench import Lab, given, learnt
from .model import predict


def trained(own: Lab, raw: Answer) -> Trained | None:
    """Counts on the digits that judge; None when nothing was labelled."""
    now = given(own, raw)
    if not now.labelled:
        return None
    means, hidden = learnt(own, now), own.data.hidden
    groups = {}
    for digit in own.data.classes:
        pictures = [
            p for p, name in zip(hidden.pictures, hidden.names, strict=True) if name == digit
        ]
        right = sum(predict(means, picture) == digit for picture in pictures)
        groups[f"le chiffre {digit}"] = (right, len(pictures))
    squares = len(hidden.pictures[0])
    return Trained(
        name=f"Moyennes de {len(now.labelled)} chiffres étiquetés",
        purpose="Voir ce que valent quelques étiquettes, et ce que coûte une étiquette fausse.",
        data="Chiffres manuscrits réels, 8 cases sur 8 (voir la carte des données).",
        rows="chiffres",
        groups=groups,
        operations=squares * len(now.labelled),
        octets=8 * squares * len(means),
        not_for=("lire un vrai document", "reconnaître l’écriture d’une personne"),
        limits=("Trois chiffres seulement, dessinés bien au milieu.",),
    )
