"""The notebooks' kernel as packages of the lock, so that Pyodide loads it in one go.

Left to itself the kernel is installed by micropip, one wheel after the other, uncompiled.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from mooc.lite.errors import BuildError
from mooc.lite.fetch import from_operator, missing, pip_download, take
from mooc.lite.lock import normal
from mooc.lite.versions import Versions

# What the kernel asks for by name at start, beside Pyodide's own packages.
NAMES = ("piplite", "pyodide-kernel", "ipykernel", "comm")
DEPENDS = {
    "piplite": ("micropip",),
    "comm": ("traitlets",),
    "ipykernel": ("traitlets",),
    "pyodide-kernel": ("ipykernel", "comm", "ipython"),
}


def wheels(versions: Versions, cache: Path, report: Callable[[str], None]) -> list[Path]:
    """The kernel's own wheels: from its installed package, and comm from the package index."""
    files = distribution("jupyterlite-pyodide-kernel").files or []
    found = {
        name_of(path): path
        for path in (Path(str(f.locate())) for f in files if f.name.endswith(".whl"))
    }
    found["comm"] = _comm(versions, cache, report)
    absent = [name for name in NAMES if name not in found]
    if absent:
        raise BuildError(f"jupyterlite-pyodide-kernel n’apporte pas {absent[0]} : réinstallez-le.")
    return [found[name] for name in NAMES]


def _comm(versions: Versions, cache: Path, report: Callable[[str], None]) -> Path:
    name = f"comm-{versions.comm}-py3-none-any.whl"
    wanted = {name: versions.comm_sha256}
    if from_operator(missing(cache, wanted), cache):
        report(f"Téléchargement de comm {versions.comm}…")
        with TemporaryDirectory() as folder:
            take(pip_download(f"comm=={versions.comm}", Path(folder)), name, wanted[name], cache)
    return cache / name


def name_of(wheel: Path) -> str:
    """The package's name, as the lock writes it."""
    return normal(wheel.name.split("-")[0])


def entry(wheel: Path, depends: tuple[str, ...] = ()) -> dict[str, Any]:
    """The lock's entry of a wheel that Pyodide's own lock does not know."""
    with ZipFile(wheel) as opened:
        tops = {n.split("/")[0] for n in opened.namelist() if n.endswith(".py") and "/" in n}
    name = name_of(wheel)
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": "",
        "package_type": "package",
        "imports": sorted(tops),
        "depends": list(depends or DEPENDS.get(name, ())),
        "unvendored_tests": False,
    }
