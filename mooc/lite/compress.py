"""Files compressed once, beside the originals, for servers that send what a browser accepts."""

from __future__ import annotations

import gzip
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

# Fonts and pictures are compressed already.
WORTH = {".js", ".mjs", ".wasm", ".whl", ".zip", ".json", ".css", ".html", ".svg", ".txt", ".ipynb"}
SMALLEST = 600
ENCODED = (".gz", ".br")
# The best would take an eighth of the bytes away, for ten times the seconds of the build.
QUALITY = 9


def compress_tree(folder: Path) -> None:
    """Write ``.br`` and ``.gz`` beside each file of *folder* that gains a tenth or more."""
    files = [
        p
        for p in folder.rglob("*")
        if p.suffix in WORTH and p.is_file() and p.stat().st_size >= SMALLEST
    ]
    # The longest first: they would end alone on one core.
    files.sort(key=lambda p: p.stat().st_size, reverse=True)
    with ProcessPoolExecutor() as pool:
        list(pool.map(compress_file, files))


def compress_file(path: Path) -> None:
    """Write the compressed companions of one file."""
    data = path.read_bytes()
    for suffix, small in (
        (".br", brotli.compress(data, quality=QUALITY, lgwin=24)),
        (".gz", gzip.compress(data, 6, mtime=0)),
    ):
        if len(small) < 0.9 * len(data):
            path.with_name(path.name + suffix).write_bytes(small)


def sizes(path: Path) -> dict[str, int]:
    """Bytes that a browser receives for *path*: ``raw``, with ``gz``, with ``br``."""
    raw = path.stat().st_size
    found = {"raw": raw}
    for suffix in ENCODED:
        small = path.with_name(path.name + suffix)
        found[suffix[1:]] = small.stat().st_size if small.exists() else raw
    return found
