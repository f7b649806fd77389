"""``mooc lite build``: everything that the browser's Python needs, in ``build/``.

Done again only when something it is made of changed. Each half is swapped in whole: a build that
stops leaves the one before it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from mooc.lite import versions as v
from mooc.lite.distribution import build_distribution
from mooc.lite.errors import BuildError
from mooc.lite.jupyter import build_jupyterlite
from mooc.settings import ROOT, Settings, load

LITE = ROOT / "lite"
CODE = Path(__file__).parent
PYTHON_CODE = tuple(
    CODE / f"{n}.py"
    for n in ("distribution", "compress", "kernel", "loader", "trim", "wheel", "lock")
)
SOURCES = ("versions.toml", "trim.toml", "compiled.toml", "compile.mjs")
LITE_CODE = (CODE / "jupyter.py", CODE / "compress.py")


def build(
    settings: Settings, report: Callable[[str], None] = print, *, accept: bool = False
) -> None:
    """Prepare ``build/pyodide`` and ``build/lite``. Raises BuildError with one line."""
    out = settings.build_dir
    cache = out / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    versions = v.read(LITE)
    sources = tuple(LITE / name for name in SOURCES)
    ours = (LITE / "sudia" / "src", LITE / "sudia" / "pyproject.toml")
    python = stamp((*sources, *ours, *PYTHON_CODE))
    if accept or not is_made(out / "pyodide", python):
        folder = cache / f"pyodide-{versions.pyodide}"
        build_distribution(LITE, versions, folder, out / "pyodide", report, accept)
        # Read again: accepting writes one of the sources.
        mark(out / "pyodide", stamp((*sources, *ours, *PYTHON_CODE)))
        report("Python pour le navigateur : prêt.")
    lite = stamp((LITE / "jupyterlite", LITE / "versions.toml", *LITE_CODE))
    if not is_made(out / "lite", lite):
        build_jupyterlite(LITE / "jupyterlite", out / "lite", report)
        mark(out / "lite", lite)
        report("Carnets : prêts.")


def stamp(paths: Iterable[Path]) -> str:
    """A hash of the content of files and folders."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix != ".pyc" and ".egg-info" not in str(file):
                digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def is_made(folder: Path, wanted: str) -> bool:
    """True when *folder* was made from sources with that stamp."""
    made = folder.with_name(f".{folder.name}.stamp")
    return folder.is_dir() and made.is_file() and made.read_text(encoding="ascii") == wanted


def mark(folder: Path, value: str) -> None:
    """Remember from what *folder* was made."""
    folder.with_name(f".{folder.name}.stamp").write_text(value, encoding="ascii")


if __name__ == "__main__":
    try:
        build(load(), accept="--accept" in sys.argv[1:])
    except BuildError as error:
        sys.exit(f"mooc lite build : {error}")
