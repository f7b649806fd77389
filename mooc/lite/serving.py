"""Files of a folder over WSGI: compressed where accepted, never outside the folder."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGIApp = Callable[[Environ, StartResponse], Iterable[bytes]]

IMMUTABLE = "public, max-age=31536000, immutable"
# Some systems do not know these, and a browser refuses a module or wasm of another type.
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".zip": "application/zip",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".webmanifest": "application/manifest+json",
}
BLOCK = 1 << 16
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

PAGE = (
    "<!doctype html><html lang=fr><meta charset=utf-8>"
    "<meta name=viewport content='width=device-width'><title>{title}</title>"
    "<h1>{title}</h1><p>{text}</p>"
)


def send_file(
    environ: Environ, start: StartResponse, path: Path, headers: Mapping[str, str], caching: str
) -> Iterable[bytes]:
    """Answer with *path*, or its ``.br`` or ``.gz`` twin when the browser accepts it."""
    accepted = accepted_encodings(str(environ.get("HTTP_ACCEPT_ENCODING", "")))
    sent, encoding = path, ""
    for name, suffix in ENCODINGS:
        twin = path.with_name(path.name + suffix)
        if name in accepted and twin.is_file():
            sent, encoding = twin, name
            break
    found = sent.stat()
    etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}-{encoding}"'
    out = {
        **headers,
        "Content-Type": type_of(path),
        "Cache-Control": caching,
        "ETag": etag,
        "Vary": "Accept-Encoding",
    }
    if environ.get("HTTP_IF_NONE_MATCH") == etag:
        start("304 Not Modified", list(out.items()))
        return []
    if encoding:
        out["Content-Encoding"] = encoding
    out["Content-Length"] = str(found.st_size)
    start("200 OK", list(out.items()))
    if environ.get("REQUEST_METHOD") == "HEAD":
        return []
    wrapper = environ.get("wsgi.file_wrapper")
    if wrapper is None:
        return _blocks(sent)
    body: Iterable[bytes] = wrapper(sent.open("rb"), BLOCK)
    return body


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces; closed also when a server forgets a reader that went away."""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block


def send_json(
    environ: Environ, start: StartResponse, value: Any, headers: Mapping[str, str]
) -> Iterable[bytes]:
    """Answer with *value* as JSON that no cache keeps."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return _send(environ, start, "200 OK", "application/json", body, headers)


def send_page(
    environ: Environ, start: StartResponse, status: str, title: str, text: str,
    headers: Mapping[str, str],
) -> Iterable[bytes]:  # fmt: skip
    """Answer with a plain page in French: the refusals of these two hosts."""
    body = PAGE.format(title=title, text=text).encode()
    return _send(environ, start, status, TYPES[".html"], body, headers)


def _send(
    environ: Environ, start: StartResponse, status: str, kind: str, body: bytes,
    headers: Mapping[str, str],
) -> Iterable[bytes]:  # fmt: skip
    out = {
        **headers,
        "Content-Type": kind,
        "Cache-Control": "no-store",
        "Content-Length": str(len(body)),
    }
    start(status, list(out.items()))
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


def file_in(root: Path, name: str) -> Path | None:
    """The file *name* of *root*, or None: no hidden part, no ``..``, no link that leads out."""
    parts = name.split("/")
    if not name or "\0" in name or "\\" in name or any(p in {"", ".", ".."} for p in parts):
        return None
    path = root.joinpath(*parts)
    try:
        if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
            return None
    except OSError:  # a name longer than the file system takes
        return None
    return path


def type_of(path: Path) -> str:
    """The media type of *path*; unknown is plain bytes."""
    return (
        TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )


@lru_cache(maxsize=256)
def accepted_encodings(header: str) -> frozenset[str]:
    """The encodings that an ``Accept-Encoding`` header accepts; ``q=0`` refuses one."""
    found = set()
    for part in header[:400].lower().split(","):
        name, _, quality = part.partition(";")
        if quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            found.add(name.strip())
    return frozenset(found)


def path_of(environ: Environ) -> str:
    """The path of a request as text; bytes that are not UTF-8 become an impossible name."""
    raw = str(environ.get("PATH_INFO", ""))
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return "/\0"
