"""Synthetic messages between pupils, some of which hurt: "Messages blessants".

Everything here is invented; no message was written by a person and none is named.
`generate(seed)` returns what the browser may see (`public`) and what only the server keeps
(`hidden`). The sentences are in phrases.toml.

How a message is drawn (carte-donnees.md tells it to learners):
1. the way of writing: "courante" or "du-coin" (short spellings, words of the region);
2. whether it hurts: the answer;
3. what it says: a sentence that hurts (excludes, mocks, threatens to leave out) or one that does
   not, and, once in five, a sentence that is said in both cases; then written in its own way;
4. a word before and after, whose law depends on the way of writing alone;
5. the past alert: what it says, with a few mistakes, and, in the other way of writing, a harmless
   message reported far too often. That is the bias put in: biased labels.

The past alerts are known for every message of the learning table; whether it truly hurts, only
for those that a group of pupils and adults read again, as many of each way of writing.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "ecriture"
GROUPS = ("courante", "du-coin")
PRACTICE_SEED = hashlib.sha256(b"sudia messages-blessants practice 1").digest()

ACCUSED = 0.55  # harmless, in the other way of writing, reported all the same: the bias
HONEST_MISTAKES = 0.04  # any past alert, either way
BOTH_WAYS = 0.2  # messages whose sentence is said to hurt and not to hurt
FOLLOWED = 0.7  # of those, followed by words that tell
REWRITTEN = 0.8  # how often a word that has another spelling takes it

MOST_OF_A_SENTENCE = 40  # choices of its words that are kept
SPELLINGS = 4  # of each sentence in the other way of writing


@dataclass(frozen=True, slots=True)
class Sizes:
    """Messages of each way of writing (courante, du-coin); pairs of twins."""

    train: tuple[int, int]
    read_again: tuple[int, int]
    test: tuple[int, int]
    pairs: int


# 2 120 test messages of each writing and rates within 0.48-0.52 leave 1 017 for each writing and
# outcome, 70 % of which (712) decide the verdict.
ISSUED = Sizes(train=(1000, 800), read_again=(600, 600), test=(2120, 2120), pairs=200)
PRACTICE = Sizes(train=(1000, 800), read_again=(600, 600), test=(700, 700), pairs=100)

# A text in its spellings: the common one first.
Spelt = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said, in all its spellings. `said[label]` are the sentences by theme."""

    said: tuple[tuple[tuple[Spelt, ...], ...], tuple[tuple[Spelt, ...], ...]]
    both: tuple[Spelt, ...]
    followed: tuple[tuple[Spelt, ...], tuple[Spelt, ...]]
    before: tuple[tuple[str, ...], tuple[str, ...]]
    after: tuple[tuple[str, ...], tuple[str, ...]]


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    rates = tuple(_stream(seed, "rates").uniform(0.48, 0.52, 2))
    test, hidden = _test_rows(seed, sizes, rates)
    public: dict[str, Any] = {
        "exercise": "messages-blessants",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS)},
        "train": _learning_rows(seed, sizes, rates),
        "test": test | ({"blessant": hidden["labels"]} if practice else {}),
    }
    return {"public": public, "hidden": hidden}


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the messages says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _learning_rows(seed: bytes, sizes: Sizes, rates: tuple[float, ...]) -> dict[str, list[Any]]:
    order = _stream(seed, "train-order").permutation(sum(sizes.train))
    writing = np.repeat([0, 1], sizes.train)[order]
    hurts = _labels(_stream(seed, "train-labels"), sizes.train, rates)[order]
    again = np.concatenate(
        [np.arange(n) < k for n, k in zip(sizes.train, sizes.read_again, strict=True)]
    )[order]
    rng = _stream(seed, "alerts")
    accused = (writing == 1) & (hurts == 0) & (rng.random(len(hurts)) < ACCUSED)
    alert = np.where(accused, 1, hurts)
    alert = np.where(rng.random(len(alert)) < HONEST_MISTAKES, 1 - alert, alert)
    return {
        "message": _messages(_stream(seed, "train"), hurts, writing),
        GROUP_COLUMN: writing.tolist(),
        "alerte_passee": alert.tolist(),
        "blessant": np.where(again, hurts, -1).tolist(),  # -1: not read again
    }


