"""Answers that pass. Each takes the issued set (JSON value) and returns what is handed in.

`mooc check` and the tests run them on many seeds: 99 % or more must pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from sudia.dataset import Dataset, read_dataset
from sudia.table import Table

WORD = re.compile(r"\w+")
NOTHING: Mapping[str, str] = MappingProxyType({})
# Words of the other writing, and the common word of each; nothing for those that only greet.
SAME = dict.fromkeys(
    "wesh vé té oh minot frérot sah fada mdr lol tkt peuchère tarpin "
    "salut bonjour écoute voilà tard haha fait".split(),
    "",
) | {
    "ajd": "aujourd", "aprem": "après", "aujourd8": "aujourd", "av": "avec", "bi1": "bien",
    "dm1": "demain", "ds": "dans", "dégun": "personne", "encor": "encore", "enkor": "encore",
    "ensembl": "ensemble", "exo": "exercice", "foot": "football", "kel": "quelle", "koi": "quoi",
    "mat": "mathématiques", "mate": "regarde", "matez": "regardez", "maths": "mathématiques",
    "minotte": "nouvelle", "pr": "pour", "prof": "professeur", "reus": "sœur",
    "récré": "récréation", "t": "tu", "tlm": "monde", "tro": "trop", "tt": "tout",
    "tte": "toute", "vien": "viens", "vrmt": "vraiment",
}  # fmt: skip


@lru_cache(maxsize=4)
def bag(messages: tuple[str, ...]) -> tuple[Any, Any, tuple[str, ...]]:
    """The words of each message, without their order: row and word of each place, the words."""
    known: dict[str, int] = {}
    found = [
        [known.setdefault(word, len(known)) for word in WORD.findall(text)]
        for text in map(str.lower, messages)
    ]
    rows = np.repeat(np.arange(len(found)), [len(words) for words in found])
    return rows, np.array([word for words in found for word in words]), tuple(known)


def learn(table: Table, label: str, same: Mapping[str, str] = NOTHING) -> dict[str, float]:
    """A weight for each word: above zero when it is found more often where *label* is 1."""
    rows, words, known = _bag(table, same)
    yes = table[label] == 1
    there = np.bincount(words, weights=yes[rows], minlength=len(known))
    elsewhere = np.bincount(words, weights=~yes[rows], minlength=len(known))
    weights = np.log((there + 1) / (yes.sum() + 2)) - np.log((elsewhere + 1) / ((~yes).sum() + 2))
    return dict(zip(known, weights.tolist(), strict=True))


def scores(weights: Mapping[str, float], table: Table, same: Mapping[str, str] = NOTHING) -> Any:
    """The sum of the weights of each message's words; words never met count for nothing."""
    rows, words, known = _bag(table, same)
    each = np.array([weights.get(word, 0.0) for word in known])
    return np.bincount(rows, weights=each[words], minlength=len(table))


def _bag(table: Table, same: Mapping[str, str]) -> tuple[Any, Any, tuple[str, ...]]:
    """The bag with some words taken for another, or left out when the other is empty."""
    rows, words, known = bag(tuple(table["message"]))
    if not same:
        return rows, words, known
    meant = [same.get(word, word) for word in known]
    kept = tuple(sorted({word for word in meant if word}))
    place = {word: number for number, word in enumerate(kept)} | {"": -1}
    words = np.array([place[word] for word in meant])[words]
    return rows[words >= 0], words[words >= 0], kept


def read_again(dataset: Dataset) -> Table:
    """The learning messages that pupils and adults read again."""
    found: Table = dataset.apprentissage[dataset.apprentissage["blessant"] >= 0]
    return found


def flips(dataset: Dataset, predictions: Any) -> float:
    """Share of the pairs of twins whose two answers differ."""
    pair = dataset.test["jumeaux"]
    order = np.argsort(pair, kind="stable")
    twins = np.asarray(predictions).astype(int)[order[pair[order] >= 0]]
    return float((twins[0::2] != twins[1::2]).mean())


def hand_in(dataset: Dataset, predictions: Any) -> dict[str, Any]:
    """Ids, predictions and the share of twins judged differently, as the exercise asks."""
    return {
        "ids": dataset.test["id"].tolist(),
        "predictions": np.asarray(predictions).astype(int).tolist(),
        "quantity": flips(dataset, predictions),
    }


def learn_from_those_read_again(issued: Mapping[str, Any]) -> dict[str, Any]:
    """The road of the notebook: what the readers found, not the past alerts."""
    dataset = read_dataset(issued)
    weights = learn(read_again(dataset), "blessant")
    return hand_in(dataset, scores(weights, dataset.test) > 0)


def translate_then_copy(issued: Mapping[str, Any]) -> dict[str, Any]:
    """Take each local spelling for the common word, leave out what is around, and copy the past
    alerts: a model that cannot tell the two writings apart cannot hold one against anyone."""
    dataset = read_dataset(issued)
    weights = learn(dataset.apprentissage, "alerte_passee", SAME)
    return hand_in(dataset, scores(weights, dataset.test, SAME) > 0)


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "learn_from_those_read_again": learn_from_those_read_again,
    "translate_then_copy": translate_then_copy,
}

# What a learner changes in the notebook to pass: text as given, text that replaces it.
SOLVED = (
    ("ceux = messages  # à modifier\n", 'ceux = messages[messages["blessant"] >= 0]\n'),
    ('reponse = "alerte_passee"  # à modifier', 'reponse = "blessant"'),
    ("ceux = messages  # à modifier : comme", 'ceux = messages[messages["blessant"] >= 0]  #'),
    ("part = 1.0  # à remplacer", "part = part_de_jumeaux(epreuve.test, predictions)  #"),
)
