"""Train the vocabulary of this exercise and say how well it does.

    python exercises/decoupe-en-morceaux/train.py            # write vocabulaire.json
    python exercises/decoupe-en-morceaux/train.py --measure  # the figures of the data card only

Nothing is drawn but the paragraphs that are set aside, from a seed: the same corpus always gives
the same file, and a test trains again to see that it does.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

if __package__:
    from .model import Vocabulary, compression, dump, load, train
else:  # run as a script
    from model import Vocabulary, compression, dump, load, train

FOLDER: Final = Path(__file__).resolve().parent
CORPUS: Final = FOLDER.parent / "ecrivain-automatique" / "corpus"
VOCABULARY: Final = FOLDER / "vocabulaire.json"
SEED: Final = "decoupe-en-morceaux, paragraphes mis de côté, 1"
SIZE: Final = 2000  # merges; with the 256 bytes, 2 256 pieces in all
ASIDE: Final = 10  # one paragraph in ten is never seen in training


def paragraphs(folder: Path = CORPUS) -> list[str]:
    """The corpus, a paragraph each, in the order of its files."""
    files = sorted(folder.glob("*.txt"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def split(texts: Sequence[str], seed: str = SEED) -> tuple[list[str], list[str]]:
    """The paragraphs to learn from, and those set aside."""
    order = list(texts)
    # Not for secrecy: anyone may draw the same paragraphs.
    Random(seed).shuffle(order)  # noqa: S311
    aside = len(order) // ASIDE
    return order[aside:], order[:aside]


def shuffled(texts: Sequence[str], seed: str = SEED) -> list[str]:
    """The same letters in another order: what is left when a language loses its habits."""
    rng = Random(seed)  # noqa: S311 (as above)
    out = []
    for text in texts:
        letters = list(text)
        rng.shuffle(letters)
        out.append("".join(letters))
    return out


def report(vocabulary: Vocabulary) -> str:
    """The figures of the data card, in French."""
    seen, aside = split(paragraphs())
    lines = (
        f"paragraphes appris : {len(seen)} ; mis de côté : {len(aside)}",
        f"fusions : {len(vocabulary.merges)}",
        f"octets par morceau, texte appris : {compression(vocabulary, seen):.2f}",
        f"octets par morceau, texte mis de côté : {compression(vocabulary, aside):.2f}",
        f"octets par morceau, lettres mélangées : {compression(vocabulary, shuffled(aside)):.2f}",
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Entraîne le vocabulaire de l’exercice.")
    parser.add_argument("--measure", action="store_true", help="mesurer sans rien écrire")
    if not parser.parse_args().measure:
        vocabulary = train(split(paragraphs())[0], SIZE)
        VOCABULARY.write_text(dump(vocabulary), encoding="utf-8")
    print(report(load(VOCABULARY)))


if __name__ == "__main__":
    main()
