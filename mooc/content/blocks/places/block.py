"""A box that leads to the directory, with its choices already made."""

from __future__ import annotations

from urllib.parse import urlencode

from mooc.content.blocks.templates import fill, safe
from mooc.content.directive import Directive, DirectiveSpec, Option
from mooc.content.options import IDENTIFIER, choice
from mooc.content.passes.typography import french
from mooc.content.places import DEPARTMENTS, REGION, TYPES
from mooc.content.problem import nearest
from mooc.content.scope import Scope

ADDRESS = "/annuaire/"
TITLE = "Où aller, à qui s’adresser"


def build(directive: Directive, scope: Scope) -> str | None:
    """HTML of the box, or None when it names an audience that nobody knows."""
    audience = directive.options["public"] or ""
    known = scope.site.audiences
    # A folder of courses without audiences.toml knows no name, and refuses none.
    if known and audience and audience not in known:
        hint = nearest(audience, known) or "voir courses/audiences.toml"
        scope.error(directive.line, f"public inconnu : {audience[:60]}", hint, "places-unknown")
        return None
    chosen = {name: directive.options[name] for name in ("type", "public", "departement")}
    query = urlencode({name: value for name, value in chosen.items() if value})
    title = scope.inline(directive.argument, directive.line) if directive.argument else ""
    body = scope.markdown(directive.body, directive.body_line) if directive.body else ""
    return fill(
        "places/block.html",
        title=safe(title) or TITLE,
        body=safe(body),
        href=f"{ADDRESS}?{query}#liste" if query else ADDRESS,
        link=french(_link(directive, known[audience].title if audience in known else audience)),
    )


def _link(directive: Directive, audience: str) -> str:
    """What will be found there: « Dans l’annuaire : aides, pour : Petites entreprises »."""
    kind, code = directive.options["type"], directive.options["departement"]
    parts = [TYPES[kind].several.lower()] if kind else []
    parts += [f"pour « {audience} »"] if audience else []
    parts += [DEPARTMENTS[code].within] if code in DEPARTMENTS else []
    parts += ["pour toute la région"] if code == REGION else []
    return "Voir dans l’annuaire" + (" : " + ", ".join(parts) if parts else "")


DIRECTIVE = DirectiveSpec(
    name="places",
    help="Encadré qui mène à l’annuaire des lieux, formations et aides, choix déjà faits. Sans "
    "option, il mène à tout l’annuaire.",
    build=build,
    options={
        "type": Option(choice(*TYPES), "Ne montrer que ce type de fiches."),
        "public": Option(IDENTIFIER, "Ne montrer que ce public, de `courses/audiences.toml`."),
        "departement": Option(
            choice(*DEPARTMENTS, REGION),
            "Ce département et ce qui vaut partout ; `region` : ce qui vaut partout.",
        ),
    },
    argument="optional",
    argument_help="un titre",
    body="optional",
    body_help="Une phrase ou deux, en Markdown.",
    folder="places",
)
