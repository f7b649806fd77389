"""One Markdown file → one page."""

from __future__ import annotations

import re
from pathlib import Path

from mooc.content.front import Front
from mooc.content.glossary import key
from mooc.content.model import Page
from mooc.content.problem import Problem
from mooc.content.render import render_segments
from mooc.content.sanitize import clean
from mooc.content.scope import Scope, Site, digest

FILE = re.compile(r"(?:\d{1,3}-)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md")


def page_slug(filename: str) -> str | None:
    """``01-apprendre.md`` → ``apprendre``; None when the name makes no address."""
    match = FILE.fullmatch(filename)
    return match[1] if match else None


def render_page(
    front: Front, source: str, slug: str, shown: str, folder: Path, course: str, site: Site
) -> tuple[Page, tuple[Problem, ...]]:
    """The page, and every problem of its body. A broken block leaves a notice in its place."""
    scope = Scope(site, shown, folder, course)
    scope.claim_id(front.id, 1)
    segments = render_segments(scope, front.body, front.body_line)
    words = _words(scope)
    if words:
        segments.append(clean(words))
    page = Page(
        id=front.id,
        slug=slug,
        title=front.title,
        summary=front.summary,
        minutes=front.minutes,
        updated=front.updated,
        segments=tuple(segments),
        headings=tuple(scope.headings),
        claims=tuple(scope.claims),
        hash=digest(source),
        path=shown,
        links=tuple(scope.links),
        files=tuple(scope.files.values()),
        terms=tuple(scope.terms),
        remarks=tuple(scope.remarks),
        role=front.role,
    )
    return page, tuple(scope.problems)


def _words(scope: Scope) -> str:
    """The definitions of the words that the page uses, at its end: no click, and they print."""
    terms = [scope.site.glossary[key(name)] for name in scope.terms]
    if not terms:
        return ""
    entries = "".join(
        f'<dt id="{term.anchor}">{term.name}</dt><dd>{term.html}</dd>'
        for term in sorted(terms, key=lambda term: key(term.name))
    )
    title = '<h2 id="mots">Les mots de cette page</h2>'
    return f'<section class="glossary" aria-labelledby="mots">{title}<dl>{entries}</dl></section>'
