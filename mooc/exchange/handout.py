"""A course as one tagged PDF (PDF/UA-1), to print and hand out."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mooc.content.model import CourseFile, Page
from mooc.exchange.error import ExchangeError
from mooc.exchange.pieces import fill, pieces_of
from mooc.exchange.place import check_free, write_whole
from mooc.exchange.rewrite import Rules, rewrite
from mooc.exchange.volume import Volume

STYLE = Path(__file__).parent / "handout.css"
# Images are asked for under this name; nothing else is ever fetched.
IMAGES = "https://images.invalid/"
LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0")
MISSING_LIBRARY = (
    "Il manque Pango, qui met le texte en page. "
    "Sur Debian : apt install libpango-1.0-0 libpangoft2-1.0-0"
)
MISSING_PACKAGE = "Il manque WeasyPrint, qui fait le PDF : sh tools/setup.sh pdf"


def write_pdf(volume: Volume, dest: Path, answers: bool = True, force: bool = False) -> int:
    """Write the handout, and return its size. A former file stays whole until the new one is."""
    check_free(dest, force)
    data = _pdf(volume, handout(volume, answers))
    write_whole(dest, data)
    return len(data)


def handout(volume: Volume, answers: bool = True) -> str:
    """The HTML of the whole document."""
    pages = volume.pages
    writers = {page.id: partial(_write, rules=_rules(volume, page)) for page in pages}
    return fill(
        "handout.html",
        volume,
        _rules(volume, pages[0]),
        writers=writers,
        pieces={page.id: pieces_of(volume, page) for page in pages},
        updated=max(page.updated for page in pages),
        with_answers=answers,
    )


def _write(fragment: str, rules: Rules) -> Markup:
    return Markup(rewrite(fragment, rules))  # noqa: S704 - cleaned by mooc.content


def _rules(volume: Volume, page: Page) -> Rules:
    """Addresses of other pages become places of the same document."""
    base = f"/cours/{volume.course.slug}/"
    addresses = {f"{base}{p.slug}/": p.id for p in volume.pages}

    def page_at(url: str) -> str | None:
        path, _, anchor = url.partition("#")
        found = addresses.get(path.partition("?")[0])
        if found is None:
            return None
        return f"#{found}--{anchor}" if anchor else f"#{found}"

    def image(src: str) -> str:
        return IMAGES + src.removeprefix(f"{base}fichiers/").partition("?")[0]

    return Rules(page_at, image, volume.site, prefix=f"{page.id}--", shift=1, printed=True)


def _pdf(volume: Volume, html: str) -> bytes:
    make, style, classes = _engine()
    shown = {file.name: file for page in volume.pages for file in page.files}
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    document = make(string=html, base_url=IMAGES, url_fetcher=_fetcher(classes, shown))
    data: bytes = document.write_pdf(
        stylesheets=[style(string=STYLE.read_text(encoding="utf-8"))], pdf_variant="pdf/ua-1"
    )
    return data


def _engine() -> tuple[Callable[..., Any], Callable[..., Any], Any]:
    """WeasyPrint, an optional part of the installation, or one line that says what is missing."""
    try:
        for name in LIBRARIES:
            ctypes.CDLL(name)
    except OSError as error:
        raise ExchangeError(MISSING_LIBRARY) from error
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except ImportError as error:
        raise ExchangeError(MISSING_PACKAGE) from error
    except OSError as error:
        raise ExchangeError(MISSING_LIBRARY) from error
    return HTML, CSS, (URLFetcher, URLFetcherResponse)


def _fetcher(classes: Any, shown: dict[str, CourseFile]) -> Any:
    """A fetcher that gives the course's own images and refuses everything else."""
    base, response = classes

    def fetch(_self: Any, url: str, headers: Any = None) -> Any:
        file = shown.get(url.removeprefix(IMAGES))
        if file is None:
            raise ValueError(f"refused: {url}")
        data = Path(file.path).read_bytes()
        return response(url, data, {"Content-Type": file.mimetype})

    return type("Images", (base,), {"fetch": fetch})()
