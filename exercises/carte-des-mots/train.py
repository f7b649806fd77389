"""Train the word vectors of the map, and write them to ``vecteurs.json``.

    python exercises/carte-des-mots/train.py

What is read: the seven letters of Daudet (``../ecrivain-automatique/corpus/``) and the scenes
written for the course (``textes/``). What is asked: the words of ``mots.txt``. Nothing is drawn by
chance, so the same texts give the same vectors. Nobody says which words go together: only what
stands near them in the texts is counted.

1. a plural is read as its singular when the texts know it;
2. for each word, count the words that stand within ``WINDOW`` words of it, in the same paragraph;
3. keep what is more frequent than by chance (positive pointwise mutual information);
4. squeeze each row of counts to ``SIZE`` numbers (singular value decomposition), of length 1;
5. round to whole numbers from -127 to 127.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent
WINDOW = 15
SIZE = 16
RAREST, COMMONEST = 3, 200  # how many times a neighbour that counts is met
SMOOTH = 0.75  # rare neighbours count a little less
ALONE = {"fils"}  # not the plural of « fil »

_WORD = re.compile(r"[a-zà-öø-ÿœ]+(?:-[a-zà-öø-ÿœ]+)*’?")


def read_paragraphs(folder: Path = FOLDER) -> list[list[str]]:
    """Every paragraph of the texts as words in small letters."""
    letters = sorted((folder.parent / "ecrivain-automatique" / "corpus").glob("*.txt"))
    scenes = sorted((folder / "textes").glob("*.txt"))
    lines = [line for path in (*letters, *scenes) for line in path.read_text("utf-8").splitlines()]
    return [_WORD.findall(line.lower()) for line in lines]


def read_vocabulary(folder: Path = FOLDER) -> list[str]:
    """The words of the map."""
    return (folder / "mots.txt").read_text("utf-8").split()


def singular(paragraphs: Iterable[Sequence[str]], vocabulary: Iterable[str]) -> list[list[str]]:
    """The same paragraphs, plurals read as singulars."""
    kept = [list(words) for words in paragraphs]
    known = {word for words in kept for word in words} | set(vocabulary)
    return [[_singular(word, known) for word in words] for words in kept]


def _singular(word: str, known: set[str]) -> str:
    if len(word) <= 3 or word in ALONE:
        return word
    for ending, other in (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", "")):
        found = word.removesuffix(ending) + other
        if word.endswith(ending) and found in known:
            return found
    return word


def cooccurrences(
    paragraphs: Sequence[Sequence[str]], vocabulary: Sequence[str]
) -> NDArray[np.float64]:
    """A row a word of the vocabulary, a column a neighbour: how many times they stand close."""
    met = Counter(word for words in paragraphs for word in words)
    near = sorted(word for word, times in met.items() if RAREST <= times <= COMMONEST)
    row = {word: n for n, word in enumerate(vocabulary)}
    column = {word: n for n, word in enumerate(near)}
    counts = np.zeros((len(vocabulary), len(near)))
    for words in paragraphs:
        for at, word in enumerate(words):
            if word in row:
                around = [*words[max(0, at - WINDOW) : at], *words[at + 1 : at + WINDOW + 1]]
                for other in around:
                    if other in column:
                        counts[row[word], column[other]] += 1
    return counts


def informative(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Positive pointwise mutual information: 0 where two words meet no more than by chance."""
    total = counts.sum()
    word = counts.sum(axis=1, keepdims=True) / total
    neighbour = counts.sum(axis=0) ** SMOOTH
    neighbour = neighbour / neighbour.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log(counts / total / (word * neighbour))
    return np.maximum(np.nan_to_num(found, nan=0.0, neginf=0.0), 0.0)


def squeezed(table: NDArray[np.float64], size: int = SIZE) -> NDArray[np.float64]:
    """Each row as *size* numbers of length 1, signs settled so that a computer changes nothing."""
    left, strengths, _ = np.linalg.svd(table, full_matrices=False)
    found = left[:, :size] * np.sqrt(strengths[:size])
    largest = np.abs(found).argmax(axis=0)
    found = found * np.sign(found[largest, np.arange(size)])
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.where(lengths == 0, 1, lengths))


def train(paragraphs: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> NDArray[np.int64]:
    """The vectors of *vocabulary*, a row each, rounded."""
    read = singular(paragraphs, vocabulary)
    vectors = squeezed(informative(cooccurrences(read, vocabulary)))
    return np.rint(127 * vectors).astype(np.int64)


def as_json(vocabulary: Sequence[str], vectors: NDArray[np.int64]) -> str:
    """The file that the lab reads: a word and its numbers on each line."""
    rows = (
        json.dumps([word, *vector], ensure_ascii=False, separators=(",", ":"))
        for word, vector in zip(vocabulary, vectors.tolist(), strict=True)
    )
    return "[\n" + ",\n".join(rows) + "\n]\n"


if __name__ == "__main__":
    words = read_vocabulary()
    text = as_json(words, train(read_paragraphs(), words))
    (FOLDER / "vecteurs.json").write_text(text, encoding="utf-8")
