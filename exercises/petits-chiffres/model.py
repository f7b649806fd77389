"""A model of means: one mean picture a digit; a new picture is the digit of the nearest mean.

Whole numbers only, so that the page (web/model.js) and the server never differ by a rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

Ink = Sequence[int]


@dataclass(frozen=True, slots=True)
class Mean:
    """A digit's mean, kept as a sum of ``size`` pictures; ``square`` is the sum's own square."""

    digit: str
    size: int
    total: tuple[int, ...]
    square: int


def train(pictures: Sequence[Ink], labels: Sequence[str], digits: Sequence[str]) -> list[Mean]:
    """The mean of each digit that was given at least once, in the order of *digits*."""
    means = []
    for digit in digits:
        own = [p for p, label in zip(pictures, labels, strict=True) if label == digit]
        if own:
            total = tuple(map(sum, zip(*own, strict=True)))
            means.append(Mean(digit, len(own), total, _dot(total, total)))
    return means


def predict(means: Sequence[Mean], picture: Ink) -> str:
    """The digit of the nearest mean, the first of them when two are as near; "" without a mean."""
    best: tuple[int, int] | None = None
    found = ""
    for mean in means:
        # |x - S/n|² less |x|², which is the same for all: (S·S - 2n·x·S) / n².
        far = mean.square - 2 * mean.size * _dot(picture, mean.total)
        over = mean.size * mean.size
        if best is None or far * best[1] < best[0] * over:
            best, found = (far, over), mean.digit
    return found


def right(means: Sequence[Mean], pictures: Sequence[Ink], digits: Sequence[str]) -> int:
    """How many pictures get their own digit."""
    pairs = zip(pictures, digits, strict=True)
    return sum(predict(means, picture) == digit for picture, digit in pairs)


def confusion(
    means: Sequence[Mean], pictures: Sequence[Ink], digits: Sequence[str], names: Sequence[str]
) -> Mapping[str, list[int]]:
    """For each true digit, how many are taken for each of *names*."""
    counts = {name: [0] * len(names) for name in names}
    for picture, digit in zip(pictures, digits, strict=True):
        found = predict(means, picture)
        if found:
            counts[digit][names.index(found)] += 1
    return counts


def _dot(first: Ink, second: Ink) -> int:
    return sum(map(mul, first, second))
