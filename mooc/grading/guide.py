"""The authors' reference of blocks and questions, made from what the code itself declares.

``python -m mooc.grading.guide > docs/auteurs/blocs.md`` writes it; a test holds it up to date.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from mooc.content.blocks import BLOCKS
from mooc.content.cases import read_cases
from mooc.content.directive import DirectiveSpec, Option
from mooc.content.roles import ROLES
from mooc.grading.kinds import KINDS

BLOCKS_FOLDER = Path(__file__).parent.parent / "content" / "blocks"
INTRO = """# Les blocs que l’on peut écrire

Cette page est produite à partir du code : ne la modifiez pas à la main.

Un bloc s’ouvre par trois deux-points ou plus et son nom entre accolades, et se ferme par autant de
deux-points. Ses options viennent d’abord, une par ligne, puis son contenu en Markdown. Un bloc qui
en contient un autre s’ouvre et se ferme avec un deux-points de plus. Un nom ou une option mal
écrits sont signalés par `mooc check`, avec le fichier, la ligne et le nom le plus proche.
"""


def guide() -> str:
    """The whole reference, in Markdown."""
    parts = [INTRO, "## Texte\n"]
    parts += [_directive(spec, _block_example(spec)) for spec in BLOCKS]
    parts.append("## Dans une phrase\n")
    for role in ROLES.values():
        parts.append(f"### {role.name}\n\n{role.help} Exemple : {_code(role.example)}\n")
    parts.append("## Questions\n")
    for kind in KINDS.values():
        if kind.directive is not None:
            source = tomllib.loads((kind.folder / "cases.toml").read_text(encoding="utf-8"))
            parts.append(_directive(kind.directive, source["source"].strip()))
    return "\n".join(parts)


def _directive(spec: DirectiveSpec, example: str) -> str:
    lines = [f"### {spec.name}\n", f"{spec.help}\n"]
    if spec.argument != "none":
        need = "obligatoire" if spec.argument == "required" else "facultatif"
        lines.append(f"Après le nom ({need}) : {spec.argument_help}.\n")
    if spec.body_help:
        lines.append(f"Contenu : {spec.body_help}\n")
    if spec.options:
        lines += ["| option | | s’écrit | sert à |", "|---|---|---|---|"]
        lines += [_option(name, option) for name, option in spec.options.items()]
        lines.append("")
    lines.append(f"````markdown\n{example}\n````\n")
    return "\n".join(lines)


def _option(name: str, option: Option) -> str:
    if option.required:
        need = "obligatoire"
    else:
        need = f"par défaut `{option.default}`" if option.default else "facultative"
    return f"| `:{name}:` | {need} | {option.type.name} | {option.help} |"


def _block_example(spec: DirectiveSpec) -> str:
    """The first case of the block that bears its name."""
    text = (BLOCKS_FOLDER / spec.folder / "cases.md").read_text(encoding="utf-8")
    return next(case.source for case in read_cases(text) if f"{{{spec.name}}}" in case.source)


def _code(text: str) -> str:
    return f"`` {text} ``"


if __name__ == "__main__":
    sys.stdout.write(guide())
