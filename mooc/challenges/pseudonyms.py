"""Pseudonyms that the site offers: an animal or a plant from here, and an adjective.

Never free text: it would let a pupil write a name, theirs or another's.
"""

from __future__ import annotations

import random
from collections.abc import Collection

FEMININE = (
    "Abeille", "Alouette", "Anémone", "Bartavelle", "Belette", "Bergeronnette", "Buse", "Chouette",
    "Cigale", "Coccinelle", "Daurade", "Étoile", "Fauvette", "Figue", "Garrigue", "Girelle",
    "Hirondelle", "Huppe", "Lavande", "Libellule", "Loutre", "Marmotte", "Méduse", "Mésange",
    "Mouette", "Murène", "Olive", "Pie", "Rascasse", "Rainette", "Sardine", "Sauterelle", "Tortue",
    "Truite",
)  # fmt: skip
MASCULINE = (
    "Aigle", "Amandier", "Bouquetin", "Calisson", "Castor", "Chamois", "Chêne", "Corail", "Cyprès",
    "Dauphin", "Écureuil", "Faucon", "Flamant", "Genêt", "Goéland", "Grillon", "Guêpier",
    "Hérisson", "Hibou", "Lézard", "Lièvre", "Loriot", "Loup", "Mérou", "Micocoulier", "Mistral",
    "Mouflon", "Oursin", "Papillon", "Pin", "Poulpe", "Rollier", "Santon", "Thym",
)  # fmt: skip
# Feminine, masculine.
ADJECTIVES = (
    ("agile", "agile"), ("blanche", "blanc"), ("bleue", "bleu"), ("calme", "calme"),
    ("curieuse", "curieux"), ("dorée", "doré"), ("douce", "doux"), ("fidèle", "fidèle"),
    ("futée", "futé"), ("gaie", "gai"), ("habile", "habile"), ("légère", "léger"),
    ("malicieuse", "malicieux"), ("mauve", "mauve"), ("ocre", "ocre"), ("patiente", "patient"),
    ("rapide", "rapide"), ("rêveuse", "rêveur"), ("rousse", "roux"), ("rusée", "rusé"),
    ("sage", "sage"), ("tenace", "tenace"), ("tranquille", "tranquille"), ("verte", "vert"),
)  # fmt: skip
NAMES = (
    *(f"{noun} {feminine}" for noun in FEMININE for feminine, _ in ADJECTIVES),
    *(f"{noun} {masculine}" for noun in MASCULINE for _, masculine in ADJECTIVES),
)
KNOWN = frozenset(NAMES)
LONGEST = max(map(len, NAMES))
OFFERED = 8


def offers(taken: Collection[str], seed: str) -> tuple[str, ...]:
    """A few free pseudonyms, the same for the same *seed*."""
    free = [name for name in NAMES if name not in taken]
    draw = random.Random(seed)  # noqa: S311 - not a secret: which names are offered
    return tuple(draw.sample(free, min(OFFERED, len(free))))
