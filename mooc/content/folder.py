"""A course's folder scanned: its manifest and the front matter of each page, nothing rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mooc.content.files import inside, read_text
from mooc.content.front import Front, read_front
from mooc.content.manifest import Manifest, read_manifest
from mooc.content.model import Audience
from mooc.content.options import ID
from mooc.content.page import page_slug
from mooc.content.problem import Problem, nearest

MAX_PAGES = 500
SUPPORTS = "supports"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page scanned but not rendered. ``stem`` is how course.toml names its file."""

    front: Front
    source: str
    slug: str
    shown: str
    stem: str


# A file and its name in problems → what was scanned of it.
Sheets = Callable[[Path, str], tuple[Sheet | None, tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class Folder:
    """A course scanned but not rendered; ``sheets`` in reading order, supports last."""

    path: Path
    manifest: Manifest
    sheets: tuple[Sheet, ...]
    toml: str

    @property
    def slug(self) -> str:
        return self.path.name


def read_sheet(path: Path, name: str) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """A page's text and front matter, or None and every reason why."""
    slug = page_slug(path.name)
    if slug is None or inside(path.parent, path.name) is None:
        hint = "nommez-le 01-mon-sujet.md"
        problem = Problem(name, 1, "nom de fichier impropre, ou lien", hint, code="file")
        return None, (problem,)
    text, problems = read_text(path, name)
    if text is None:
        return None, problems
    front, problems = read_front(text, name)
    sheet = None if front is None else Sheet(front, text, slug, name, path.stem)
    return sheet, problems


def shown(path: Path, root: Path) -> str:
    """The name of a file in problems."""
    try:
        return str(path.relative_to(root.parent))
    except ValueError:
        return str(path)


def scan(
    root: Path,
    audiences: Mapping[str, Audience],
    problems: list[Problem],
    only: str = "",
    sheets: Sheets = read_sheet,
) -> list[Folder]:
    """Every course under *root*; only the problems of the one named *only* are kept."""
    folders: list[Folder] = []
    for path in _course_folders(root):
        found: list[Problem] = []
        folder = _read_folder(path, root, audiences, found, sheets)
        if only in ("", path.name):
            problems += found
        if folder is not None:
            folders.append(folder)
    return folders


def _course_folders(root: Path) -> list[Path]:
    """Folders of tables alone (the directory of places) are no courses."""
    if not root.is_dir():
        return []
    return sorted(
        path
        for path in root.iterdir()
        if path.is_dir()
        and not path.name.startswith((".", "_"))
        and (path.is_symlink() or not _only_tables(path))
    )


def _only_tables(path: Path) -> bool:
    names = [file.name for file in path.iterdir()]
    return bool(names) and all(name.endswith(".csv") for name in names)


def _read_folder(
    path: Path,
    root: Path,
    audiences: Mapping[str, Audience],
    found: list[Problem],
    sheets: Sheets,
) -> Folder | None:
    toml = path / "course.toml"
    named = shown(toml, root)
    if path.is_symlink() or not ID.fullmatch(path.name):
        message = "dossier de cours au nom impropre"
        found.append(Problem(shown(path, root), 1, message, "minuscules, tirets", code="course"))
        return None
    manifest, problems = read_manifest(toml, named, audiences)
    found += problems
    if manifest is None:
        return None
    pages = _sheets(path, root, found, sheets)
    present = {sheet.stem for sheet in pages}
    ordered = _ordered(pages, manifest, named, found)
    supports = [s for s in _sheets(path / SUPPORTS, root, found, sheets) if s.stem not in present]
    for sheet in supports:
        if sheet.front.role == "page":
            hint = "ajoutez role: notes, paper ou easy, ou sortez-le de supports/"
            found.append(Problem(sheet.shown, 1, "document d’appui sans rôle", hint, code="front"))
    return Folder(path, manifest, (*ordered, *supports), named)


def _sheets(path: Path, root: Path, found: list[Problem], sheets: Sheets) -> list[Sheet]:
    """The Markdown files of a folder, by name. A folder that is a link is not followed."""
    if path.is_symlink() or not path.is_dir():
        return []
    named = shown(path, root)
    kept: list[Sheet] = []
    for file in sorted(path.glob("*.md"))[:MAX_PAGES]:
        sheet, problems = sheets(file, f"{named}/{file.name}")
        found += problems
        kept += [sheet] if sheet is not None else []
    return kept


def _ordered(
    sheets: list[Sheet], manifest: Manifest, toml: str, found: list[Problem]
) -> list[Sheet]:
    """In the order of ``pages``, else that of the modules, else that of the file names."""
    wanted = [(name.removesuffix(".md"), 1) for name in manifest.pages]
    wanted = wanted or [(name, m.line) for m in manifest.modules for name in m.pages]
    if not wanted:
        return sheets
    by_stem = {sheet.stem: sheet for sheet in sheets}
    for name, line in wanted:
        if name not in by_stem:
            hint = nearest(name, by_stem)
            message = f"page introuvable : {name[:80]}"
            found.append(Problem(toml, line, message, hint, code="course"))
    names = [name for name, _ in wanted]
    for sheet in sheets:
        if sheet.front.role == "page" and sheet.stem not in names:
            where = "« pages »" if manifest.pages else "les pages d’un module"
            message = f"{sheet.stem}.md n’est pas dans {where}"
            found.append(Problem(toml, 1, message, "ajoutez-la", "warning", "course"))
    beside = [s for s in sheets if s.front.role != "page" and s.stem not in names]
    return [*(by_stem[n] for n in dict.fromkeys(names) if n in by_stem), *beside]
