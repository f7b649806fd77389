"""Lay the words flat for the picture: two numbers a word, from 0 to 1000, in ``positions.json``.

    python exercises/carte-des-mots/layout.py

Run after ``train.py``. Sixteen numbers cannot all be kept on a sheet: t-SNE keeps neighbours
together and gives up on far distances. The lists and the verdict use the true vectors.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.manifold import TSNE

FOLDER = Path(__file__).resolve().parent
APART, ROUNDS = 50, 600


def flat(vectors: np.ndarray) -> np.ndarray:
    """A place on the sheet for each vector."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    sheet = TSNE(
        perplexity=14, early_exaggeration=6, metric="cosine", init="random", random_state=5
    ).fit_transform(unit)
    return np.rint(framed(spread(framed(sheet)))).astype(int)


def framed(sheet: np.ndarray) -> np.ndarray:
    """The same sheet, from 0 to 1000 both ways."""
    low, high = sheet.min(axis=0), sheet.max(axis=0)
    return 1000 * (sheet - low) / (high - low)


def spread(places: np.ndarray) -> np.ndarray:
    """The same places, pushed apart until no two are closer than ``APART``."""
    found = places.copy()
    for _ in range(ROUNDS):
        between = found[:, None, :] - found[None, :, :]
        distance = np.linalg.norm(between, axis=2) + np.eye(len(found)) * 1e9
        push = np.maximum(0, APART - distance) / 2 / np.maximum(distance, 1e-6)
        found += 0.5 * (between * push[:, :, None]).sum(axis=1)
    return found


if __name__ == "__main__":
    rows = json.loads((FOLDER / "vecteurs.json").read_text("utf-8"))
    places = flat(np.array([row[1:] for row in rows], dtype=float))
    found = {row[0]: place for row, place in zip(rows, places.tolist(), strict=True)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    (FOLDER / "positions.json").write_text(text + "\n", encoding="utf-8")
