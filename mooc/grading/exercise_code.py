"""The author's own Python in an exercise folder: its generator and its proofs.

It is the repository's code, reviewed like any other; a learner's code never comes here. A folder
is imported as a package of its own, so that its files may import each other (``from ..reference
import learn``) although its name holds a dash.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

PREFIX = "mooc_exercise_"


def load_code(folder: Path, name: str) -> ModuleType:
    """The module ``name`` (``generator``, ``reference``, ``wrong.always_yes``) of *folder*.

    Imported once per process, and again when the folder moved. Raises what the file raises.
    """
    package = PREFIX + folder.name.replace("-", "_")
    _package(package, folder)
    if name.startswith("wrong."):
        _package(f"{package}.wrong", folder / "wrong")
    return importlib.import_module(f"{package}.{name}")


def wrong_names(folder: Path) -> tuple[str, ...]:
    """The modules of ``wrong/``, in the order of their names."""
    return tuple(f"wrong.{path.stem}" for path in sorted((folder / "wrong").glob("[a-z]*.py")))


def _package(name: str, folder: Path) -> None:
    where = [str(folder.resolve())]
    known = sys.modules.get(name)
    if known is not None and list(known.__path__) == where:
        return
    for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
        del sys.modules[module]
    package = ModuleType(name)
    package.__path__ = where
    sys.modules[name] = package
