"""Pictures too heavy for an old phone."""

from __future__ import annotations

from collections.abc import Iterator

from mooc.content.advice.rule import EVERY, Context, Rule, warn
from mooc.content.model import Page
from mooc.content.problem import Problem

RASTER, SVG = 60_000, 20_000


def run(page: Page, context: Context) -> Iterator[Problem]:
    for file in page.files:
        most = SVG if file.mimetype == "image/svg+xml" else RASTER
        if file.size > most:
            message = f"image de {round(file.size / 1000)} ko : {file.name}"
            hint = f"{most // 1000} ko au plus : réduisez-la, ou dessinez-la plus simplement"
            yield warn(page, context.prose.line_of("figure", file.name), message, hint, RULE.name)


RULE = Rule(
    name="picture-heavy",
    title="Le poids des images",
    help=f"Une image pèse {RASTER // 1000} ko au plus ; un dessin en SVG, {SVG // 1000} ko.",
    run=run,
    roles=EVERY,
)
