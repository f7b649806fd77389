"""Letters of Daudet to learn from, and beginnings whose next letter is to be guessed.

The text is real and in the public domain (``exercises/ecrivain-automatique/corpus/``, with its
licence). What is drawn for each learner: which paragraphs are read, which are kept for the test,
and where in them the questions are. ``generate(seed)`` returns what the browser may see
(``public``) and what only the server keeps (``hidden``).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

VERSION = "1"
PRACTICE_SEED = hashlib.sha256(b"sudia petit-modele-de-langue practice 7").digest()
CORPUS = Path(__file__).resolve().parent.parent / "ecrivain-automatique" / "corpus"

# The forty signs that are left: a capital, a comma, a full stop become what is nearest.
ALPHABET = " ’abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùû"
CONTEXT = 6  # letters of a beginning
LINE = 80  # letters of a line of the learning table
SHORTEST = 60  # letters of a paragraph that is kept
LEARNT = 0.7  # share of the letters that are read
# The quantity: of the « e » of the text that is read, the share where the word ends.
LETTER, NEXT = "e", " "


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many questions the test asks."""

    test: int


ISSUED = Sizes(test=5000)
PRACTICE = Sizes(test=2000)


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller test whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, float, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    learnt, kept = _shared(_stream(seed, "paragraphs"))
    places = _stream(seed, "places").choice(len(kept) - CONTEXT, sizes.test, replace=False)
    begins = [kept[at : at + CONTEXT] for at in places.tolist()]
    labels = [ALPHABET.index(kept[at + CONTEXT]) for at in places.tolist()]
    ids = _stream(seed, "ids").choice(900_000, size=sizes.test, replace=False) + 100_000
    test: dict[str, list[Any]] = {"id": ids.tolist(), "debut": begins}
    public = {
        "exercise": "petit-modele-de-langue",
        "version": VERSION,
        "practice": practice,
        "group": "",
        "codes": {},
        "train": {"ligne": [learnt[at : at + LINE] for at in range(0, len(learnt), LINE)]},
        "test": test | ({"suivante": labels} if practice else {}),
    }
    hidden = {"ids": ids.tolist(), "labels": labels, "quantity": ending(learnt)}
    return {"public": public, "hidden": hidden}


def ending(text: str) -> float:
    """The share of the letters « e » of *text* that a space follows."""
    after = [other for letter, other in pairwise(text) if letter == LETTER]
    return after.count(NEXT) / len(after)


def clean(paragraph: str) -> str:
    """A paragraph in small letters of the alphabet, one space between two words.

    >>> clean("— Ah ! L’âne, bœuf…")
    'ah l’âne boeuf'
    """
    known = re.sub(f"[^{ALPHABET}]", " ", paragraph.lower().replace("œ", "oe"))
    return re.sub(" +", " ", known).strip()


@cache
def paragraphs() -> tuple[str, ...]:
    """Every paragraph of the corpus that is long enough to ask about."""
    files = sorted(CORPUS.glob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(text for text in map(clean, lines) if len(text) >= SHORTEST)


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _shared(rng: np.random.Generator) -> tuple[str, str]:
    """The text that is read, and the one kept for the test: no paragraph is in both."""
    found = paragraphs()
    learnt: list[str] = []
    kept: list[str] = []
    left = LEARNT * sum(map(len, found))
    for at in rng.permutation(len(found)).tolist():
        (learnt if left > 0 else kept).append(found[at])
        left -= len(found[at])
    return " ".join(learnt), " ".join(kept)
