"""A small tokeniser: byte-pair encoding, trained here and nowhere else.

A text is cut into chunks (a word with the space before it, a run of digits, a run of marks), each
chunk into bytes, then the two neighbours that were merged first in training are merged again,
until none is left. ``web/model.js`` is its twin: same chunks, same merges (a test compares both).

No table of Unicode is used to tell letters from marks: Python's and the browser's may differ.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

BYTES: Final = 256
_MARK = r"!-&(-/:-@\[-`{-~«»“”…–—·€"
# A word keeps the space before it and an elision's apostrophe (« l’ »): as most tokenisers do.
_CHUNK = re.compile(
    rf" ?[^ \t\n0-9’{_MARK}]+’?| ?[0-9]+| ?[’{_MARK}]+|[ \t\n]+",
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile("[\u00a0\u202f]")

Pair = tuple[int, int]


def normalise(text: str) -> str:
    """One way to write the same thing: composed letters, plain spaces, curly apostrophes."""
    text = _SURROGATE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).replace("'", "’")


def chunks(text: str) -> list[str]:
    """The parts of *text* that no piece may cross.

    >>> chunks("L'eau, 12 fois")
    ['L’', 'eau', ',', ' 12', ' fois']
    """
    return _CHUNK.findall(normalise(text))


@dataclass(frozen=True)
class Vocabulary:
    """``merges[n]`` are the two pieces that make piece ``256 + n``, in the order of training."""

    merges: tuple[Pair, ...]

    @cached_property
    def ranks(self) -> Mapping[Pair, int]:
        """Which pair is merged before which."""
        return {pair: rank for rank, pair in enumerate(self.merges)}

    @cached_property
    def spellings(self) -> tuple[bytes, ...]:
        """The bytes of every piece."""
        known = [bytes([byte]) for byte in range(BYTES)]
        for left, right in self.merges:
            known.append(known[left] + known[right])
        return tuple(known)

    def encode(self, text: str) -> list[int]:
        """The pieces of *text*, as numbers."""
        return [piece for chunk in chunks(text) for piece in self._chunk(chunk)]

    def pieces(self, text: str) -> list[bytes]:
        """The pieces of *text*, as bytes: one letter of some alphabets takes several."""
        return [self.spellings[piece] for piece in self.encode(text)]

    def count(self, text: str) -> int:
        """How many pieces *text* makes."""
        return len(self.encode(text))

    def _chunk(self, chunk: str) -> list[int]:
        ids = list(chunk.encode())
        last = len(self.merges)
        while len(ids) > 1:
            rank, pair = min((self.ranks.get(p, last), p) for p in pairwise(ids))
            if rank == last:
                break
            ids = merge(ids, pair, BYTES + rank)
        return ids


def merge(ids: Sequence[int], pair: Pair, new: int) -> list[int]:
    """*ids* with every *pair* of neighbours replaced by *new*, from left to right.

    >>> merge([1, 1, 1, 2], (1, 1), 9)
    [9, 1, 2]
    """
    out: list[int] = []
    at = 0
    while at < len(ids):
        if tuple(ids[at : at + 2]) == pair:
            out.append(new)
            at += 2
        else:
            out.append(ids[at])
            at += 1
    return out


def train(texts: Iterable[str], size: int) -> Vocabulary:
    """Learn *size* merges: each time the most frequent pair, the smallest of bytes when tied."""
    known = Counter(chunk for text in texts for chunk in chunks(text))
    words = [(list(chunk.encode()), times) for chunk, times in sorted(known.items())]
    spell = [bytes([byte]) for byte in range(BYTES)]
    counts: Counter[Pair] = Counter()
    where: defaultdict[Pair, set[int]] = defaultdict(set)
    for index, (ids, times) in enumerate(words):
        for pair in pairwise(ids):
            counts[pair] += times
            where[pair].add(index)
    merges: list[Pair] = []
    while len(merges) < size and counts:
        best = min(counts, key=lambda p: (-counts[p], spell[p[0]], spell[p[1]]))
        if counts[best] < 2:
            break
        spell.append(spell[best[0]] + spell[best[1]])
        for index in where.pop(best):
            _replace(words, index, best, BYTES + len(merges), counts, where)
        merges.append(best)
    return Vocabulary(tuple(merges))


def _replace(
    words: list[tuple[list[int], int]],
    index: int,
    pair: Pair,
    new: int,
    counts: Counter[Pair],
    where: defaultdict[Pair, set[int]],
) -> None:
    """Merge *pair* in one word, and keep the counts true."""
    ids, times = words[index]
    before = list(pairwise(ids))
    ids = merge(ids, pair, new)
    words[index] = (ids, times)
    for now in pairwise(ids):
        counts[now] += times
        where[now].add(index)
    for old in before:
        counts[old] -= times
        if not counts[old]:
            del counts[old]


def compression(vocabulary: Vocabulary, texts: Iterable[str]) -> float:
    """Bytes per piece: 1 without any merge, more when the vocabulary suits the text."""
    texts = list(texts)
    size = sum(len(normalise(text).encode()) for text in texts)
    return size / max(1, sum(vocabulary.count(text) for text in texts))


def load(path: Path) -> Vocabulary:
    """The vocabulary that ``train.py`` wrote."""
    return Vocabulary(tuple((left, right) for left, right in json.loads(path.read_text())))


def dump(vocabulary: Vocabulary) -> str:
    """What :func:`load` reads: one list, sixteen merges a line."""
    pairs = [f"[{left},{right}]" for left, right in vocabulary.merges]
    lines = [",".join(pairs[at : at + 16]) for at in range(0, len(pairs), 16)]
    return "[\n" + ",\n".join(lines) + "\n]\n"
