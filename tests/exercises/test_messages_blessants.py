"""What the exercise claims: the bias that was put in, what the words tell, what mends it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from typing import Any

import numpy as np
import pytest

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT
from sudia.dataset import read_dataset
from sudia.metrics import rates_by_group

FOLDER = ROOT / "exercises" / "messages-blessants"
LABELS = {"labels": {"column": "blessant"}}


@pytest.fixture(scope="module")
def generator() -> Any:
    return load_code(FOLDER, "generator")


@pytest.fixture(scope="module")
def sets(generator: Any) -> list[Any]:
    return [generator.generate(hashlib.sha256(f"talk {n}".encode()).digest()) for n in range(8)]


def false_alarms(made: Any, answers: Any) -> list[float]:
    """Share of harmless messages reported: the common writing, then the other."""
    hidden = {name: np.array(values) for name, values in made["hidden"].items()}
    scored = hidden["pairs"] < 0
    rates = rates_by_group(
        hidden["labels"][scored], np.array(answers)[scored], hidden["groups"][scored]
    )
    return [rate.fpr.value for rate in rates]


def test_the_card_says_the_bias_that_is_in_the_past_alerts(generator: Any, sets: Any) -> None:
    accused, mistakes = [], []
    for made in sets:
        train = {name: np.array(values) for name, values in made["public"]["train"].items()}
        harmless, local = train["blessant"] == 0, train["ecriture"] == 1
        accused.append(train["alerte_passee"][harmless & local].mean())
        mistakes.append(train["alerte_passee"][harmless & ~local].mean())
        assert (train["blessant"] >= 0).sum() == 1200
    often, rare = generator.ACCUSED, generator.HONEST_MISTAKES
    assert np.mean(accused) == pytest.approx(often * (1 - rare) + (1 - often) * rare, abs=0.02)
    assert np.mean(mistakes) == pytest.approx(rare, abs=0.01)
    card = (FOLDER / "carte-donnees.md").read_text(encoding="utf-8").replace("\u202f", " ")
    assert f"({round(100 * often)} %)" in card
    assert f"({round(100 * rare)} % partout)" in card


def test_copying_the_alerts_accuses_one_writing_and_reading_again_mends_it(sets: Any) -> None:
    copied = load_code(FOLDER, "wrong.copies_the_alerts").answer
    mended = load_code(FOLDER, "reference").learn_from_those_read_again
    for made in sets:
        common, local = false_alarms(made, copied(made["public"] | LABELS)["predictions"])
        assert local > 3 * common
        common, local = false_alarms(made, mended(made["public"] | LABELS)["predictions"])
        assert max(common, local) < 0.25 and abs(local - common) < 0.1
        # « plus d’un message anodin sur dix », says the notebook.
    assert 0.08 < (common + local) / 2 < 0.16


def test_words_alone_tell_the_writing(sets: Any) -> None:
    """So that hiding the column hides nothing."""
    reference = load_code(FOLDER, "reference")
    dataset = read_dataset(sets[0]["public"] | {"codes": {}})
    weights = reference.learn(dataset.apprentissage, "ecriture")
    found = reference.scores(weights, dataset.test) > 0
    assert np.mean(found == (dataset.test["ecriture"] == 1)) > 0.95


def test_greetings_come_with_both_kinds_of_messages_alike(sets: Any) -> None:
    """What stands before and after depends on the writing alone: it says nothing of the hurt."""
    counts = {0: Counter[str](), 1: Counter[str]()}
    for made in sets:
        for text, label in zip(
            made["public"]["test"]["message"], made["hidden"]["labels"], strict=True
        ):
            counts[label].update(set(re.findall(r"\w+", text)) & {"wesh", "mdr", "salut", "haha"})
    for word in ("wesh", "mdr", "salut", "haha"):
        one, other = counts[0][word], counts[1][word]
        assert min(one, other) > 500
        assert abs(one - other) < 4 * np.sqrt(one + other), word


def test_twins_say_the_same_in_both_writings(generator: Any, sets: Any) -> None:
    test, hidden = sets[0]["public"]["test"], sets[0]["hidden"]
    pair = np.array(test["jumeaux"])
    assert pair.max() + 1 == generator.ISSUED.pairs
    spelt = generator._phrases()
    spellings = {
        way: texts[0]
        for themes in spelt.said
        for theme in themes
        for texts in theme
        for way in texts
    }
    same = 0
    for number in range(pair.max() + 1):
        rows = np.flatnonzero(pair == number).tolist()
        assert {test["ecriture"][row] for row in rows} == {0, 1}
        assert len({hidden["labels"][row] for row in rows}) == 1
        inside = [
            {common for way, common in spellings.items() if way in test["message"][row]}
            for row in rows
        ]
        same += bool(inside[0] & inside[1])
    # The others hold a sentence that is said in both cases.
    assert same / (pair.max() + 1) > 0.6


def test_no_one_is_named(generator: Any) -> None:
    """Sentences are in lower case: a name would show by its capital."""
    table = tomllib.loads((FOLDER / "phrases.toml").read_text(encoding="utf-8"))
    texts = [text for kind in ("blessant", "anodin") for t in table[kind].values() for text in t]
    texts += [*table["ambigu"]["phrases"], *(w for words in table["mots"].values() for w in words)]
    assert not [text for text in texts if text != text.lower()]
    names = set(re.findall(r"\{(\w+)\}", " ".join(texts)))
    assert names == set(table["mots"])
