"""Folders → courses. Nothing here raises on what an author wrote: it says what is wrong.

Three steps: scan (front matters, so that every page has its address), render, follow links.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mooc.content.audiences import read_audiences
from mooc.content.blocks import BLOCKS
from mooc.content.directive import DirectiveSpec
from mooc.content.folder import Folder, Sheet, Sheets, read_sheet, scan, shown
from mooc.content.front import Front
from mooc.content.glossary import read_glossary
from mooc.content.library import Library, stamp
from mooc.content.misconceptions import read_misconceptions
from mooc.content.model import Audience, Course, Page
from mooc.content.modules import join
from mooc.content.page import render_page
from mooc.content.problem import Problem
from mooc.content.scope import Site, digest
from mooc.content.whole import check_whole

# A page's front matter, source, address, file, folder and course, and the site.
Asked = tuple[Front, str, str, str, Path, str, Site]
Pages = Callable[[Front, str, str, str, Path, str, Site], tuple[Page, tuple[Problem, ...]]]
Ahead = Callable[[Sequence[Asked]], None]


def load_course(
    path: Path,
    directives: Iterable[DirectiveSpec] | Mapping[str, DirectiveSpec],
    exercises: Collection[str] | None = None,
) -> tuple[Course | None, tuple[Problem, ...]]:
    """One course and all its problems; None when course.toml cannot be used.

    Pages, glossary and misconceptions of the folder beside it are known to its links.
    """
    library = load_courses(path.parent, directives, exercises, only=path.name)
    return library.course(path.name), library.problems


def load_courses(
    root: Path,
    directives: Iterable[DirectiveSpec] | Mapping[str, DirectiveSpec],
    exercises: Collection[str] | None = None,
    only: str = "",
    sheets: Sheets = read_sheet,
    pages: Pages = render_page,
    ahead: Ahead = lambda work: None,
) -> Library:
    """Every course under ``root`` (or the one named ``only``) with every problem found.

    Problems name files relative to the parent of ``root``: ``courses/x/01-y.md``. ``sheets`` and
    ``pages`` may remember what they made, and ``ahead`` is told all that ``pages`` will be asked
    (see ``mooc.content.incremental``).
    """
    taken = stamp(root)
    problems: list[Problem] = []
    site, audiences = _site(root, directives, exercises, problems)
    folders = scan(root, audiences, problems, only, sheets)
    site = replace(site, pages=_addresses(folders))
    wanted = [folder for folder in folders if only in ("", folder.slug)]
    ahead([_asked(folder, sheet, site) for folder in wanted for sheet in folder.sheets])
    courses = tuple(_render(folder, site, problems, pages) for folder in wanted)
    problems += check_whole(courses, site, root, {f.slug for f in folders})
    return Library(
        courses=courses,
        glossary=site.glossary,
        misconceptions=site.misconceptions,
        audiences=audiences,
        problems=tuple(sorted(set(problems))),
        root=root,
        stamp=taken,
    )


def _site(
    root: Path,
    directives: Iterable[DirectiveSpec] | Mapping[str, DirectiveSpec],
    exercises: Collection[str] | None,
    problems: list[Problem],
) -> tuple[Site, dict[str, Audience]]:
    given = directives.values() if isinstance(directives, Mapping) else directives
    table = {spec.name: spec for spec in (*BLOCKS, *given)}
    audiences, found = read_audiences(root / "audiences.toml", shown(root / "audiences.toml", root))
    problems += found
    path = root / "misconceptions.toml"
    misconceptions, found = read_misconceptions(path, shown(path, root))
    problems += found
    known = None if exercises is None else frozenset(exercises)
    site = Site(table, misconceptions=misconceptions, exercises=known, audiences=audiences)
    path = root / "glossary.md"
    glossary, found = read_glossary(path, shown(path, root), site)
    problems += found
    return replace(site, glossary=glossary), audiences


def _addresses(folders: Iterable[Folder]) -> dict[str, str]:
    return {
        sheet.front.id: f"/cours/{folder.slug}/{sheet.slug}/"
        for folder in folders
        for sheet in folder.sheets
    }


def _asked(folder: Folder, sheet: Sheet, site: Site) -> Asked:
    return sheet.front, sheet.source, sheet.slug, sheet.shown, folder.path, folder.slug, site


def _render(folder: Folder, site: Site, problems: list[Problem], pages: Pages) -> Course:
    rendered: list[Page] = []
    for sheet in folder.sheets:
        page, found = pages(*_asked(folder, sheet, site))
        rendered.append(page)
        problems += found
    manifest = folder.manifest
    hashes = "\n".join([manifest.source, *(page.hash for page in rendered)])
    modules, measures, found = join(folder, rendered)
    problems += found
    return Course(
        id=manifest.id,
        slug=folder.slug,
        title=manifest.title,
        summary=manifest.summary,
        audience=manifest.audience,
        licence=manifest.licence,
        authors=manifest.authors,
        pages=tuple(page for page in rendered if page.role == "page"),
        hash=digest(hashes),
        status="draft" if manifest.status == "draft" else "published",
        path=str(folder.path),
        level=manifest.level,
        themes=manifest.themes,
        modules=modules,
        measures=measures,
        supports=tuple(page for page in rendered if page.role != "page"),
    )
