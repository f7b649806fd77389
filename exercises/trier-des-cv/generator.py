"""Synthetic applications to an imaginary boatyard: "Trier des candidatures".

Everything here is invented; no row describes a person. `generate(seed)` returns what the browser
may see (`public`) and what only the server keeps (`hidden`).

How an application is drawn (carte-donnees.md tells it to learners):
1. the gender: few women among the past applications (under-sampling), as many as men in the test;
2. the aptitude, as frequent in both;
3. what shows it, in the same way for all: a training mark, works shown, the opinion of a reader
   who sees no name;
4. what past exclusion has bent: women have fewer years in the trade for the same aptitude, and
   the reader who sees the name is harsher on them;
5. words of the letter in the feminine: they say the gender, and nothing of the aptitude;
6. the past invitation, from what the named reader saw, with a higher bar for women: biased labels.

The true aptitude is known for those whom a trial at the bench, proposed at random, has shown.
Twins are one application rewritten for the other gender: same facts, but the words change, and
each was read by its own readers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "genre"
GROUPS = ("femme", "homme")
# Of five draws, the one whose few women blur the picture least; the data card says so.
PRACTICE_SEED = hashlib.sha256(b"sudia trier-des-cv practice 5").digest()

FEWER_YEARS = 4.0  # in the trade, women, for the same aptitude
HARSHER = 1.4  # points out of 10 taken from women by the reader who sees the name
HIGHER_BAR = 0.3  # what a woman needs more than a man to be invited: the bias of the labels


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of women and of men: past applications, those tried at the bench, test; twin pairs."""

    train: tuple[int, int]
    tried: tuple[int, int]
    test: tuple[int, int]
    pairs: int


# 2 240 test rows a gender and rates within 0.46-0.54 leave 1 030 rows or more for each gender and
# outcome, 70 % of which (721) decide the verdict.
ISSUED = Sizes(train=(300, 1500), tried=(120, 600), test=(2240, 2240), pairs=200)
PRACTICE = Sizes(train=(240, 1200), tried=(100, 500), test=(900, 900), pairs=100)

Columns = dict[str, np.ndarray]


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    rates = tuple(_stream(seed, "rates").uniform(0.46, 0.54, 2))
    test, hidden = _test_rows(seed, sizes, rates)
    public: dict[str, Any] = {
        "exercise": "trier-des-cv",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS)},
        "train": _learning_rows(seed, sizes, rates),
        "test": test | ({"apte": hidden["labels"]} if practice else {}),
    }
    return {"public": public, "hidden": hidden}


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the columns says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _learning_rows(seed: bytes, sizes: Sizes, rates: tuple[float, ...]) -> dict[str, list[int]]:
    """Past applications: what was decided for all, what the bench showed for some (-1: not)."""
    gender = np.repeat([0, 1], sizes.train)
    apt = _aptitudes(_stream(seed, "train-labels"), sizes.train, rates)
    columns = _columns(_stream(seed, "train"), gender, apt)
    invited = _past_invitations(_stream(seed, "invitations"), gender, columns)
    tried = np.concatenate(
        [np.arange(n) < k for n, k in zip(sizes.train, sizes.tried, strict=True)]
    )
    table = columns | {"invite": invited, "apte": np.where(tried, apt, -1)}
    order = _stream(seed, "train-order").permutation(len(gender))
    return {name: values[order].tolist() for name, values in table.items()}


