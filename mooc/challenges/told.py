"""The French sentences after a hand-in to a challenge."""

from __future__ import annotations

from mooc.challenges.challenge import Challenge
from sudia.french import percent, points, typeset


def told(
    challenge: Challenge, within: bool, shown: float | None, gap: float | None
) -> tuple[str, ...]:
    """What happened: beyond the bound, moved, or not enough to move."""
    bound = points(challenge.gap_max, 0 if round(100 * challenge.gap_max, 6) % 1 == 0 else 1)
    step = points(challenge.step, 0 if round(100 * challenge.step, 6) % 1 == 0 else 1)
    found: tuple[str, ...]
    if not within:
        found = (
            f"L’écart dépasse la borne d’équité ({bound}) : cette remise ne compte pas.",
            "Mesurez l’écart chez vous, sur les lignes d’apprentissage dont la réponse est connue.",
        )
    elif shown is not None:
        found = (
            f"Votre résultat affiché : {percent(shown)} de réponses justes, "
            f"avec un écart d’environ {points(gap)}.",
        )
    else:
        found = (
            f"Dans la borne d’équité, mais pas plus de {step} au-dessus de votre résultat "
            "affiché : il ne bouge pas.",
            "Une différence plus petite peut venir du hasard : l’afficher laisserait apprendre les "
            "réponses par cœur, essai après essai.",
        )
    return tuple(map(typeset, found))
