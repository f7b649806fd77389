"""Writes ``chiffres.json`` from scikit-learn's copy of the handwritten digits.

Run ``python exercises/petits-chiffres/build_data.py`` from the repository. A test runs ``table()``
again and compares it with the file.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEED = "petits-chiffres 1"
CLASSES = ("3", "5", "8")
POOL, TRYING = 240, 60
DRAWS, SHOWN = 40, 30
LEAST = 7  # of each digit in a draw
GOAL = 88  # per cent, as in lab.toml
FEW = 5


def table() -> dict[str, Any]:
    """Everything that the file holds."""
    from mooc.grading.exercise_code import load_code

    data, model = load_code(HERE, "data"), load_code(HERE, "model")
    rows = _rows(data.INK)
    picker = random.Random(SEED)  # noqa: S311 - a public, repeatable draw
    picker.shuffle(rows)
    trying = [row for name in CLASSES for row in [r for r in rows if r[0] == name][: TRYING // 3]]
    rest = [row for row in rows if row not in set(trying)]
    pool, hidden = rest[:POOL], rest[POOL:]
    parts = [data.digits(part) for part in (pool, trying, hidden)]
    draws: list[list[int]] = []
    while len(draws) < DRAWS:
        draw = picker.sample(range(POOL), SHOWN)
        if _fits(model, parts, draw):
            draws.append(draw)
    return {
        "classes": CLASSES,
        "pool": pool,
        "trying": trying,
        "hidden": hidden,
        "draws": draws,
    }


def _rows(ink: str) -> list[str]:
    from sklearn.datasets import load_digits

    pictures, names = load_digits(return_X_y=True)
    return [
        f"{name}:{''.join(ink[int(value)] for value in picture)}"
        for picture, name in zip(pictures, names, strict=True)
        if str(name) in CLASSES
    ]


def _fits(model: Any, parts: Sequence[Any], draw: Sequence[int]) -> bool:
    """Thirty right labels reach the goal with room, five do not: the exercise can be done."""
    pool, trying, hidden = parts
    own = pool.some(draw)
    if min(own.names.count(name) for name in CLASSES) < LEAST:
        return False
    if set(own.names[:FEW]) != set(CLASSES):
        return False

    def share(count: int, judged: Any) -> float:
        means = model.train(own.pictures[:count], own.names[:count], CLASSES)
        return 100 * model.right(means, judged.pictures, judged.names) / len(judged.names)

    every = min(share(SHOWN, trying), share(SHOWN, hidden)) >= GOAL + 2
    return every and max(share(FEW, trying), share(FEW, hidden)) < GOAL - 3


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    text = json.dumps(table(), separators=(",", ":"))
    (HERE / "chiffres.json").write_text(text.replace('",', '",\n') + "\n", encoding="utf-8")
