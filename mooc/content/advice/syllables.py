"""How many syllables a French word has when it is read aloud with care.

A mute e counts inside a word (« main-te-nant ») and not at its end (« ta-ble »). An i, an u or an
« ou » before a vowel glides into it (« na-tion », « si-tua-tion »), except after a consonant and l
or r (« ou-bli-er », « cru-el »). Acronyms are spelled (« S-M-S »).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

LETTERS = re.compile(r"[^\W\d_]+")
VOWEL = "aeiouyàâäéèêëîïôöùûüœ"
# One step a line, in this order: what is written and not heard, then what is heard otherwise.
STEPS = tuple(
    (re.compile(pattern.replace("V", VOWEL)), replacement)
    for pattern, replacement in (
        (r"qu(?=[V]|$)", "q"),
        (r"gu(?=[eéèêiîy])", "g"),
        (r"ge(?=[aoâô])", "g"),
        (r"aient$", "ai"),
        (r"^pays", "païs"),
        (r"(?<=[V])y(?=[V])|^y(?=[V])", "j"),
        (r"(?<=[V])ill(?=[V])", "j"),
        (r"(?<=[V])ils?$", "j"),
        (r"(?<=[a-zà-ÿœ])es?$", ""),
    )
)
# What is heard as one vowel; the longest first.
NUCLEI = re.compile(rf"aoû|eau|oeu|œu|oie|aie|oo|ea|o[uùûiî]|a[iîuy]|e[uûiîy]|[{VOWEL}]")
RUN = re.compile(rf"[{VOWEL}]+")
CLUSTER = re.compile(r"[bcdfgkptv][lr]$")
GLIDES = frozenset({"i", "î", "u", "y", "ou"})
# Words in -ent that are no plural of a verb; those in -ment too, the next ones excepted.
SOUNDED = frozenset(
    """absent accent accident adolescent adjacent agent antécédent apparent argent ascendant cent
    client cohérent compétent concurrent content continent dent différent divergent décent
    déterminent excellent fréquent incident indulgent influent innocent insolent intelligent
    intermittent lent occident parent patient permanent pertinent précédent présent président
    prudent récent référent régent résident serpent souvent sent talent torrent transparent
    trident urgent vent violent virulent éloquent émergent équivalent éminent évident""".split()
)
MUTE = frozenset(
    """affirment aiment animent arment calment confirment consomment dorment estiment expriment
    ferment filment forment impriment informent nomment programment réclament résument suppriment
    transforment""".split()
)


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Syllables of what stands between two spaces: « l’école, » has two, « 22 » none."""
    parts = LETTERS.findall(word)
    return max(1, sum(map(_part, parts))) if parts else 0


def _part(part: str) -> int:
    if part.isupper() and 2 <= len(part) <= 5:
        return len(part)
    word = _mute_ending(unicodedata.normalize("NFC", part).casefold())
    heard = word
    for pattern, replacement in STEPS:
        heard = pattern.sub(replacement, heard)
    count = sum(_run(heard[: run.start()], run[0]) for run in RUN.finditer(heard))
    # « le », « que », « des » keep their only vowel; an elided « l » or « qu » has none.
    return count or (1 if RUN.search(word) and not word.endswith("qu") else 0)


def _mute_ending(word: str) -> str:
    """The word without the « ent » of a plural verb."""
    if not word.endswith("ent") or word.endswith("aient") or word in SOUNDED:
        return word
    if word.endswith("ment") and word not in MUTE:
        return word
    # « ils oublient » keeps its i; « il tient » is heard as one.
    if word.endswith("ient") and not CLUSTER.search(word[:-4]):
        return word
    return word[:-3]


def _run(before: str, run: str) -> int:
    """Vowels heard in a run of written vowels that follows ``before``."""
    nuclei = NUCLEI.findall(run)
    if before == "c" and run.startswith("oo"):
        nuclei[:1] = ["o", "o"]  # « coopérer »
    count = len(nuclei)
    for place, (first, second) in enumerate(pairwise(nuclei)):
        split = place == 0 and CLUSTER.search(before) and (first, second) != ("u", "i")
        if first in GLIDES and not split:
            count -= 1
    return count
