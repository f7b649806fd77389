"""Synthetic requests for a fictional energy-bill aid: "Qui reçoit l'aide ?".

Everything here is invented; no row describes a person. `generate(seed)` returns what the
browser may see (`public`) and what only the server keeps (`hidden`).

How a request is drawn (carte-donnees.md tells it to learners):
1. the territory: "littoral" or "arriere-pays";
2. the true need, more frequent in the arrière-pays; the exact rates change with the seed;
3. five facts about the household, whose law depends on the need alone: for the same need both
   territories look the same, so that an error rate that differs comes from the model;
4. two facts that depend on the territory alone (distance to the desk, paper file): proxies;
5. the past decision: the need, with a few mistakes, and, in the arrière-pays, a needy household
   refused far too often. That is the bias put in: biased labels.

The past decisions are known for every row of the learning table; the true need only for the rows
that an independent commission reviewed, as many in each territory.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

VERSION = "1"
GROUP_COLUMN = "territoire"
GROUPS = ("littoral", "arriere-pays")
PRACTICE_SEED = hashlib.sha256(b"sudia aide-sociale practice 1").digest()

REFUSED_IN_NEED = 0.46  # arrière-pays, needy, refused all the same: the bias
HONEST_MISTAKES = 0.04  # any past decision, either way
PAIRS = 150


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows for each territory (littoral, arrière-pays)."""

    train: tuple[int, int]
    reviewed: tuple[int, int]
    test: tuple[int, int]


# 2 560 test rows a territory and need rates within 0.40-0.60 leave at least 1 024 rows for each
# territory and outcome, 70 % of which (716) decide the verdict.
ISSUED = Sizes(train=(1800, 1200), reviewed=(600, 600), test=(2560, 2560))
PRACTICE = Sizes(train=(1200, 800), reviewed=(400, 400), test=(1000, 1000))


def generate(seed: bytes, *, practice: bool = False) -> dict[str, Any]:
    """One data set. `seed` is 32 bytes; `practice` gives a smaller set whose answers are public.

    Returns {"public": {...}, "hidden": {...}}; every value is a plain int, str or list.
    """
    sizes = PRACTICE if practice else ISSUED
    rates = _need_rates(_stream(seed, "rates"))
    train, decisions, needs = _learning_rows(seed, sizes, rates)
    test, hidden = _test_rows(seed, sizes, rates)
    public: dict[str, Any] = {
        "exercise": "aide-sociale",
        "version": VERSION,
        "practice": practice,
        "group": GROUP_COLUMN,
        "codes": {GROUP_COLUMN: list(GROUPS)},
        "train": train | {"decision_passee": decisions, "besoin_reel": needs},
        "test": test | ({"besoin_reel": hidden["labels"]} if practice else {}),
    }
    return {"public": public, "hidden": hidden}


def _stream(seed: bytes, name: str) -> np.random.Generator:
    """A generator of its own for each use: seeing the features says nothing of the labels."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed + name.encode()).digest()))


def _need_rates(rng: np.random.Generator) -> tuple[float, float]:
    """Share of requests in true need: the gap differs from one learner to the next."""
    return float(rng.uniform(0.40, 0.45)), float(rng.uniform(0.55, 0.60))


def _learning_rows(
    seed: bytes, sizes: Sizes, rates: tuple[float, float]
) -> tuple[dict[str, list[int]], list[int], list[int]]:
    order = _stream(seed, "train-order").permutation(sum(sizes.train))
    group = _groups(sizes.train)[order]
    need = _needs(_stream(seed, "train-labels"), sizes.train, rates)[order]
    reviewed = np.concatenate(
        [np.arange(n) < k for n, k in zip(sizes.train, sizes.reviewed, strict=True)]
    )[order]
    decision = _past_decisions(_stream(seed, "decisions"), group, need)
    columns = _columns(_stream(seed, "train"), group, need)
    known = np.where(reviewed, need, -1)  # -1: not reviewed
    return columns, decision.tolist(), known.tolist()


def _test_rows(
    seed: bytes, sizes: Sizes, rates: tuple[float, float]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Scored rows, then twins: pairs alike but for the territory, in an order that hides them."""
    group = _groups(sizes.test)
    labels = _stream(seed, "test-labels")
    need = _needs(labels, sizes.test, rates)
    twin_need = (labels.random(PAIRS) < 0.5).astype(np.int64)
    columns = _columns(_stream(seed, "test"), group, need)
    twins = _columns(_stream(seed, "twins"), np.zeros(PAIRS, dtype=np.int64), twin_need)
    rng = _stream(seed, "twin-places")  # places where both territories are found
    twins["distance_km"] = rng.integers(7, 15, PAIRS).tolist()
    twins["dossier_papier"] = (rng.random(PAIRS) < 0.4).astype(int).tolist()
    merged = {name: values + twins[name] * 2 for name, values in columns.items()}
    merged[GROUP_COLUMN] = group.tolist() + [0] * PAIRS + [1] * PAIRS
    need = np.concatenate([need, twin_need, twin_need])
    pair = np.concatenate([np.full(len(group), -1), np.arange(PAIRS), np.arange(PAIRS)])
    return _shuffled(seed, merged, need, pair)


