"""``/aide/auteurs``: the Markdown of docs/auteurs, read as pages of the site.

Pure. The files are the only source: a forge and the site show the same text. What comes out passes
the same list of safe HTML as a course (``mooc.content.sanitize``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mooc.content.files import inside
from mooc.content.markdown import code, table
from mooc.content.model import Heading
from mooc.content.options import ID
from mooc.content.passes.headings import RESERVED, slug
from mooc.content.passes.typography import french
from mooc.content.passes.view import plain
from mooc.content.sanitize import clean

ADDRESS = "/aide/auteurs"
# Titles of the index, and what stands under each; a file that is not named comes last.
PARTS = (
    ("Commencer", ("premier-cours", "premiere-page")),
    ("Écrire un cours", ("ecrire-un-cours", "blocs", "conseils", "exporter-importer")),
    ("Faire un exercice", ("laboratoires", "cles-laboratoires", "exercices", "cles-exercices")),
)
REST = "Et aussi"
# What is said to those who edit the file: marks for the tests, and that a program writes it.
GENERATED = "Cette page est produite à partir du code : ne la modifiez pas à la main."
FOR_EDITORS = re.compile(rf"^(?:<!--.*-->\n|{re.escape(GENERATED)}\s*)", re.M)


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of the guide: ``summary`` is its first sentence, ``html`` all but its title."""

    name: str
    title: str
    summary: str
    headings: tuple[Heading, ...]
    html: Markup

    @property
    def contents(self) -> list[tuple[Heading, list[Heading]]]:
        """The parts of the page, each with its own."""
        found: list[tuple[Heading, list[Heading]]] = []
        for heading in self.headings:
            if heading.level == 2 or not found:
                found.append((heading, []))
            else:
                found[-1][1].append(heading)
        return found


def names(folder: Path) -> tuple[str, ...]:
    """The pages that exist, by name: nothing else of the disk can be asked for."""
    files = sorted(folder.glob("*.md"))
    return tuple(f.stem for f in files if ID.fullmatch(f.stem) and inside(folder, f.name))


def parts(folder: Path) -> list[tuple[str, list[GuidePage]]]:
    """The index: a title and its pages, in the order to read them."""
    known = names(folder)
    placed = {name for _, wanted in PARTS for name in wanted}
    rest = (REST, tuple(name for name in known if name not in placed))
    found = [(title, [n for n in wanted if n in known]) for title, wanted in (*PARTS, rest)]
    return [(title, [read(folder, n) for n in these]) for title, these in found if these]


def find(folder: Path, name: str) -> GuidePage | None:
    """The page of that name, or None."""
    return read(folder, name) if name in names(folder) else None


def read(folder: Path, name: str) -> GuidePage:
    """The page of a name that is known, read again when one of the files changes."""
    stamps = tuple((n, (folder / f"{n}.md").stat().st_mtime_ns) for n in names(folder))
    return _pages(folder, stamps)[name]


@lru_cache(maxsize=4)
def _pages(folder: Path, stamps: tuple[tuple[str, int], ...]) -> Mapping[str, GuidePage]:
    """Every page: a link shows the title of the page it leads to."""
    texts = {n: (folder / f"{n}.md").read_text(encoding="utf-8") for n, _ in stamps}
    titles = {name: _title(text) for name, text in texts.items()}
    return {name: _page(name, texts[name], titles) for name in texts}


def _title(text: str) -> str:
    return french(text.partition("\n")[0].removeprefix("# ").replace("`", ""))


def _page(name: str, text: str, titles: Mapping[str, str]) -> GuidePage:
    tokens = _parser().parse(FOR_EDITORS.sub("", text.partition("\n")[2]))
    headings = tuple(_headings(tokens))
    for token in tokens:
        _links(token.children or [], titles)
        for child in token.children or []:
            if child.type == "text":
                child.content = french(child.content)
    html = _parser().renderer.render(tokens, _parser().options, {})
    # A column without a title has no header to hear.
    safe = clean(html).replace('<th scope="col"></th>', "<td></td>")
    return GuidePage(name, titles[name], _summary(tokens), headings, Markup(safe))  # noqa: S704 - cleaned just above


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    """Each heading receives an id of its own, made of its words."""
    taken = dict.fromkeys(RESERVED, 1)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = plain(inline.children or ())
            anchor = slug(words)
            taken[anchor] = taken.get(anchor, 0) + 1
            anchor = f"{anchor}-{taken[anchor]}" if taken[anchor] > 1 else anchor
            opening.attrSet("id", anchor)
            yield Heading(int(opening.tag[1]), anchor, french(words))


def _links(children: list[Token], titles: Mapping[str, str]) -> None:
    """A link to a file of the folder leads to its page; another file of the repository, which the
    site does not show, is text alone."""
    for opening, words in pairwise(children):
        if opening.type != "link_open":
            continue
        href = str(opening.attrs.get("href", ""))
        if href.startswith(("https:", "/", "#")):
            continue
        file, _, anchor = href.partition("#")
        name = file.removesuffix(".md")
        if name in titles:
            place = f"#{slug(unquote(anchor))}" if anchor else ""
            opening.attrSet("href", f"{ADDRESS}/{name}{place}")
            if words.content == f"{name}.md":
                words.content = f"« {titles[name]} »"
        else:
            opening.attrs.pop("href", None)


def _summary(tokens: list[Token]) -> str:
    """The first sentence of the first paragraph that is one."""
    for opening, inline in pairwise(tokens):
        words = plain(inline.children or ())
        if opening.type == "paragraph_open" and words:
            end = re.search(r"(?<=[.!?…])\s", words)
            return words[: end.start()] if end else words
    return ""


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False})
    table.install(md)
    code.install(md)
    return md
