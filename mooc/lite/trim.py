"""Archives cut to what exercises reach: the rules of ``lite/trim.toml``, applied to sources.

Three ways, from the plainest: a file is dropped; a module is absent (a few lines stand for it, so
that what imports it still works and what uses it hears why, in French); a package comes later
(it loads itself at its first use). Nothing here depends on the machine: the same archive and the
same rules give the same files.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from mooc.lite.errors import BuildError
from mooc.lite.lock import normal

ABSENT = """\
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def absent(*args, **kwargs):
        raise ModuleNotFoundError(
            f"{__name__}.{name} n’est pas fourni ici : aucun exercice ne s’en sert.",
            name=__name__,
        )

    return absent
"""

# The package's own file is then `_whole.py`, beside this one.
LATER = """\
import sys

_WHOLE = __name__ + "._whole"


def _load():
    from {package} import _whole

    globals().update((k, v) for k, v in vars(_whole).items() if not k.startswith("__"))
    return _whole


def __getattr__(name):
    if name.startswith("__") or name == "_whole":
        raise AttributeError(name)
    if _WHOLE not in sys.modules:
        return getattr(_load(), name)
    # Loading, or loaded: what is there by now, and nothing else.
    try:
        return vars(sys.modules[_WHOLE])[name]
    except KeyError:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}") from None
"""
LATER_FUNCTION = """

def {name}(*args, **kwargs):
    return _load().{name}(*args, **kwargs)
"""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is taken from one archive. ``later`` names packages, each with the functions that
    others import from it at their start without using them yet."""

    drop: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    later: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    docstrings: bool = True


def read(folder: Path) -> dict[str, Rules]:
    """The rules of *folder* (``lite/``) by package; ``everywhere`` holds for all wheels."""
    with (folder / "trim.toml").open("rb") as stream:
        found = tomllib.load(stream)
    return {name: _rules(table) for name, table in found.items()}


def _rules(table: Mapping[str, Any]) -> Rules:
    later = {package: tuple(names) for package, names in table.get("later", {}).items()}
    return Rules(
        tuple(table.get("drop", ())),
        tuple(table.get("absent", ())),
        later,
        table.get("docstrings", True),
    )


def rules_of(archive: Path, rules: Mapping[str, Rules]) -> Rules:
    """The rules for one archive, those for all wheels included."""
    name = "stdlib" if archive.name == "python_stdlib.zip" else normal(archive.name.split("-")[0])
    own = rules.get(name, Rules())
    if archive.suffix != ".whl":
        return own
    return Rules(own.drop + rules["everywhere"].drop, own.absent, own.later, own.docstrings)


def trim(archive: Path, target: Path, rules: Rules) -> None:
    """Write *archive* to *target* without what *rules* take away. BuildError where a rule names a
    module that is not there: the archive is another version, and the rules must be read again."""
    with ZipFile(archive) as source:
        files = {n: source.read(n) for n in source.namelist() if not n.endswith("/")}
    for pattern in rules.drop:
        files = {n: data for n, data in files.items() if not re.search(pattern, n)}
    for module in rules.absent:
        _absent(files, module, archive.name)
    for package, names in rules.later.items():
        _later(files, package, names, archive.name)
    if not rules.docstrings:
        files = {n: bare(data) if n.endswith(".py") else data for n, data in files.items()}
    with ZipFile(target, "w") as out:
        for name, data in sorted(files.items()):
            out.writestr(name, data)


def _absent(files: dict[str, bytes], module: str, archive: str) -> None:
    path = module.replace(".", "/")
    gone = [n for n in files if n.startswith((f"{path}/", f"{path}.py", f"{path}.cpython-"))]
    if not gone:
        raise BuildError(f"lite/trim.toml : {archive} ne contient pas {module}.")
    source = files.get(f"{path}/__init__.py") or files.get(f"{path}.py") or b""
    for name in gone:
        del files[name]
    files[f"{path}.py"] = f"__all__ = {exported(source)!r}\n{ABSENT}".encode()


def exported(source: bytes) -> list[str]:
    """What ``import *`` takes from a module that lists it plainly."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            try:
                return sorted(ast.literal_eval(node.value))
            except ValueError:
                return []
    return []


def _later(files: dict[str, bytes], package: str, names: tuple[str, ...], archive: str) -> None:
    path = package.replace(".", "/")
    whole = files.pop(f"{path}/__init__.py", None)
    if whole is None:
        raise BuildError(f"lite/trim.toml : {archive} ne contient pas {package}.")
    files[f"{path}/_whole.py"] = whole
    text = LATER.format(package=package)
    text += "".join(LATER_FUNCTION.format(name=name) for name in names)
    files[f"{path}/__init__.py"] = text.encode()


def bare(source: bytes) -> bytes:
    """Python source without its docstrings; every line keeps its number."""
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(tree):
        if not isinstance(node, kinds) or ast.get_docstring(node, clean=False) is None:
            continue
        text = node.body[0]
        first, last = text.lineno - 1, (text.end_lineno or text.lineno) - 1
        before, after = lines[first][: text.col_offset], lines[last][text.end_col_offset :]
        # Empty and not gone: `from __future__` may follow it, and some code expects a text.
        lines[first : last + 1] = [before + b'""' + after, *[b"\n"] * (last - first)]
    return b"".join(lines)
