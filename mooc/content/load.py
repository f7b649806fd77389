"""Folders → courses. Nothing here raises on what an author wrote: it says what is wrong.

Three steps: scan (front matters, so that every page has its address), render, follow links.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mooc.content.blocks import BLOCKS
from mooc.content.directive import DirectiveSpec
from mooc.content.files import inside, read_text
from mooc.content.front import Front, read_front
from mooc.content.glossary import read_glossary
from mooc.content.library import Library, stamp
from mooc.content.manifest import Manifest, read_audiences, read_manifest, read_misconceptions
from mooc.content.model import Audience, Course, Page
from mooc.content.options import ID
from mooc.content.page import page_slug, render_page
from mooc.content.problem import Problem, nearest
from mooc.content.scope import Site, digest
from mooc.content.whole import check_whole

MAX_PAGES = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page scanned but not rendered."""

    front: Front
    source: str
    slug: str
    shown: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A course scanned but not rendered."""

    path: Path
    manifest: Manifest
    sheets: tuple[Sheet, ...]

    @property
    def slug(self) -> str:
        return self.path.name


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
) -> Library:
    """Every course under ``root`` (or the one named ``only``) with every problem found.

    Problems name files relative to the parent of ``root``: ``courses/x/01-y.md``.
    """
    taken = stamp(root)
    problems: list[Problem] = []
    site, audiences = _site(root, directives, exercises, problems)
    scanned = [_scan(path, root, audiences, problems, only) for path in _folders(root)]
    folders = [folder for folder in scanned if folder is not None]
    site = replace(site, pages=_addresses(folders))
    courses = tuple(
        _render(folder, site, problems) for folder in folders if only in ("", folder.slug)
    )
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


def shown(path: Path, root: Path) -> str:
    """The name of a file in problems."""
    try:
        return str(path.relative_to(root.parent))
    except ValueError:
        return str(path)


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
    site = Site(table, misconceptions=misconceptions, exercises=known)
    path = root / "glossary.md"
    glossary, found = read_glossary(path, shown(path, root), site)
    problems += found
    return replace(site, glossary=glossary), audiences


def _folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(
        path for path in root.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
    )


def _scan(
    path: Path,
    root: Path,
    audiences: Mapping[str, Audience],
    problems: list[Problem],
    only: str,
) -> Folder | None:
    found: list[Problem] = []
    folder = _read_folder(path, root, audiences, found)
    if only in ("", path.name):
        problems += found
    return folder


def _read_folder(
    path: Path, root: Path, audiences: Mapping[str, Audience], found: list[Problem]
) -> Folder | None:
    toml = path / "course.toml"
    if path.is_symlink() or not ID.fullmatch(path.name):
        message = "dossier de cours au nom impropre"
        found.append(Problem(shown(path, root), 1, message, "minuscules, tirets", code="course"))
        return None
    manifest, problems = read_manifest(toml, shown(toml, root), audiences)
    found += problems
    if manifest is None:
        return None
    names = _page_names(path, manifest, shown(toml, root), found)
    sheets = [_sheet(path / name, shown(path / name, root), found) for name in names]
    return Folder(path, manifest, tuple(sheet for sheet in sheets if sheet is not None))


def _page_names(path: Path, manifest: Manifest, toml: str, found: list[Problem]) -> list[str]:
    """Page files in reading order: that of ``pages`` when given, else that of the names."""
    present = sorted(file.name for file in path.glob("*.md"))[:MAX_PAGES]
    if not manifest.pages:
        return present
    for name in manifest.pages:
        if name not in present:
            hint = nearest(name, present)
            found.append(Problem(toml, 1, f"page introuvable : {name[:80]}", hint, code="course"))
    for name in present:
        if name not in manifest.pages:
            message = f"{name} n’est pas dans « pages »"
            found.append(Problem(toml, 1, message, "ajoutez-la", "warning", "course"))
    return [name for name in manifest.pages if name in present]


def _sheet(path: Path, name: str, found: list[Problem]) -> Sheet | None:
    slug = page_slug(path.name)
    if slug is None or inside(path.parent, path.name) is None:
        hint = "nommez-le 01-mon-sujet.md"
        found.append(Problem(name, 1, "nom de fichier impropre, ou lien", hint, code="file"))
        return None
    text, problems = read_text(path, name)
    found += problems
    if text is None:
        return None
    front, problems = read_front(text, name)
    found += problems
    return None if front is None else Sheet(front, text, slug, name)


def _addresses(folders: Iterable[Folder]) -> dict[str, str]:
    return {
        sheet.front.id: f"/cours/{folder.slug}/{sheet.slug}/"
        for folder in folders
        for sheet in folder.sheets
    }


def _render(folder: Folder, site: Site, problems: list[Problem]) -> Course:
    pages: list[Page] = []
    for sheet in folder.sheets:
        page, found = render_page(
            sheet.front, sheet.source, sheet.slug, sheet.shown, folder.path, folder.slug, site
        )
        pages.append(page)
        problems += found
    manifest = folder.manifest
    hashes = "\n".join([manifest.source, *(page.hash for page in pages)])
    return Course(
        id=manifest.id,
        slug=folder.slug,
        title=manifest.title,
        summary=manifest.summary,
        audience=manifest.audience,
        licence=manifest.licence,
        authors=manifest.authors,
        pages=tuple(pages),
        hash=digest(hashes),
        status="draft" if manifest.status == "draft" else "published",
        path=str(folder.path),
    )