def _shuffled(
    seed: bytes, columns: dict[str, list[int]], need: np.ndarray, pair: np.ndarray
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    total = len(need)
    rng = _stream(seed, "test-order")
    order = rng.permutation(total)
    ids = rng.choice(900_000, size=total, replace=False) + 100_000
    test = {name: np.asarray(values)[order].tolist() for name, values in columns.items()}
    hidden = {
        "ids": ids.tolist(),
        "labels": need[order].tolist(),
        "groups": test[GROUP_COLUMN],
        "pairs": pair[order].tolist(),
    }
    return {"id": ids.tolist()} | test, hidden


def _groups(sizes: tuple[int, int]) -> np.ndarray:
    return np.repeat([0, 1], sizes)


def _needs(
    rng: np.random.Generator, sizes: tuple[int, int], rates: tuple[float, float]
) -> np.ndarray:
    """Exact counts in random order: every set is large enough in each territory and outcome."""
    drawn = []
    for size, rate in zip(sizes, rates, strict=True):
        need = (np.arange(size) < round(size * rate)).astype(np.int64)
        drawn.append(rng.permutation(need))
    return np.concatenate(drawn)


def _past_decisions(rng: np.random.Generator, group: np.ndarray, need: np.ndarray) -> np.ndarray:
    refused = (group == 1) & (need == 1) & (rng.random(len(need)) < REFUSED_IN_NEED)
    decision = np.where(refused, 0, need)
    return np.where(rng.random(len(need)) < HONEST_MISTAKES, 1 - decision, decision)


def _columns(rng: np.random.Generator, group: np.ndarray, need: np.ndarray) -> dict[str, list[int]]:
    """Facts about the household given the need, proxies given the territory; all integers."""
    total = len(need)
    poor, far = need == 1, group == 1
    income = np.where(poor, rng.normal(1000, 240, total), rng.normal(1390, 300, total))
    rent = np.where(poor, rng.normal(36, 8, total), rng.normal(28, 8, total))
    people = 1 + rng.poisson(np.where(poor, 1.7, 1.2))
    months = rng.poisson(np.where(poor, 4.0, 2.2))
    late = rng.poisson(np.where(poor, 1.3, 0.5))
    distance = np.where(far, rng.lognormal(3.0, 0.45, total), rng.lognormal(1.3, 0.6, total))
    paper = rng.random(total) < np.where(far, 0.65, 0.2)
    return {
        GROUP_COLUMN: group.tolist(),
        "revenu": (10 * np.clip(income / 10, 25, 350).round().astype(int)).tolist(),
        "part_logement": np.clip(rent, 5, 75).round().astype(int).tolist(),
        "personnes": np.clip(people, 1, 9).tolist(),
        "mois_sans_emploi": np.clip(months, 0, 36).tolist(),
        "factures_en_retard": np.clip(late, 0, 9).tolist(),
        "distance_km": np.clip(distance, 1, 90).round().astype(int).tolist(),
        "dossier_papier": paper.astype(int).tolist(),
    }
