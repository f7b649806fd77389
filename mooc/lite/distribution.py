"""Pyodide's files as served: verified, cut to what exercises import, compiled, compressed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from mooc.lite import fetch, lock, wheel
from mooc.lite.compress import compress_tree, transfer_size
from mooc.lite.errors import BuildError
from mooc.lite.versions import Versions, compiled, write_compiled

CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm")
STDLIB = "python_stdlib.zip"
SUDIA = "sudia"


def build_distribution(
    lite: Path,
    versions: Versions,
    cache: Path,
    target: Path,
    report: Callable[[str], None],
    accept: bool = False,
) -> None:
    """Make *target* (``build/pyodide``) anew, all of it or nothing."""
    fetch.fetch_core(versions, cache, report)
    known = lock.packages(cache / "pyodide-lock.json")
    names = lock.closure(known, (*versions.served, *versions.kernel))
    files = {known[name]["file_name"]: known[name]["sha256"] for name in names}
    fetch.fetch_wheels(versions, files, cache, report)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pyodide-") as name:
        folder = Path(name) / "pyodide"
        folder.mkdir()
        report("Compilation des modules Python pour le navigateur…")
        ours = wheel.build(lite / SUDIA, Path(name))
        hashes = compile_archives(lite, cache, folder, [*files, STDLIB], ours)
        theirs = {file: digest for file, digest in hashes.items() if file != ours.name}
        check_hashes(lite, theirs, accept)
        for file in CORE:
            shutil.copyfile(cache / file, folder / file)
        write_lock(cache, folder, {n: known[n] for n in names}, hashes, ours)
        report("Compression…")
        compress_tree(folder)
        write_manifest(folder)
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)


def compile_archives(
    lite: Path, cache: Path, folder: Path, files: list[str], ours: Path
) -> dict[str, str]:
    """Compile each archive into *folder*; returns file name → SHA-256."""
    command = [str(fetch.node()), str(lite / "compile.mjs"), str(cache), str(folder)]
    command += [str(cache / file) for file in files] + [str(ours)]
    result = subprocess.run(  # noqa: S603 - our own command line, no shell
        command, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        last = (result.stderr.strip().splitlines() or ["aucun détail"])[-1]
        raise BuildError(f"la compilation des modules a échoué : {last}")
    return {file: fetch.sha256(folder / file) for file in (*files, ours.name)}


def check_hashes(lite: Path, found: Mapping[str, str], accept: bool) -> None:
    """Stop unless each compiled archive is the one that the repository knows."""
    if accept:
        write_compiled(lite, found)
        return
    expected = compiled(lite)
    for file, digest in found.items():
        if expected.get(file) != digest:
            raise BuildError(
                f"{file} : l’archive compilée n’est pas celle du dépôt (lite/compiled.toml) ; arrêt."
            )


def write_lock(
    cache: Path, folder: Path, kept: lock.Packages, hashes: Mapping[str, str], ours: Path
) -> None:
    """The lock of what is served: the official entries with the hashes of our archives."""
    entries = {name: entry | {"sha256": hashes[entry["file_name"]]} for name, entry in kept.items()}
    entries[SUDIA] = {
        "name": SUDIA,
        "version": ours.name.split("-")[1],
        "file_name": ours.name,
        "install_dir": "site",
        "sha256": hashes[ours.name],
        "package_type": "package",
        "imports": [SUDIA],
        "depends": ["numpy"],
        "unvendored_tests": False,
    }
    text = lock.cut(cache / "pyodide-lock.json", entries)
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")


def write_manifest(folder: Path) -> None:
    """``manifest.json``: the hash in the files' address, and what each set of them weighs.

    ``bytes`` are what a browser receives (compressed), by set: ``core``, ``numpy``,
    ``scikit-learn``, each with all it needs.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".br", ".gz"}:
            digest.update(f"{path.name} {fetch.sha256(path)}\n".encode())
    known = lock.packages(folder / "pyodide-lock.json")
    core = sum(transfer_size(folder / f) for f in (*CORE, STDLIB, "pyodide-lock.json"))
    sizes = {"core": core}
    for name in ("numpy", "scikit-learn"):
        names = lock.closure(known, (name, SUDIA))
        sizes[name] = core + sum(transfer_size(folder / known[n]["file_name"]) for n in names)
    manifest = {"hash": digest.hexdigest()[:16], "bytes": sizes}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
