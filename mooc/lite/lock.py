"""Pyodide's lock file: which archive each package is, what it depends on, its SHA-256."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Packages = dict[str, dict[str, Any]]


def packages(path: Path) -> Packages:
    """Name → entry, for every package of the lock."""
    found: Packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return found


def normal(name: str) -> str:
    """A package's name as the lock's keys write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(known: Packages, wanted: Iterable[str]) -> list[str]:
    """*wanted* and all they depend on, dependencies first, each once."""
    order: dict[str, None] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        name = normal(name)
        if name in order or name in path:
            return
        for needed in known[name]["depends"]:
            visit(needed, (*path, name))
        order[name] = None

    for name in wanted:
        visit(name, ())
    return list(order)


def cut(original: Path, kept: Packages) -> str:
    """The text of a lock that names *kept* and nothing else."""
    found = json.loads(original.read_text(encoding="utf-8"))
    found["packages"] = {name: kept[name] for name in sorted(kept)}
    return json.dumps(found, sort_keys=True, separators=(",", ":"))
