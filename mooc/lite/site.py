"""Two WSGI applications: Pyodide's files, and the host of the notebooks.

Neither reads or sets a cookie, neither knows a learner: a notebook's code and draft come and go
through the page that frames it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mooc.lite.manifests import LITE, PYODIDE, manifest
from mooc.lite.serving import (
    IMMUTABLE,
    Environ,
    StartResponse,
    WSGIApp,
    file_in,
    path_of,
    send_file,
    send_json,
    send_page,
)
from mooc.settings import Settings

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NOTEBOOK = re.compile(rf"files/({SLUG.pattern})\.ipynb")
CONFIG = "jupyter-lite.json"
# Only what JupyterLite cannot do without (inline scripts and eval). Nothing leads to another host:
# what a learner's code may reach is this folder of public files.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors {site}",
    )
)
ANY_READER = {
    "Access-Control-Allow-Origin": "*",  # a sandboxed frame has no origin of its own
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
MISSING = ("Page introuvable", "Cette adresse n’existe pas, ou plus.")
UNBUILT = (
    "Python n’est pas installé",
    "La personne qui s’occupe du site doit lancer « mooc lite build ».",
)
ALONE = (
    "Le carnet s’ouvre depuis sa page",
    "Ouvert seul, il n’aurait ni vos données ni votre brouillon. "
    "<a href='{site}/'>Aller sur le site</a>.",
)


def pyodide_app(settings: Settings) -> WSGIApp:
    """``/py/<hash>/<file>``: readable by any origin, never changing under one address."""
    folder = settings.build_dir / "pyodide"

    def app(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return send_page(environ, start, "405 Method Not Allowed", *MISSING, ANY_READER)
        built = manifest(settings.build_dir, PYODIDE)
        if built is None:
            return send_page(environ, start, "503 Service Unavailable", *UNBUILT, ANY_READER)
        version, _, name = path_of(environ).removeprefix("/py/").partition("/")
        known = version == built["hash"] and name in built["files"]
        path = file_in(folder, name) if known else None
        if path is None:
            return send_page(environ, start, "404 Not Found", *MISSING, ANY_READER)
        # A worker started from such a file by itself must not reach further than its page.
        return send_file(environ, start, path, ANY_READER, IMMUTABLE)

    return app


def notebook_app(settings: Settings) -> WSGIApp:
    """The notebooks' host: ``/c/<hash>/…`` is JupyterLite, ``/py/…`` the browser's Python."""
    return NotebookHost(settings)


def notebook_address(settings: Settings, slug: str, package: str) -> str | None:
    """Where the notebook of *slug*, which needs *package*, opens, or None when it was not built."""
    built = manifest(settings.build_dir, LITE)
    if built is None or manifest(settings.build_dir, PYODIDE) is None:
        return None
    base = f"{settings.notebook_origin}/c/{built['hash']}"
    return f"{base}/notebooks/index.html?path={slug}.ipynb&package={package}"


class NotebookHost:
    """Dispatches the few kinds of address that this host knows."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.build_dir / "lite"
        self.pyodide = pyodide_app(settings)
        self.headers = {
            "Content-Security-Policy": POLICY.format(site=settings.site_origin),
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        path = path_of(environ)
        if path.startswith("/py/"):
            return self.pyodide(environ, start)
        if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return self.page(environ, start, "405 Method Not Allowed", MISSING)
        built = manifest(self.settings.build_dir, LITE)
        python = manifest(self.settings.build_dir, PYODIDE)
        if built is None or python is None:
            return self.page(environ, start, "503 Service Unavailable", UNBUILT)
        prefix = f"/c/{built['hash']}/"
        if not path.startswith(prefix):
            return self.page(environ, start, "404 Not Found", MISSING)
        return self.file(environ, start, path.removeprefix(prefix), python["hash"])

    def file(
        self, environ: Environ, start: StartResponse, name: str, python: str
    ) -> Iterable[bytes]:
        if name == CONFIG:
            return send_json(environ, start, self.config(python), self.headers)
        if name == "api/contents/all.json":
            return send_json(environ, start, self.contents(), self.headers)
        if found := NOTEBOOK.fullmatch(name):
            path = file_in(self.settings.exercises_dir, f"{found[1]}/carnet.ipynb")
            if path is not None:
                return send_file(environ, start, path, self.headers, "no-store")
        path = file_in(self.folder, name)
        if path is None or path.suffix in {".gz", ".br"}:
            return self.page(environ, start, "404 Not Found", MISSING)
        if path.suffix != ".html":
            return send_file(environ, start, path, self.headers, IMMUTABLE)
        if environ.get("HTTP_SEC_FETCH_DEST") == "document":
            return self.page(environ, start, "403 Forbidden", ALONE)
        headers = dict(self.headers)
        if environ.get("HTTP_SEC_FETCH_DEST") == "iframe":
            # Whatever another learner's code left in this browser goes before this one starts.
            headers["Clear-Site-Data"] = '"storage"'
        return send_file(environ, start, path, headers, "no-store")

    def config(self, python: str) -> dict[str, Any]:
        """JupyterLite's configuration, with the addresses of this installation."""
        found = json.loads((self.folder / CONFIG).read_text(encoding="utf-8"))
        data = found["jupyter-config-data"]
        data["sudiaSite"] = self.settings.site_origin
        kernel = data["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
        kernel["pyodideUrl"] = f"{self.settings.notebook_origin}/py/{python}/pyodide.js"
        return found  # type: ignore[no-any-return]

    def contents(self) -> dict[str, Any]:
        """The list of files that JupyterLite sees: one notebook an exercise."""
        notebooks = sorted(self.settings.exercises_dir.glob("*/carnet.ipynb"))
        files = [_entry(p) for p in notebooks if SLUG.fullmatch(p.parent.name)]
        return _entry_base("", "directory", "json") | {"content": files}

    def page(
        self, environ: Environ, start: StartResponse, status: str, words: tuple[str, str]
    ) -> Iterable[bytes]:
        title, text = words
        text = text.replace("{site}", self.settings.site_origin)
        return send_page(environ, start, status, title, text, self.headers)


def _entry(path: Path) -> dict[str, Any]:
    name = f"{path.parent.name}.ipynb"
    return _entry_base(name, "notebook", "json") | {"size": path.stat().st_size}


def _entry_base(name: str, kind: str, form: str) -> dict[str, Any]:
    return {
        "name": name, "path": name, "type": kind, "format": form, "content": None,
        "mimetype": None, "size": None, "writable": True, "hash": None, "hash_algorithm": None,
        "created": "2026-01-01T00:00:00Z", "last_modified": "2026-01-01T00:00:00Z",
    }  # fmt: skip