def _test_rows(
    seed: bytes, sizes: Sizes, rates: tuple[float, ...]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Scored rows, then twins (`jumeaux` numbers the pairs), mixed."""
    labels, pairs = _stream(seed, "test-labels"), sizes.pairs
    gender = np.repeat([0, 1], sizes.test)
    apt = _aptitudes(labels, sizes.test, rates)
    rows = _columns(_stream(seed, "test"), gender, apt)
    twin_apt = (labels.random(pairs) < 0.5).astype(np.int64)
    twins = _twins(_stream(seed, "twins"), twin_apt)
    alone, numbers = np.full(len(gender), -1), np.tile(np.arange(pairs), 2)
    table = {name: np.concatenate([rows[name], twins[name]]) for name in rows}
    table |= {
        "jumeaux": np.concatenate([alone, numbers]),
        "apte": np.concatenate([apt, twin_apt, twin_apt]),
    }
    rng = _stream(seed, "test-order")
    order = rng.permutation(len(alone) + len(numbers))
    ids = (rng.choice(900_000, size=len(order), replace=False) + 100_000).tolist()
    test = {name: values[order].tolist() for name, values in table.items()}
    apt_rows = test.pop("apte")
    hidden = {
        "ids": ids,
        "labels": apt_rows,
        "groups": test[GROUP_COLUMN],
        "pairs": test["jumeaux"],
    }
    return {"id": ids} | test, hidden


def _aptitudes(
    rng: np.random.Generator, sizes: tuple[int, int], rates: tuple[float, ...]
) -> np.ndarray:
    """Exact counts in random order: every set is large enough in each gender and outcome."""
    return np.concatenate(
        [
            rng.permutation((np.arange(size) < round(size * rate)).astype(np.int64))
            for size, rate in zip(sizes, rates, strict=True)
        ]
    )


def _columns(rng: np.random.Generator, gender: np.ndarray, apt: np.ndarray) -> Columns:
    """An application for each row, in the order of the page."""
    facts, quality = _facts(rng, gender, apt)
    return _dressed(rng, gender, facts, quality)


def _twins(rng: np.random.Generator, apt: np.ndarray) -> Columns:
    """Every application as a woman's, then the same as a man's; each read by other readers.

    The years in the trade are those of a woman for half of the pairs, of a man for the others.
    """
    facts, quality = _facts(rng, rng.integers(0, 2, len(apt)), apt)
    both = {name: np.tile(values, 2) for name, values in facts.items()}
    return _dressed(rng, np.repeat([0, 1], len(apt)), both, np.tile(quality, 2))


def _facts(
    rng: np.random.Generator, gender: np.ndarray, apt: np.ndarray
) -> tuple[Columns, np.ndarray]:
    """What the application says whatever its words, and how good it looks to any reader."""
    total, woman = len(apt), gender == 0
    years = rng.normal(7 + 3.6 * apt - FEWER_YEARS * woman, 3, total)
    facts = {
        "note_formation": _whole(rng.normal(11 + 1.8 * apt, 2.6, total), 0, 20),
        "travaux_montres": _whole(rng.poisson(3.0 + 1.8 * apt), 0, 15),
        "annees_metier": _whole(years, 0, 30),
    }
    return facts, 4.2 + 2.0 * apt + rng.normal(0, 1.1, total)


def _dressed(
    rng: np.random.Generator, gender: np.ndarray, facts: Columns, quality: np.ndarray
) -> Columns:
    """The facts with the gender, the words and the two readers' opinions."""
    total, woman = len(gender), gender == 0
    named = quality - HARSHER * woman + rng.normal(0, 0.7, total)
    blind = quality + rng.normal(0, 0.7, total)
    words = np.where(woman, 2 + rng.poisson(5.0, total), rng.poisson(0.4, total))
    return {
        GROUP_COLUMN: gender,
        "mots_feminins": _whole(words, 0, 25),
        **facts,
        "avis_nomme": _whole(named, 0, 10),
        "avis_aveugle": _whole(blind, 0, 10),
    }


def _past_invitations(rng: np.random.Generator, gender: np.ndarray, columns: Columns) -> np.ndarray:
    """What the recruiter decided: he had the named opinion, never the blind one."""
    score = (
        0.15 * (columns["note_formation"] - 12)
        + 0.25 * (columns["travaux_montres"] - 4)
        + 0.12 * (columns["annees_metier"] - 8)
        + 0.45 * (columns["avis_nomme"] - 4.6)
        + rng.normal(0, 0.4, len(gender))
    )
    return (score > HIGHER_BAR * (gender == 0)).astype(np.int64)


def _whole(values: np.ndarray, low: int, high: int) -> np.ndarray:
    return np.clip(np.round(values), low, high).astype(np.int64)
