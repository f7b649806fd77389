"""The authors' reference of exercises without code, made from what the code itself declares.

``python -m mooc.grading.lab_guide > docs/auteurs/cles-laboratoires.md`` writes it; a test holds it
up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from mooc.grading.exercise import THEMES
from mooc.grading.exercise_file import KEYS, WEIGHTS
from mooc.grading.lab import LabKind, LabOption
from mooc.grading.lab_file import COMMON
from mooc.grading.labs import SHARED
from mooc.grading.labs.cases.fields import ASK, CASE, STRATEGY

INTRO = """# Les clés d’un exercice et d’un laboratoire

Cette page est produite à partir du code : ne la modifiez pas à la main. Le récit, avec un exemple
complet, est dans [laboratoires.md](laboratoires.md).
"""
# Read by the Python tiers alone: they have a page of their own.
PYTHON_ONLY = ("kind", "package", "criteria", "limits", "groups", "labels", "columns", "steps")


def guide() -> str:
    """The whole reference, in Markdown."""
    plain = {key: text for key, text in KEYS.items() if key not in PYTHON_ONLY}
    themes = "\n".join(f"- `{key}` : {title}" for key, title in THEMES.items())
    weights = ", ".join(f"`{key}`" for key in WEIGHTS)
    parts = [
        INTRO,
        "## exercise.toml\n",
        _table(("clé", "sert à"), ((f"`{key}`", text) for key, text in plain.items())),
        f"Les thèmes :\n\n{themes}\n",
        f"Les budgets de `[weights]` ({weights}) sont vérifiés par les tests.\n",
        "## lab.toml, pour tous les laboratoires\n",
        _table(("clé", "sert à"), ((f"`{key}`", text) for key, text in COMMON.items())),
        "Chaque option de la question a un `id`, un `text`, une `feedback` et, si elle révèle une "
        "idée fausse, une `misconception`.\n",
    ]
    parts += [_kind(kind) for kind in SHARED.values()]
    parts += [
        "### Un cas de cases.toml\n",
        _options(CASE),
        "### Une stratégie : [[strategies]]\n",
        _options(STRATEGY),
        "### Une question de plus : [[asks]]\n",
        _options(ASK),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _kind(kind: LabKind) -> str:
    return f'## kind = "{kind.name}" : {kind.title}\n\n{_options(kind.options)}'


def _options(options: Mapping[str, LabOption]) -> str:
    rows = (
        (f"`{name}`", "obligatoire" if o.required else "facultative", o.type, o.help)
        for name, o in options.items()
    )
    return _table(("clé", "", "s’écrit", "sert à"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(guide())
