"""Links: other sites marked, pages named by id, the rest checked or refused.

An internal link is only noted here; ``mooc.content.check_links`` follows it once every page is
known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from mooc.content.model import Link
from mooc.content.options import ID
from mooc.content.passes.view import View, inlines
from mooc.content.problem import nearest

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def run(tokens: Sequence[Token], view: View) -> None:
    for _parent, child, line in inlines(tokens, view):
        if child.type == "link_open":
            _link(child, str(child.attrs.get("href", "")), line, view)


def _link(token: Token, href: str, line: int, view: View) -> None:
    url = resolve(href, line, view)
    if url is None:
        token.attrs.pop("href", None)
        return
    token.attrSet("href", url)
    if url.startswith(("http:", "https:")):
        token.attrSet("rel", "external noopener noreferrer")
        token.attrSet("class", "external")


def resolve(href: str, line: int, view: View) -> str | None:
    """The address to write, or None when there is none (the author is told)."""
    # A browser drops control characters inside an address; so does the reading of its scheme.
    bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", unquote(href))
    match = SCHEME.match(bare)
    scheme = match[1].lower() if match else ""
    if scheme in ("http", "https", "mailto", "tel"):
        return href
    if scheme == "page":
        return _page(href, line, view)
    if scheme == "exercice":
        return _exercise(href, line, view)
    if scheme or bare.startswith(("//", "\\", "/\\")):
        view.scope.error(line, f"lien refusé : {href[:60]}", "écrivez https://…", "link-scheme")
        return None
    if bare.startswith(("/", "#")):
        view.scope.links.append(Link(href, href, line))
        return href
    hint = "écrivez page:identifiant, ou /cours/…"
    view.scope.error(line, f"lien relatif : {href[:60]}", hint, "link-relative")
    return None


def _page(href: str, line: int, view: View) -> str | None:
    name, _, anchor = href.removeprefix("page:").partition("#")
    url = view.scope.site.pages.get(name)
    if url is None:
        hint = nearest(name, view.scope.site.pages)
        view.scope.error(line, f"page inconnue : {name[:60]}", hint, "link-broken")
        return None
    full = f"{url}#{anchor}" if anchor else url
    view.scope.links.append(Link(href, full, line))
    return full


def _exercise(href: str, line: int, view: View) -> str | None:
    slug = href.removeprefix("exercice:")
    known = view.scope.site.exercises
    if not ID.fullmatch(slug) or (known is not None and slug not in known):
        hint = nearest(slug, known or ())
        view.scope.error(line, f"exercice inconnu : {slug[:60]}", hint, "exercise-unknown")
        return None
    return f"/exercices/{slug}/"
