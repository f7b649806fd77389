"""Writes ``mesures.json``: what each small tool gets right, and how long it takes.

Run ``python exercises/curseur-energie/measure.py`` from the repository. A test runs ``scores()``
again; times depend on the machine and are only checked to be of that size.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RUNS = 300


def trials() -> Any:
    """The module of the trials, loaded as the site loads an exercise's code."""
    from mooc.grading.exercise_code import load_code

    return load_code(HERE, "trials")


def sorters() -> dict[str, tuple[Callable[[str], str], float]]:
    """tool → (sorts an e-mail, seconds to train it)."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.tree import DecisionTreeClassifier

    t = trials()
    texts, topics = zip(*t.emails()[: t.TRAIN], strict=True)
    found: dict[str, tuple[Callable[[str], str], float]] = {"regle": (t.by_rule, 0.0)}
    for name, model in (
        ("arbre", DecisionTreeClassifier(max_depth=15, random_state=0)),
        ("regression", LogisticRegression(max_iter=1000)),
    ):
        start = time.perf_counter()
        chain = make_pipeline(CountVectorizer(), model).fit(texts, topics)
        spent = time.perf_counter() - start
        found[name] = (lambda text, chain=chain: str(chain.predict([text])[0]), spent)
    return found


def forecasts() -> dict[str, tuple[Callable[[int], float], float]]:
    """tool → (forecasts a week from the weeks before it, seconds to train it)."""
    from sklearn.linear_model import LinearRegression
    from sklearn.tree import DecisionTreeRegressor

    t = trials()
    sold = t.weeks()
    rows = [sold[week - 4 : week] for week in range(4, len(sold) - t.JUDGED)]
    found: dict[str, tuple[Callable[[int], float], float]] = {
        "regle": (lambda week: t.mean_of_four(sold[:week]), 0.0)
    }
    for name, model in (
        ("arbre", DecisionTreeRegressor(max_depth=4, random_state=0)),
        ("regression", LinearRegression()),
    ):
        start = time.perf_counter()
        model.fit(rows, sold[4 : len(sold) - t.JUDGED])
        spent = time.perf_counter() - start
        found[name] = (
            lambda week, model=model: float(model.predict([sold[week - 4 : week]])[0]),
            spent,
        )
    return found


def scores() -> dict[str, dict[str, int]]:
    """need → tool → how many are right."""
    t = trials()
    asked = t.emails()[t.TRAIN :]
    return {
        "courriels": {
            name: sum(sort(text) == topic for text, topic in asked)
            for name, (sort, _) in sorters().items()
        },
        "semaines": {
            name: t.good_weeks(t.weeks(), forecast) for name, (forecast, _) in forecasts().items()
        },
    }


def seconds() -> dict[str, dict[str, float]]:
    """tool → seconds of one use (median of many) and of training, on the e-mails."""
    text = trials().emails()[-1][0]
    return {
        name: {"use": _median(lambda sort=sort: sort(text)), "train": round(train, 4)}
        for name, (sort, train) in sorters().items()
    }


def _median(act: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return float(f"{statistics.median(spent):.2g}")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    found = {"measured": time.strftime("%Y-%m-%d"), "scores": scores(), "seconds": seconds()}
    text = json.dumps(found, indent=2, ensure_ascii=False)
    (HERE / "mesures.json").write_text(text + "\n", encoding="utf-8")
