"""Words as a search compares them: folded (no accent, no case), and stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# What is too common to look for. A search made of nothing else keeps them.
EMPTY = frozenset(
    """a ai au aux avec c ce ces cet cette comment d dans de des du elle elles en est et eux il ils
    j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ou par pas pour
    pourquoi qu que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur t ta te tes
    ton tu un une vos votre vous y""".split()
)
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """*text* in lower case, without accents or ligatures: ``Œuvre élue`` → ``oeuvre elue``."""
    plain = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words of *text*, as they are written."""
    return WORD.findall(text)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded French stem of a word (Porter's Snowball algorithm for French).

    The stemmer reads accents, so it runs before they are dropped; a word typed without them often
    has another stem: a search also compares folded words.
    """
    return fold(_STEMMER.stemWord(word.casefold()))


_STEMMER = snowballstemmer.stemmer("french")
