"""What was built, as the two hosts and the pages read it: read again when a build replaces it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

PYODIDE = "pyodide/manifest.json"
LITE = "lite/manifest.json"
# What JupyterLite itself loads to show one notebook: measured by tests/browser.
APPLICATION = 5_800_000


def manifest(build_dir: Path, name: str) -> dict[str, Any] | None:
    """The manifest *name* of *build_dir*, or None where ``mooc lite build`` has not run."""
    path = build_dir / name
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return None
    return _read(path, stamp)


@lru_cache(maxsize=8)
def _read(path: Path, stamp: int) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "hash" in found else None


def notebook_bytes(build_dir: Path, package: str) -> int:
    """Bytes that a browser transfers to open a notebook that needs *package*, compressed; 0 when
    it is not built."""
    found = (manifest(build_dir, PYODIDE) or {}).get("sets", {}).get(f"notebook {package}")
    return int(found["br"]) + APPLICATION if found else 0
