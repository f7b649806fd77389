"""A part of a page for some readers: an audience, a trade, a stage of maturity."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from mooc.content.directive import Directive, DirectiveSpec, Option, OptionType
from mooc.content.model import Passage
from mooc.content.options import read_text
from mooc.content.problem import nearest
from mooc.content.scope import Scope

SLUGS = OptionType("noms séparés par des espaces", lambda raw: tuple(read_text(raw).split()))


def build(directive: Directive, scope: Scope) -> Passage | None:
    """The passage, or None when it names nobody who exists."""
    found = scope.site.audiences.values()
    tables = (
        ("publics", {audience.slug: audience.title for audience in found}),
        ("metiers", {slug: title for a in found for slug, title in a.trades.items()}),
        ("stades", {slug: title for a in found for slug, title in a.stages.items()}),
    )
    names: list[str] = []
    for key, known in tables:
        names += _titles(key, _asked(directive, key), known, directive.line, scope)
    if not names:
        hint = "donnez :publics:, :metiers: ou :stades:"
        scope.error(directive.line, "passage pour personne", hint, "passage-empty")
        return None
    html = scope.markdown(directive.body, directive.body_line)
    title = scope.inline(directive.argument, directive.line) if directive.argument else ""
    return Passage(
        title=title or escape(", ".join(names)),
        audiences=_asked(directive, "publics"),
        trades=_asked(directive, "metiers"),
        stages=_asked(directive, "stades"),
        html=html,
        line=directive.line,
    )


def _asked(directive: Directive, key: str) -> tuple[str, ...]:
    return tuple(directive.options[key] or ())


def _titles(
    key: str, asked: tuple[str, ...], known: Mapping[str, str], line: int, scope: Scope
) -> list[str]:
    for slug in asked:
        # A folder of courses without audiences.toml knows no name, and refuses none.
        if scope.site.audiences and slug not in known:
            hint = nearest(slug, known) or "ajoutez-le à courses/audiences.toml"
            scope.error(line, f"{key} : inconnu : {slug[:60]}", hint, "passage-unknown")
    return [known.get(slug, slug) for slug in asked]


DIRECTIVE = DirectiveSpec(
    name="passage",
    help="Partie de la page réservée à certains lecteurs. Ce qui vaut pour tous s’écrit une fois, "
    "hors des passages. Au moins une des trois options.",
    build=build,
    options={
        "publics": Option(SLUGS, "Les publics concernés, de `courses/audiences.toml`."),
        "metiers": Option(SLUGS, "Les métiers concernés (`trades` du public)."),
        "stades": Option(SLUGS, "Les stades concernés (`stages` du public)."),
    },
    argument="optional",
    argument_help="un titre ; sans lui, le nom des lecteurs concernés",
    body_help="Du texte en Markdown, avec d’autres blocs de texte si besoin ; pas de question.",
    folder="passage",
    top=True,
)
