"""A course as a folder of plain HTML: it opens from a USB key, with no server and no script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mooc.content.model import Page, Role
from mooc.exchange.error import ExchangeError
from mooc.exchange.pieces import fill, pieces_of
from mooc.exchange.rewrite import Rules
from mooc.exchange.volume import READ, Volume

STYLE = Path(__file__).parent / "style.css"
# What an export writes; replaced as a whole with --force.
FOLDERS = ("pages", "fichiers")
MARK = '<meta name="generator" content="mooc export html">'
# A number or a word before every name: « con » and « aux » are no file names everywhere.
BESIDE: dict[Role, str] = {
    "placement": "bilan",
    "final": "bilan",
    "notes": "animer",
    "paper": "papier",
    "easy": "facile",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    pages: int
    images: int
    size: int


def write_folder(volume: Volume, dest: Path, force: bool = False) -> Written:
    """Write the whole export under *dest*. Raises ``ExchangeError`` rather than mix with others."""
    _make_room(dest, force)
    paths = page_paths(volume)
    total = 0
    for name, text in _texts(volume, paths):
        path = dest / name
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    shown = {file.name: file for page in volume.pages for file in page.files}
    for file in shown.values():
        target = dest / "fichiers" / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.path, target)
        total += file.size
    return Written(len(volume.pages), len(shown), total)


def page_paths(volume: Volume) -> dict[str, str]:
    """Page id → its file, relative to the folder. Numbers keep the reading order in any listing."""
    found: dict[str, str] = {}
    number = 0
    for page in volume.pages:
        if page.role == "page":
            number += 1
            first = f"{number:02}"
        else:
            first = BESIDE[page.role]
        found[page.id] = f"pages/{first}-{page.slug}.html"
    return found


def _texts(volume: Volume, paths: dict[str, str]) -> Iterator[tuple[str, str]]:
    terms = volume.terms()
    yield "style.css", STYLE.read_text(encoding="utf-8")
    top = {"paths": paths, "up": "", "has_glossary": bool(terms)}
    yield "index.html", fill("index.html", volume, _rules(volume, paths, ""), **top)
    if terms:
        rules = _rules(volume, paths, "")
        yield "glossaire.html", fill("glossary.html", volume, rules, terms=terms.values(), **top)
    for page in volume.pages:
        before, after = _neighbours(volume, page)
        yield (
            paths[page.id],
            fill(
                "page.html",
                volume,
                _rules(volume, paths, "../"),
                page=page,
                pieces=pieces_of(volume, page),
                module=volume.course.module_of(page),
                before=before,
                after=after,
                **(top | {"up": "../"}),
            ),
        )


def _neighbours(volume: Volume, page: Page) -> tuple[Page | None, Page | None]:
    """The pages around one of the reading path; a page beside it has none."""
    line = [p for p in volume.pages if p.role in READ]
    if page not in line:
        return None, None
    at = line.index(page)
    return line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None


def _rules(volume: Volume, paths: dict[str, str], up: str) -> Rules:
    course = volume.course
    base = f"/cours/{course.slug}/"
    addresses = {f"{base}{page.slug}/": paths[page.id] for page in volume.pages}
    addresses[base] = "index.html"

    def page_at(url: str) -> str | None:
        path, mark, anchor = url.partition("#")
        file = addresses.get(path.partition("?")[0])
        return None if file is None else f"{up}{file}{mark}{anchor}"

    def image(src: str) -> str:
        return f"{up}fichiers/{src.removeprefix(f'{base}fichiers/').partition('?')[0]}"

    return Rules(page=page_at, image=image, site=volume.site)


def _make_room(dest: Path, force: bool) -> None:
    """An empty place, or a former export that ``force`` replaces. Nothing else is touched."""
    if dest.is_symlink() or (dest.exists() and not dest.is_dir()):
        raise ExchangeError(f"{dest} n’est pas un dossier : donnez un autre nom.")
    if not dest.exists() or not any(dest.iterdir()):
        return
    index = dest / "index.html"
    ours = index.is_file() and MARK in index.read_text(encoding="utf-8", errors="replace")[:2_000]
    if not ours:
        raise ExchangeError(f"{dest} contient autre chose qu’un export : donnez un dossier vide.")
    if not force:
        raise ExchangeError(f"{dest} contient déjà un export : ajoutez --force pour le remplacer.")
    for name in FOLDERS:
        if (dest / name).is_symlink():
            raise ExchangeError(f"{dest / name} est un lien : effacez-le d’abord.")
        shutil.rmtree(dest / name, ignore_errors=True)
