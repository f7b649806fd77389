"""Static files: ``/statique/<tree>/<path>``, kept for ever by browsers, compressed once.

``<tree>`` is a hash of all the files, so that a module's relative imports carry it too. A page
of an older release still finds its files by name, but is then told to ask again.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import brotli
from flask import Flask, Response, abort, request

ROOT = Path(__file__).parent / "static"
NONE: Mapping[str, Path] = MappingProxyType({})
FOREVER = "public, max-age=31536000, immutable"

# One request instead of nine; the order is the cascade.
BUNDLES = {
    "css/site.css": (
        "tokens", "base", "layout", "components", "forms", "prose", "questions", "home", "print",
    ),
}  # fmt: skip

TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css"}
COMPRESSED = {".js", ".svg", ".css", ".json", ".txt", ".html", ".map"}


@dataclass(frozen=True, slots=True)
class File:
    """A file as served: its bytes, media type, and whether compressing it is worth it."""

    body: bytes
    media_type: str
    compressible: bool


def read_tree(root: Path = ROOT, more: Mapping[str, Path] = NONE) -> dict[str, File]:
    """Every file under *root* by its path, bundles included; *more* by its prefix beside it."""
    found = read_folder(root)
    for prefix, folder in more.items():
        found |= {f"{prefix}/{name}": file for name, file in read_folder(folder).items()}
    for name, parts in BUNDLES.items():
        folder = name.rsplit("/", 1)[0]
        body = b"\n".join(found[f"{folder}/{part}.css"].body for part in parts)
        found[name] = File(body, "text/css", True)
    return found


def read_folder(root: Path) -> dict[str, File]:
    """Every file under *root* by its path."""
    found: dict[str, File] = {}
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".")):
        name = path.relative_to(root).as_posix()
        guess = mimetypes.guess_type(name)[0] or "application/octet-stream"
        found[name] = File(
            path.read_bytes(), TYPES.get(path.suffix, guess), path.suffix in COMPRESSED
        )
    return found


def tree_hash(files: dict[str, File]) -> str:
    """Twelve hexadecimal digits that change when any file does."""
    digest = hashlib.sha256()
    for name, file in sorted(files.items()):
        digest.update(f"{name}\0{len(file.body)}\0".encode() + file.body)
    return digest.hexdigest()[:12]


@lru_cache(maxsize=512)
def encode(body: bytes, coding: str) -> bytes:
    """*body* compressed once for all requests; *coding* is ``br``, ``gzip`` or empty."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=9))
    if coding == "gzip":
        return gzip.compress(body, 9, mtime=0)
    return body


class Statics:
    """The files of one running application; *debug* reads them again when one changes."""

    def __init__(
        self, root: Path = ROOT, debug: bool = False, more: Mapping[str, Path] = NONE
    ) -> None:
        self.root, self.debug, self.more = root, debug, more
        self.stamp = self._stamp()
        self._load()

    def _load(self) -> None:
        self.files = read_tree(self.root, self.more)
        self.tree = tree_hash(self.files)

    def _stamp(self) -> float:
        folders = (self.root, *self.more.values())
        return max((p.stat().st_mtime for f in folders for p in f.rglob("*")), default=0.0)

    def add(self, more: Mapping[str, Path]) -> None:
        """Serve these folders too, each under its prefix: a room below gives its own."""
        self.more = {**self.more, **more}
        self.stamp = self._stamp()
        self._load()

    def refresh(self) -> None:
        """Read the files again if we are writing them."""
        if self.debug and (stamp := self._stamp()) != self.stamp:
            self.stamp = stamp
            self._load()

    def asset(self, name: str) -> str:
        """The address of file *name*; an unknown one is a mistake of ours and raises."""
        self.refresh()
        if name not in self.files:
            raise LookupError(f"no static file {name!r}")
        return f"/statique/{self.tree}/{name}"

    def serve(self, tree: str, name: str) -> Response:
        """The answer for a file, compressed as the browser accepts."""
        self.refresh()
        file = self.files.get(name)
        if file is None:
            abort(404)
        accepted = request.accept_encodings
        coding = next((c for c in ("br", "gzip") if file.compressible and accepted[c]), "")
        response = Response(encode(file.body, coding), mimetype=file.media_type)
        if coding:
            response.headers["Content-Encoding"] = coding
        if file.compressible:
            response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = FOREVER if tree == self.tree else "no-cache"
        response.set_etag(hashlib.sha256(file.body).hexdigest()[:16] + coding)
        return response.make_conditional(request)


def init_app(app: Flask, debug: bool = False) -> None:
    """Serve the files and offer ``asset()`` to templates."""
    statics = Statics(debug=debug)
    app.extensions["mooc_statics"] = statics
    app.add_url_rule("/statique/<tree>/<path:name>", "statique", statics.serve)
    app.jinja_env.globals["asset"] = statics.asset
