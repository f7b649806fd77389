"""Naive Bayes on words: how often each word is in flagged messages, and in the others.

The page trains the same (web/model.js); scikit-learn's MultinomialNB is the reference of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

# Sums of logarithms may differ by their last bit in the page: a tie is never flagged.
NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Model:
    """``weights``: above 0, the word speaks for flagging; ``start``: before any word."""

    weights: Mapping[str, float]
    start: float


def words(text: str) -> list[str]:
    """The words of a message, in small letters."""
    return re.findall(r"[a-zà-ÿœ]+", text.lower().replace("’", " "))


def train(messages: Sequence[str], flags: Sequence[bool]) -> Model | None:
    """The model of these labels; None when one of the two sorts is missing."""
    if len(set(flags)) < 2:
        return None
    counts: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for message, flag in zip(messages, flags, strict=True):
        for word in words(message):
            counts[flag][word] = counts[flag].get(word, 0) + 1
    known = sorted({*counts[True], *counts[False]})
    size = {flag: sum(of.values()) + len(known) for flag, of in counts.items()}
    weights = {
        word: log((counts[True].get(word, 0) + 1) / size[True])
        - log((counts[False].get(word, 0) + 1) / size[False])
        for word in known
    }
    flagged = sum(flags)
    return Model(weights, log(flagged / (len(flags) - flagged)))


def weight(model: Model, text: str) -> float:
    """What the words of *text* add up to; a word never seen adds nothing."""
    total = 0.0
    for word in words(text):
        total += model.weights.get(word, 0.0)
    return total


def flagged(model: Model, parts: Sequence[float]) -> bool:
    """Whether a message made of parts of these weights is flagged."""
    total = model.start
    for part in parts:
        total += part
    return total > NOTHING
