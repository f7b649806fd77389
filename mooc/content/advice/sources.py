"""Figures and rules of law that no source holds up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mooc.content.advice.prose import Place
from mooc.content.advice.rule import EVERY, Context, Rule, warn
from mooc.content.model import Page
from mooc.content.problem import Problem

READ: tuple[Place, ...] = ("text", "caption", "table")
# A rule of law, or a quantity of the world: nobody works these out from the page.
WORLD = re.compile(
    r"\b(?:articles? [LRD]\.? ?\d[\d-]*|article \d+ du|(?:règlement|directive) \(UE\)[ \d/]*"
    r"|loi n° ?[\d-]+|loi du \d+\S* \w+ \d{4}|décret (?:n°|du \d)\S*"
    r"|\d[\d ,.]* ?(?:milliards?|[KkMGT]Wh|TWh|MtCO2)\b)"
)
PERCENT = re.compile(r"\d+(?:,\d+)? ?%")
# A scene that is made up has its own figures, and the reader works out others from them.
SCENE = re.compile(r"\b(?:imagin|fiction|fictif|invent|supposons)", re.IGNORECASE)


def run(page: Page, context: Context) -> Iterator[Problem]:
    if page.claims:
        return
    paragraphs = context.prose.of(*READ)
    made_up = any(SCENE.search(p.text) or p.place == "table" for p in context.prose.paragraphs)
    for paragraph in paragraphs:
        match = WORLD.search(paragraph.text)
        if match is None and not made_up and paragraph.place == "text":
            match = PERCENT.search(paragraph.text)
        if match:
            message = f"chiffre ou règle sans source : « {match[0].strip()} »"
            hint = "mettez la phrase dans un bloc :::{claim}, avec sa source et sa date"
            yield warn(page, paragraph.line_at(match.start()), message, hint, RULE.name)
            return


RULE = Rule(
    name="source-missing",
    title="Des chiffres sourcés",
    help="Un chiffre du monde (milliards, kWh, pour cent) ou une règle de droit (article, loi, "
    "règlement) se dit dans un bloc `:::{claim}`, avec sa source, sa date et le jour où la relire. "
    "L’avertissement vient quand la page n’a aucune affirmation sourcée. Les pour cent d’une scène "
    "imaginée ou d’un tableau de la page ne comptent pas : on les calcule.",
    run=run,
    roles=EVERY,
)