def _test_rows(
    seed: bytes, sizes: Sizes, rates: tuple[float, ...]
) -> tuple[dict[str, list[Any]], dict[str, list[int]]]:
    """Scored messages, then twins (the same thing said in both writings), mixed."""
    labels = _stream(seed, "test-labels")
    hurts = _labels(labels, sizes.test, rates)
    twins = labels.permutation(np.arange(sizes.pairs) % 2)
    writing = np.repeat([0, 1], sizes.test)
    messages = _messages(_stream(seed, "test"), hurts, writing)
    for code in (0, 1):  # the same stream twice: the same things said
        messages += _messages(_stream(seed, "twins"), twins, np.full(sizes.pairs, code))
    writing = np.concatenate([writing, np.repeat([0, 1], sizes.pairs)])
    hurts = np.concatenate([hurts, twins, twins])
    pair = np.concatenate([np.full(sum(sizes.test), -1), *[np.arange(sizes.pairs)] * 2])
    rng = _stream(seed, "test-order")
    order = rng.permutation(len(hurts))
    ids = rng.choice(900_000, size=len(hurts), replace=False) + 100_000
    test = {
        "id": ids.tolist(),
        "message": [messages[row] for row in order.tolist()],
        GROUP_COLUMN: writing[order].tolist(),
        "jumeaux": pair[order].tolist(),
    }
    hidden = {
        "ids": test["id"],
        "labels": hurts[order].tolist(),
        "groups": test[GROUP_COLUMN],
        "pairs": test["jumeaux"],
    }
    return test, hidden


def _labels(
    rng: np.random.Generator, sizes: tuple[int, ...], rates: tuple[float, ...]
) -> np.ndarray:
    """Exact counts in random order: every set is large enough in each writing and outcome."""
    drawn = []
    for size, rate in zip(sizes, rates, strict=True):
        drawn.append(rng.permutation((np.arange(size) < round(size * rate)).astype(np.int64)))
    return np.concatenate(drawn)


def _messages(rng: np.random.Generator, hurts: np.ndarray, writing: np.ndarray) -> list[str]:
    """A message for each row. What is said depends on `hurts` and the stream alone."""
    phrases = _phrases()
    rows = len(hurts)
    draws = rng.random((rows, 5))
    both = rng.random((rows, 2)) < (BOTH_WAYS, FOLLOWED)
    spelling = rng.integers(1, SPELLINGS + 1, (rows, 2)) * writing[:, None]
    found = []
    for label, code, (one, two, three, four, five), (ambiguous, told), (first, then) in zip(
        hurts.tolist(),
        writing.tolist(),
        draws.tolist(),
        both.tolist(),
        spelling.tolist(),
        strict=True,
    ):
        if ambiguous:
            text = _one(phrases.both, one)[first]
            text += f", {_one(phrases.followed[label], three)[then]}" if told else ""
        else:
            text = _one(_one(phrases.said[label], one), two)[first]
        before, after = _one(phrases.before[code], four), _one(phrases.after[code], five)
        after = after.removeprefix(",") if text.endswith("?") else after
        found.append(f"{before}{text}{after}")
    return found


def _one(choices: tuple[Any, ...], draw: float) -> Any:
    return choices[int(draw * len(choices))]


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    """Every sentence of phrases.toml in all its spellings; the same in every process."""
    path = Path(__file__).parent / "phrases.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rng = np.random.default_rng(3018)
    rules = [
        (common, re.compile(rf"(?<![\w’]){re.escape(common)}(?![\w’])"), ways)
        for common, ways in table["du_coin"]["remplacements"]
    ]

    def spelt(sentences: list[str]) -> tuple[Spelt, ...]:
        texts = [text for sentence in sentences for text in _filled(rng, sentence, table["mots"])]
        return tuple(
            (text, *(_rewritten(rng, text, rules) for _ in range(SPELLINGS))) for text in texts
        )

    around, both = table["autour"], table["ambigu"]
    ways = ("courante", "du_coin")
    return Phrases(
        said=(
            tuple(spelt(sentences) for sentences in table["anodin"].values()),
            tuple(spelt(sentences) for sentences in table["blessant"].values()),
        ),
        both=spelt(both["phrases"]),
        followed=(spelt(both["suites_anodin"]), spelt(both["suites_blessant"])),
        before=(tuple(around[ways[0]]["avant"]), tuple(around[ways[1]]["avant"])),
        after=(tuple(around[ways[0]]["apres"]), tuple(around[ways[1]]["apres"])),
    )


def _filled(rng: np.random.Generator, sentence: str, words: dict[str, list[str]]) -> list[str]:
    """The sentence with its {braces} replaced: as many texts for each sentence of a theme."""
    names = re.findall(r"\{(\w+)\}", sentence)
    every = [dict(zip(names, chosen, strict=True)) for chosen in product(*map(words.get, names))]
    kept = rng.permutation(len(every)) if len(every) > 1 else [0]
    return [sentence.format(**every[kept[n % len(every)]]) for n in range(MOST_OF_A_SENTENCE)]


def _rewritten(rng: np.random.Generator, text: str, rules: list[Any]) -> str:
    for common, pattern, ways in rules:
        if common in text and rng.random() < REWRITTEN:
            text = pattern.sub(ways[int(rng.integers(len(ways)))], text)
    return text
