"""Which files of Python the cell loads, as the build wrote them down in ``build/pyodide``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# The learner's kit. It comes first, with numpy: an exercise starts by importing both.
KIT = "sudia"
# Two scripts that the worker loads by itself; then what the page reads for it.
SCRIPTS = ("pyodide.js", "pyodide.asm.js")
CORE = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


@dataclass(frozen=True, slots=True)
class File:
    """A file that the page hands to Python: ``size`` in bytes as unpacked from the network;
    ``kind`` is ``core``, ``package`` or ``shared_library``."""

    name: str
    sha256: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """``base`` is the path of the files on the site; ``files`` stand in the order of their use;
    ``transfer`` is what a browser receives for all, in bytes, compressed as one of today accepts;
    ``modules`` are those that an exercise may import, beside Python's own."""

    base: str
    files: tuple[File, ...]
    transfer: int
    modules: tuple[str, ...]


def distribution(build_dir: Path, package: str) -> Distribution | None:
    """The built files for exercises that need *package*, or None where nothing was built."""
    manifest = build_dir / "pyodide" / "manifest.json"
    try:
        stamp = manifest.stat().st_mtime_ns
    except OSError:
        return None
    return _read(build_dir / "pyodide", package, stamp)


@lru_cache(maxsize=8)
def _read(folder: Path, package: str, stamp: int) -> Distribution | None:
    try:
        lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        known = lock["packages"]
        files = tuple(_files(known, manifest, package))
        sizes = manifest["files"]
        transfer = sum(sizes[name]["br"] for name in (*SCRIPTS, *(f.name for f in files)))
    except (OSError, ValueError, KeyError):
        return None  # half a build is no build: the page then says that Python is not here
    modules = tuple(sorted({"numpy", package, KIT}))
    return Distribution(f"/py/{manifest['hash']}/", files, transfer, modules)


def _files(known: Mapping[str, Any], manifest: Mapping[str, Any], package: str) -> Iterator[File]:
    def file(name: str, kind: str) -> File:
        return File(name, manifest["sha256"][name], manifest["files"][name]["raw"], kind)

    for name in CORE:
        yield file(name, "core")
    for name in closure(known, (KIT, package)):
        entry = known[name]
        found = file(entry["file_name"], entry.get("package_type", "package"))
        if found.sha256 != entry["sha256"]:
            raise ValueError(f"{found.name}: the lock and the manifest do not agree")
        yield found


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
