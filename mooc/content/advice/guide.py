"""The authors' page of advice, made from what each rule says of itself.

``python -m mooc.content.advice.guide > docs/auteurs/conseils.md`` writes it; a test holds it up to
date.
"""

from __future__ import annotations

import sys

from mooc.content.advice import RULES
from mooc.content.advice.rule import EVERY, LEARNERS, Rule
from mooc.content.model import Role

INTRO = """# Les conseils de `mooc check`

Cette page est produite à partir du code : ne la modifiez pas à la main.

`mooc check` refuse ce qui est cassé (une erreur), et conseille sur le reste (un avertissement). Un
conseil n’empêche jamais de publier : c’est à vous de juger. Chaque ligne donne le fichier, la
ligne, ce qui a été vu et comment faire. Le nom entre parenthèses est celui que donne
`mooc check --format json` (`code`).
"""
NAMES: dict[Role, str] = {
    "page": "les pages",
    "placement": "le bilan de départ",
    "final": "le bilan final",
    "notes": "les notes de médiation",
    "paper": "les feuilles à imprimer",
    "easy": "les versions faciles à lire",
}


def guide() -> str:
    """The whole page, in Markdown."""
    return "\n".join([INTRO, *(_rule(rule) for rule in RULES)])


def _rule(rule: Rule) -> str:
    return f"## {rule.title} (`{rule.name}`)\n\n{rule.help}\n\nOù : {_where(rule)}.\n"


def _where(rule: Rule) -> str:
    if rule.roles == EVERY:
        return "partout"
    if rule.roles == LEARNERS:
        return "partout, sauf dans les notes de médiation"
    return ", ".join(name for role, name in NAMES.items() if role in rule.roles)


if __name__ == "__main__":
    sys.stdout.write(guide())
