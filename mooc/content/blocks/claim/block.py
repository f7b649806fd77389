"""A sentence that says something checkable, with its source and the day to read it again."""

from __future__ import annotations

from mooc.content.blocks.templates import fill, safe
from mooc.content.directive import Directive, DirectiveSpec, Option
from mooc.content.model import Claim
from mooc.content.options import DATE, PARTIAL_DATE, TEXT, URL
from mooc.content.passes.typography import french
from mooc.content.scope import Scope

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def spoken(written: str) -> str:
    """``2026-01`` → ``janvier 2026``; ``2026-11-01`` → ``1er novembre 2026``."""
    year, month, day = (*written.split("-"), "", "")[:3]
    words = [year]
    if month:
        words.insert(0, MONTHS[int(month) - 1])
    if day:
        words.insert(0, "1er" if day == "01" else str(int(day)))
    return " ".join(words)


def build(directive: Directive, scope: Scope) -> str:
    """HTML of the claim, which is also noted for ``mooc check``."""
    options = directive.options
    body = scope.markdown(directive.body, directive.body_line)
    claim = Claim(
        text=directive.body.strip(),
        source=options["source"],
        url=options["url"],
        date=options["date"],
        review=options["review"],
        line=directive.line,
    )
    scope.claims.append(claim)
    return fill(
        "claim/block.html",
        body=safe(body),
        source=french(claim.source),
        url=claim.url,
        date=claim.date,
        spoken=spoken(claim.date),
    )


DIRECTIVE = DirectiveSpec(
    name="claim",
    help="Affirmation sourcée : tout chiffre, toute date, toute règle de droit en est une.",
    build=build,
    options={
        "source": Option(TEXT, "Qui le dit : organisme, titre.", required=True),
        "date": Option(PARTIAL_DATE, "Date du chiffre ou de la publication.", required=True),
        "review": Option(
            DATE, "Date à laquelle relire. Passée, `mooc check` la signale.", required=True
        ),
        "url": Option(URL, "Adresse de la source, si elle est en ligne.", default=""),
    },
    body_help="La phrase, telle qu’elle sera lue.",
    folder="claim",
)
