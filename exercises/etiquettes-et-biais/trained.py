"""One's labels as a model, for its card: right answers by way of speaking."""

from __future__ import annotations

from mooc.grading.lab_card import Trained
from mooc.grading.verdict import Answer

from .bench import given, models
from .messages import GROUPS, counted
from .model import words
from .reading import Lab


def trained(own: Lab, raw: Answer) -> Trained | None:
    """Counts on the messages that judge; None while one sort of label is missing."""
    now = given(own, raw)
    model = models(now)[0]
    if model is None:
        return None
    groups = {}
    for group, name in enumerate(GROUPS):
        alarms, friendly = counted(own.parts, model, now.messages, 1, group, 0)
        found, hurtful = counted(own.parts, model, now.messages, 1, group, 1)
        groups[name] = (friendly - alarms + found, friendly + hurtful)
    used = sum(len(words(message.text)) for message in now.messages)
    return Trained(
        name="Signalement appris de tes vingt étiquettes",
        purpose="Voir comment les étiquettes d’une personne passent dans un modèle.",
        data="Messages inventés, dans deux façons de parler (voir la carte des données).",
        rows="messages",
        groups=groups,
        operations=4 * used,
        octets=16 * len(model.weights),
        not_for=("surveiller de vrais messages", "punir ou exclure quelqu’un sans relecture"),
        limits=("Vingt étiquettes, quelques dizaines de mots : la vie en a bien plus.",),
    )
