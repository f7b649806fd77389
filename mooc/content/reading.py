"""From a ``directive`` token to what its spec builds, with every problem told."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from mooc.content.directive import Directive, DirectiveSpec, Refused
from mooc.content.model import Block, Passage
from mooc.content.problem import nearest
from mooc.content.scope import MAX_DEPTH, Scope, digest

INFO = re.compile(r"\{([^{}\s]{1,60})\}\s*(.*)")
OPTION = re.compile(r":([A-Za-z][\w-]{0,40}):(?:\s+(.*))?")
MISSING = (
    '<div class="block-missing"><p>Cette partie de la page est en cours de correction.</p></div>'
)


def build(token: Token, line: int, scope: Scope, top: bool) -> str | Block | Passage:
    """HTML, a passage or a block. What cannot be built leaves a short notice in the page."""
    match = INFO.fullmatch(token.info)
    if match is None:
        hint = "un bloc s’ouvre par :::{nom}"
        scope.error(line, "bloc sans nom", hint, "directive-unnamed")
        return MISSING
    name, argument = match[1], match[2].strip()
    spec = scope.site.directives.get(name)
    if spec is None:
        hint = nearest(name, scope.site.directives)
        scope.error(line, f"bloc inconnu : {name}", hint, "directive-unknown")
        return MISSING
    if not token.meta["closed"]:
        hint = f"ajoutez une ligne {token.markup}"
        scope.error(line, f"bloc {name} jamais fermé", hint, "fence-open")
    if (spec.kind or spec.top) and not top:
        hint = "placez-le au premier niveau de la page"
        scope.error(line, f"bloc {name} dans un autre bloc", hint, "block-nested")
        return MISSING
    if scope.depth >= MAX_DEPTH:
        scope.error(line, "blocs trop imbriqués", f"au plus {MAX_DEPTH}", "nesting")
        return MISSING
    return _build(_read(name, argument, token.content, line, spec, scope), token, spec, scope)


def _build(
    read: tuple[Directive, bool], token: Token, spec: DirectiveSpec, scope: Scope
) -> str | Block | Passage:
    """Build even what its options condemn: its body may have problems of its own."""
    directive, sound = read
    claims = len(scope.claims)
    incomplete = (spec.body == "required" and not directive.body) or (
        spec.argument == "required" and not directive.argument
    )
    if incomplete:
        return MISSING
    scope.depth += 1
    try:
        built = spec.build(directive, scope)
    finally:
        scope.depth -= 1
    if not sound:
        del scope.claims[claims:]
    if not sound or built is None:
        return MISSING
    if isinstance(built, Passage):
        return built
    if not spec.kind:
        return str(built)
    source = f"{token.info}\n{token.content}"
    return Block(directive.id, spec.kind, built, directive.line, digest(source))


def _read(
    name: str, argument: str, content: str, line: int, spec: DirectiveSpec, scope: Scope
) -> tuple[Directive, bool]:
    """The directive, and whether its options, argument and body are as they must be."""
    lines = content.split("\n")
    count = 0
    raw: dict[str, tuple[str, int]] = {}
    while count < len(lines) and (match := OPTION.fullmatch(lines[count].strip())):
        at = line + 1 + count
        if match[1] in raw:
            scope.error(at, f"option répétée : {match[1]}", "", "option-twice")
        raw[match[1]] = ((match[2] or "").strip(), at)
        count += 1
    before = len(scope.problems)
    options = _options(name, raw, line, spec, scope)
    while count < len(lines) and not lines[count].strip():
        count += 1
    body = "\n".join(lines[count:]).rstrip()
    _presence(name, argument, body, line, spec, scope)
    if options.get("id"):
        scope.claim_id(str(options["id"]), line)
    sound = not any(problem.severity == "error" for problem in scope.problems[before:])
    return Directive(name, argument, options, body, line, line + 1 + count), sound


def _options(
    name: str, raw: dict[str, tuple[str, int]], line: int, spec: DirectiveSpec, scope: Scope
) -> dict[str, Any]:
    found = {
        key: "" if option.default is None else option.default
        for key, option in spec.options.items()
    }
    for key, (value, at) in raw.items():
        option = spec.options.get(key)
        if option is None:
            hint = nearest(key, spec.options) or "ce bloc n’a pas d’option"
            scope.error(at, f"option inconnue de {name} : {key}", hint, "option-unknown")
            continue
        try:
            found[key] = option.type.read(value)
        except Refused as refusal:
            scope.error(at, f"l’option {key} {refusal}", option.help, "option-value")
    for key, option in spec.options.items():
        if option.required and key not in raw:
            code = "id-missing" if key == "id" else "option-missing"
            scope.error(line, f"il manque l’option {key} à {name}", f"ajoutez :{key}:", code)
    return found


def _presence(
    name: str, argument: str, body: str, line: int, spec: DirectiveSpec, scope: Scope
) -> None:
    if spec.argument == "required" and not argument:
        hint = f":::{{{name}}} {spec.argument_help}"
        scope.error(line, f"il manque ce qui suit {{{name}}}", hint, "argument-missing")
    if spec.argument == "none" and argument:
        hint = "mettez ce texte dans le bloc"
        scope.error(line, f"{name} ne prend rien après son nom", hint, "argument-extra")
    if spec.body == "required" and not body:
        scope.error(line, f"bloc {name} vide", spec.body_help, "body-missing")
    if spec.body == "none" and body:
        scope.error(line, f"bloc {name} : il n’a pas de contenu", "videz-le", "body-extra")
