"""The authors' reference of exercises in Python, made from what the code itself declares.

``python -m mooc.grading.exercise_guide > docs/auteurs/cles-exercices.md`` writes it; a test holds
it up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from mooc.grading.exercise_file import KEYS, MOST_A_DAY
from mooc.grading.kinds.predictions.keys import (
    CRITERIA_KEYS,
    GROUP_KEYS,
    KNOWN_QUANTITIES,
    LABEL_KEYS,
)
from mooc.grading.kinds.predictions.reading import Key
from mooc.grading.lab_guide import PYTHON_ONLY

INTRO = """# Les clés d’un exercice en Python

Cette page est produite à partir du code : ne la modifiez pas à la main. Le récit, avec un exemple
complet, est dans [exercices.md](exercices.md). Les clés communes à tous les exercices sont dans
[cles-laboratoires.md](cles-laboratoires.md).
"""
TABLES: Mapping[str, tuple[str, Mapping[str, Key]]] = {
    "labels": ("La réponse à deviner", LABEL_KEYS),
    "groups": ("Les groupes comparés (facultatif)", GROUP_KEYS),
    "criteria": ("Ce qu’il faut pour réussir", CRITERIA_KEYS),
}
COLUMNS = {"name": "le nom de la colonne", "what": "ce qu’elle dit, en une ligne"}
STEPS = {
    "title": "l’endroit où l’on bloque, dit par la personne qui bloque",
    "hints": "une liste d’indices, du plus petit au plus clair",
}


def guide() -> str:
    """The whole reference, in Markdown."""
    parts = [
        INTRO,
        "## exercise.toml, pour Python\n",
        _table(("clé", "sert à"), ((f"`{key}`", KEYS[key]) for key in PYTHON_ONLY)),
    ]
    for name, (title, keys) in TABLES.items():
        parts += [f"## [{name}] : {title}\n", _keys(keys)]
    parts += [
        "### Le nom et la recette que l’on n’a pas besoin d’écrire\n",
        _table(
            ("`quantity`", "`quantity_name`", "`quantity_how`"),
            ((f"`{kind}`", name, how) for kind, (name, how) in KNOWN_QUANTITIES.items()),
        ),
        "## [limits]\n",
        f"`per_day` : remises par jour, de 1 à {MOST_A_DAY}.\n",
        "## [[columns]] : les colonnes\n",
        _table(("clé", "sert à"), ((f"`{key}`", text) for key, text in COLUMNS.items())),
        "## [[steps]] : les indices de la page\n",
        _table(("clé", "sert à"), ((f"`{key}`", text) for key, text in STEPS.items())),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _keys(keys: Mapping[str, Key]) -> str:
    rows = ((f"`{name}`", key.need, key.written, key.help) for name, key in keys.items())
    return _table(("clé", "", "s’écrit", "sert à"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(guide())
