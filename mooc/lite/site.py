"""The two hosts' file servers: Pyodide for the cell, JupyterLite on the notebooks' own name.

WhiteNoise sends files compressed beforehand. Neither application ever reads or sets a cookie.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise

from mooc.settings import Settings

Environ = dict[str, Any]
WSGIApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
YEAR = 365 * 24 * 3600

NOT_HERE = (
    "<!doctype html><html lang=fr><meta charset=utf-8><title>Introuvable</title>"
    "<h1>Ce fichier n’est pas ici</h1><p>Revenez à la page de l’exercice et ouvrez de nouveau le "
    "carnet.</p>"
).encode()
# Names that carry a hash of their content, as JupyterLab's bundler writes them.
HASHED = re.compile(r"\.[0-9a-f]{16,}\.|/[0-9a-f]{16,}\.")


def pyodide_app(settings: Settings) -> WSGIApp:
    """``/py/<hash>/<file>`` from ``build/pyodide``: readable by a frame without origin, for ever."""
    folder = settings.build_dir / "pyodide"
    files = _files(immutable=lambda path, url: True, headers=_open_to_all)
    if (manifest := folder / "manifest.json").is_file():
        version = json.loads(manifest.read_text(encoding="utf-8"))["hash"]
        files.add_files(str(folder), prefix=f"py/{version}/")
    return files


def notebook_app(settings: Settings) -> WSGIApp:
    """JupyterLite, framed by the site alone."""
    headers = notebook_headers(settings)

    def add(found: Any, path: str, url: str) -> None:
        for name, value in headers.items():
            found[name] = value
        if not HASHED.search(url):
            # The application asks for these again at each start; an author may have changed them.
            found["Cache-Control"] = "no-cache"

    files = _files(immutable=lambda path, url: bool(HASHED.search(url)), headers=add)
    if (folder := settings.build_dir / "lite").is_dir():
        files.add_files(str(folder))
    return files


def notebook_headers(settings: Settings) -> dict[str, str]:
    """JupyterLite evaluates code (jupyterlite issue 1662): allowed on its own name only."""
    policy = {
        "default-src": "'self'",
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'none'",
        "frame-ancestors": " ".join(settings.site_origins),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _files(
    immutable: Callable[[str, str], bool], headers: Callable[[Any, str, str], None]
) -> WhiteNoise:
    return WhiteNoise(
        _not_found,
        max_age=0,
        index_file=True,
        immutable_file_test=immutable,
        add_headers_function=headers,
        allow_all_origins=False,
    )


def _open_to_all(headers: Any, path: str, url: str) -> None:
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers["X-Content-Type-Options"] = "nosniff"


def _not_found(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(NOT_HERE)))]
    start_response("404 Not Found", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [NOT_HERE]


def is_built(folder: Path) -> bool:
    """Whether the notebooks can be offered at all."""
    return (folder / "lite" / "notebooks" / "index.html").is_file()
