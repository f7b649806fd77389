"""What can only be checked once every page is known: ids across courses, links and anchors."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mooc.content.model import Course, Link, Page
from mooc.content.problem import Problem, nearest
from mooc.content.scope import Site


def check_whole(
    courses: tuple[Course, ...], site: Site, root: Path, slugs: Collection[str]
) -> list[Problem]:
    """Every problem between pages."""
    anchors, known = _anchors(courses), frozenset(site.pages.values())
    found, hidden = [*_ids(courses, root), *_remarks(courses)], _hidden(courses)
    for course in courses:
        found += _page_slugs(course)
        for page in course.all_pages:
            here = f"/cours/{course.slug}/{page.slug}/"
            for link in page.links:
                problem = _follow(link, here, page, anchors, known, site, slugs)
                if problem is not None:
                    found.append(problem)
                elif here not in hidden and link.url.partition("#")[0] in hidden:
                    message = f"lien vers un brouillon : {link.target[:80]}"
                    hint = "ses lecteurs ne la verront pas : publiez-la, ou retirez le lien"
                    found.append(Problem(page.path, link.line, message, hint, code="link-draft"))
    return found


def _hidden(courses: Iterable[Course]) -> set[str]:
    """Addresses that only an author's site serves: draft courses, draft modules."""
    found: set[str] = set()
    for course in courses:
        for page in course.all_pages:
            module = course.module_of(page)
            if "draft" in (course.status, module.status if module else ""):
                found.add(f"/cours/{course.slug}/{page.slug}/")
    return found


def _anchors(courses: Iterable[Course]) -> dict[str, set[str]]:
    """Address of each page → the anchors in it."""
    return {
        f"/cours/{course.slug}/{page.slug}/": {
            *(heading.id for heading in page.headings),
            *(block.id for block in page.blocks),
            *(["mots"] if page.terms else []),
        }
        for course in courses
        for page in course.all_pages
    }


def _ids(courses: Iterable[Course], root: Path) -> Iterable[Problem]:
    """Ids are unique on the whole site: progress is stored under them."""
    seen: dict[str, str] = {}
    for course in courses:
        toml = f"{root.name}/{course.slug}/course.toml"
        entries = [(course.id, toml, 1)]
        for page in course.all_pages:
            entries.append((page.id, page.path, 2))
            entries += [(block.id, page.path, block.line) for block in page.blocks]
        for identifier, path, line in entries:
            place = f"{path}:{line}"
            if identifier in seen:
                message = f"identifiant déjà pris : {identifier}"
                yield Problem(path, line, message, f"voir {seen[identifier]}", code="id-twice")
            else:
                seen[identifier] = place


def _remarks(courses: Iterable[Course]) -> Iterable[Problem]:
    """A remark made of two answers explains neither."""
    seen: dict[str, str] = {}
    for course in courses:
        for page in course.all_pages:
            for remark in page.remarks:
                place = f"{page.path}:{remark.line}"
                if remark.html in seen:
                    hint = f"voir {seen[remark.html]}"
                    message = "commentaire répété"
                    yield Problem(page.path, remark.line, message, hint, code="feedback-twice")
                seen.setdefault(remark.html, place)


def _page_slugs(course: Course) -> Iterable[Problem]:
    seen: dict[str, str] = {}
    for page in course.all_pages:
        if page.slug in seen:
            message = f"même adresse que {seen[page.slug]} : {page.slug}"
            yield Problem(page.path, 1, message, "renommez le fichier", code="slug-twice")
        seen.setdefault(page.slug, page.path)


def _follow(
    link: Link,
    here: str,
    page: Page,
    anchors: dict[str, set[str]],
    known: Collection[str],
    site: Site,
    slugs: Collection[str],
) -> Problem | None:
    path, _, anchor = link.url.partition("#")
    path = path.partition("?")[0] or here
    if not path.startswith(("/cours/", "/exercices/")):
        return None

    def broken(hint: str) -> Problem:
        message = f"lien cassé : {link.target[:80]}"
        return Problem(page.path, link.line, message, hint, code="link-broken")

    parts = path.strip("/").split("/")
    if path.startswith("/exercices/"):
        if site.exercises is not None and len(parts) > 1 and parts[1] not in site.exercises:
            return broken(nearest(parts[1], site.exercises))
        return None
    if len(parts) <= 2:
        return (
            broken(nearest(parts[-1], slugs)) if len(parts) == 2 and parts[1] not in slugs else None
        )
    if path not in known:
        return broken(nearest(path, known))
    if anchor and path in anchors and anchor not in anchors[path]:
        return broken(nearest(anchor, anchors[path]) or "aucun titre de ce nom")
    return None
