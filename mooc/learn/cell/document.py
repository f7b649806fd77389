"""The sandboxed document that holds Python: its files, its address, its headers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE.parent.parent / "web" / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".py": "text/x-python"}

# The frame's own policy. `sandbox` is what takes its origin away, cookie included, even when
# somebody opens the address by itself; the attribute on the <iframe> alone would not.
POLICY = "; ".join(
    (
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src {site}/cellule/ {site}/py/ 'wasm-unsafe-eval'",
        "worker-src blob:",
        "connect-src {site}/cellule/ {site}/py/",
        "style-src {site}/cellule/",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors {ancestors}",
    )
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The files by name; ``version`` changes with any of them."""

    version: str
    files: dict[str, bytes]


@lru_cache(maxsize=1)
def frame() -> Frame:
    """The files of the frame, read once."""
    return read_frame()


def read_frame() -> Frame:
    """The document, its modules and style, and the Python that runs the cells."""
    found = {path.name: path.read_bytes() for path in sorted((STATIC / "js/cell/frame").iterdir())}
    found["tokens.css"] = (STATIC / "css" / "tokens.css").read_bytes()
    found["runner.py"] = (HERE / "runner.py").read_bytes()
    found[""] = (HERE / "frame.html").read_bytes()
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(f"{name}\0{len(found[name])}\0".encode() + found[name])
    return Frame(digest.hexdigest()[:16], found)


def policy(site: str, ancestors: tuple[str, ...]) -> str:
    """The Content-Security-Policy of the document as visited on *site*."""
    return POLICY.format(site=site, ancestors=" ".join(ancestors))


def headers(site: str, ancestors: tuple[str, ...]) -> dict[str, str]:
    """Headers of every answer below ``/cellule/``. The files are public: any origin may read
    them, which a document without an origin needs."""
    return {
        "Content-Security-Policy": policy(site, ancestors),
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
