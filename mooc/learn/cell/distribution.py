"""Which files of Python the cell loads, as the build wrote them down in ``build/pyodide``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# What `import sudia` and scikit-learn need; everything else of the build is for the notebook.
PACKAGES = ("scikit-learn", "sudia")
# What starts Python itself, whatever the exercise imports.
CORE = (
    "pyodide.js",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


@dataclass(frozen=True, slots=True)
class Wheel:
    """An archive to install: ``size`` in bytes, ``kind`` is ``package`` or ``shared_library``."""

    file: str
    sha256: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """``base`` is the path of the files on the site; ``transfer`` what a browser receives for
    all of them, in bytes, compressed as a browser of today accepts."""

    base: str
    wheels: tuple[Wheel, ...]
    transfer: int


def distribution(build_dir: Path) -> Distribution | None:
    """The built files, or None where ``mooc lite build`` has not run."""
    lock = build_dir / "pyodide" / "pyodide-lock.json"
    try:
        stamp = lock.stat().st_mtime_ns
    except OSError:
        return None
    return _read(build_dir / "pyodide", stamp)


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: int) -> Distribution | None:
    try:
        lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        wheels = tuple(_wheels(lock["packages"], folder))
        files = manifest["files"]
        transfer = sum(files[name]["br"] for name in (*CORE, *(w.file for w in wheels)))
    except (OSError, ValueError, KeyError):
        return None  # half a build is no build: the page then says that Python is not here
    return Distribution(f"/py/{manifest['hash']}/", wheels, transfer)


def _wheels(packages: Mapping[str, Any], folder: Path) -> Iterator[Wheel]:
    for name in closure(packages, PACKAGES):
        entry = packages[name]
        file = entry["file_name"]
        size = (folder / file).stat().st_size
        yield Wheel(file, entry["sha256"], size, entry.get("package_type", "package"))


def closure(packages: Mapping[str, Any], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """*wanted* and all they depend on, dependencies first."""
    order: dict[str, None] = {}

    def visit(name: str, path: tuple[str, ...] = ()) -> None:
        if name in order or name in path:
            return
        for needed in packages[name]["depends"]:
            visit(needed, (*path, name))
        order[name] = None

    for name in wanted:
        visit(name)
    return tuple(order)
