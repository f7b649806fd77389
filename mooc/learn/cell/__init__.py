"""The cell in the page: Python in a sandboxed frame, fed by the exercise's own notebook.

``ROUTES`` are registered by :mod:`mooc.learn`; an exercise page includes ``cell/panel.html`` with
:func:`panel_of`. Nothing here reads a learner, and no answer sets a cookie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nh3
from flask import Response, abort, jsonify, request, url_for
from markdown_it import MarkdownIt

from mooc.catalogue import exercise
from mooc.content.notebook import Cell, cells_from_notebook
from mooc.grading.exercise import PACKAGES
from mooc.learn.cell.distribution import Distribution, distribution
from mooc.learn.cell.document import TYPES, frame, headers
from mooc.web import current_settings

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# Milliseconds without any progress after which a start is held to hang.
WATCHDOG = 60_000
# No link: a frame without an origin cannot open one usefully.
INTRO_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote",
              "table", "thead", "tbody", "tr", "th", "td", "br", "hr"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Panel:
    """What ``cell/panel.html`` shows before anything is loaded. ``total`` is in bytes."""

    slug: str
    title: str
    frame_url: str
    cells_url: str
    draft_url: str
    total: int
    available: bool
    cells: tuple[dict[str, Any], ...]

    @property
    def megabytes(self) -> int:
        return round(self.total / 1_000_000)


def panel_of(slug: str, title: str) -> Panel | None:
    """The panel of exercise *slug*, or None when it has no notebook for the page."""
    cells = cells_of(slug)
    if not any(cell.role == "code" for cell in cells):
        return None
    built = built_for(slug)
    return Panel(
        slug=slug,
        title=title,
        frame_url=url_for("learn.cell_frame", version=frame().version),
        cells_url=url_for("learn.cell_cells", slug=slug),
        draft_url=f"/exercices/{slug}/brouillon",
        total=built.transfer if built else 0,
        available=built is not None,
        cells=tuple(as_json(cell) for cell in cells),
    )


def weight_of(slug: str) -> int:
    """Megabytes that Python in the page loads for exercise *slug*; 0 where Python is not built."""
    panel = panel_of(slug, "")
    return panel.megabytes if panel and panel.available else 0


def built_for(slug: str) -> Distribution | None:
    """What Python loads for exercise *slug*: its own libraries, and no other exercise's."""
    found = exercise(slug)
    package = found.python.package if found and found.python else PACKAGES[-1]
    return distribution(current_settings().build_dir, package)


def cells_of(slug: str) -> tuple[Cell, ...]:
    """The cells of the exercise, read again when its notebook changes."""
    if not SLUG.match(slug):
        return ()
    path = current_settings().exercises_dir / slug / "carnet.ipynb"
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return ()
    return _read(path, stamp)


@lru_cache(maxsize=64)
def _read(path: Path, stamp: int) -> tuple[Cell, ...]:
    return cells_from_notebook(path)[0]


def as_json(cell: Cell) -> dict[str, Any]:
    """A cell as the page and the frame read it; ``html`` is safe."""
    found: dict[str, Any] = {
        "id": cell.id,
        "role": cell.role,
        "title": cell.title,
        "hash": cell.hash,
        "hints": list(cell.hints),
    }
    if cell.role == "intro":
        return found | {"html": intro_html(cell.source)}
    return found | {"source": cell.source}


@lru_cache(maxsize=256)
def intro_html(source: str) -> str:
    """An author's Markdown as safe HTML; its titles stand below the frame's own."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    html = re.sub(r"(</?)h1>", r"\1h2>", parser.render(source))
    return nh3.clean(html, tags=INTRO_TAGS, attributes={})


def cells(slug: str) -> Response:
    """``GET /exercices/<slug>/cellules.json``: the same for everybody."""
    found = cells_of(slug)
    built = built_for(slug)
    if not found:
        abort(404)
    if built is None:
        message = "Python n’est pas installé sur ce serveur (mooc lite build)."
        answer = jsonify({"error": {"code": "no-python", "message": message}})
        answer.status_code = 503
        return answer
    answer = jsonify({"cells": [as_json(c) for c in found], "settings": boot_settings(built)})
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer


def boot_settings(built: Distribution) -> dict[str, Any]:
    """What the frame needs to start Python. Addresses are whole: a blob worker has no base."""
    site = visited_site()
    return {
        "base": site + built.base,
        "cell": site + url_for("learn.cell_frame", version=frame().version),
        "transfer": built.transfer,
        "watchdog": WATCHDOG,
        "modules": list(built.modules),
        "files": [
            {"name": f.name, "sha256": f.sha256, "size": f.size, "kind": f.kind}
            for f in built.files
        ],
    }


def visited_site() -> str:
    """The origin of this site under the name that the visitor used."""
    settings = current_settings()
    host = request.host.lower()
    known = settings.site_origins
    return next((origin for origin in known if urlsplit(origin).netloc == host), known[0])


def frame_document(version: str) -> Response:
    """``GET /cellule/<version>/``: the frame itself."""
    return frame_file(version, "")


def frame_file(version: str, name: str) -> Response:
    """A file of the frame. An older version is gone: its page is asked again by its reader."""
    here = frame()
    if version != here.version or name not in here.files:
        abort(404)
    suffix = Path(name).suffix
    answer = Response(here.files[name], mimetype=TYPES.get(suffix, "text/html"))
    for key, value in headers(visited_site(), current_settings().site_origins).items():
        answer.headers[key] = value
    return answer


ROUTES = (
    ("/cellule/<version>/", "cell_frame", frame_document, ("GET",)),
    ("/cellule/<version>/<name>", "cell_file", frame_file, ("GET",)),
    ("/exercices/<slug>/cellules.json", "cell_cells", cells, ("GET",)),
)
