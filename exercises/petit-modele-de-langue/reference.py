"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALPHABET = " ’abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùû"
SIZE = len(ALPHABET)
RANK = {letter: code for code, letter in enumerate(ALPHABET)}
Codes = NDArray[np.int64]
_RANKS = np.zeros(0x2020, dtype=np.int64)  # by code point; the apostrophe is the last one
_RANKS[[ord(letter) for letter in ALPHABET]] = range(SIZE)


def coded(text: str) -> Codes:
    """Each letter as its rank in the alphabet."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return _RANKS[points]


def learnt(issued: Mapping[str, Any]) -> Codes:
    """The text that is read, as codes."""
    return coded("".join(issued["train"]["ligne"]))


def asked(issued: Mapping[str, Any]) -> Codes:
    """The beginnings of the test, a row each, as codes."""
    begins = issued["test"]["debut"]
    return coded("".join(begins)).reshape(len(begins), -1)


def pairs(text: Codes) -> NDArray[np.float64]:
    """``pairs[a, b]``: how many times letter *b* follows letter *a*."""
    found = np.bincount(text[:-1] * SIZE + text[1:], minlength=SIZE**2)
    return found.reshape(SIZE, SIZE).astype(float)


def hand_in(
    issued: Mapping[str, Any], predictions: Codes, quantity: float | None = None
) -> dict[str, Any]:
    """Ids, predictions, and the share of « e » that end a word, unless another is given."""
    if quantity is None:
        counts = pairs(learnt(issued))[RANK["e"]]
        quantity = float(counts[RANK[" "]] / counts.sum())
    return {
        "ids": np.asarray(issued["test"]["id"]).tolist(),
        "predictions": predictions.astype(int).tolist(),
        "quantity": quantity,
    }


def two_letters(issued: Mapping[str, Any]) -> dict[str, Any]:
    """Counts after two letters; where they never met, counts after one."""
    text, begins = learnt(issued), asked(issued)
    index = (text[:-2] * SIZE + text[1:-1]) * SIZE + text[2:]
    triples = np.bincount(index, minlength=SIZE**3).reshape(SIZE, SIZE, SIZE)
    one, other = begins[:, -2], begins[:, -1]
    scores = triples[one, other] + pairs(text)[other] / len(text)
    return hand_in(issued, scores.argmax(axis=1))


def one_layer(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the notebook: a softmax on the last four letters, a few steps of descent."""
    text, begins = learnt(issued), asked(issued)
    inputs = np.stack([text[3 - k : len(text) - 1 - k] + k * SIZE for k in range(4)], axis=1)
    weights, bias = descend(inputs, text[4:], steps=60, batch=500)
    last = np.stack([begins[:, -1 - k] + k * SIZE for k in range(4)], axis=1)
    return hand_in(issued, (weights[last].sum(axis=1) + bias).argmax(axis=1))


def descend(
    inputs: Codes, labels: Codes, steps: int, batch: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and bias of a softmax whose inputs are zeros but for the ones at *inputs*."""
    rng = np.random.default_rng(0)
    weights = np.zeros((4 * SIZE, SIZE))
    bias = np.zeros(SIZE)
    for step in range(steps):
        rows = rng.integers(0, len(labels), batch)
        ones = np.zeros((batch, 4 * SIZE))
        ones[np.arange(batch)[:, None], inputs[rows]] = 1
        scores = ones @ weights + bias
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        odds[np.arange(batch), labels[rows]] -= 1
        rate = 40.0 * (1 - step / steps) + 2.0
        weights -= rate * ones.T @ odds / batch
        bias -= rate / 12 * odds.mean(axis=0)
    return weights, bias


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "two_letters": two_letters,
    "one_layer": one_layer,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    ("compte[avant, apres] += 0  # à modifier", "compte[avant, apres] += 1"),
    (
        "part_e = 0.0  # à remplacer",
        'part_e = compte[numero["e"], numero[" "]] / compte[numero["e"]].sum()  #',
    ),
    ("pas, tours = 0.5, 60  # à modifier", "pas, tours = 10, 200"),
    (
        "part = 0.0  # à remplacer",
        'part = compte[numero["e"], numero[" "]] / compte[numero["e"]].sum()  #',
    ),
)

# The learner's changes that solve the notebook: (text of a cell, text that replaces it).
SOLVED = (
    ("+= 0  # à modifier", "+= 1"),
    ("part_e = 0.0  #", 'part_e = compte[numero["e"], numero[" "]] / compte[numero["e"]].sum()  #'),
    ("pas, tours = 0.5, 60", "pas, tours = 10, 200"),
    ("part = 0.0  #", 'part = compte[numero["e"], numero[" "]] / compte[numero["e"]].sum()  #'),
)
