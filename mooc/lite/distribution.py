"""Pyodide's files as served: verified, cut to what exercises import, compiled, compressed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mooc.lite import fetch, kernel, loader, lock, trim, wheel
from mooc.lite.compress import ENCODED, compress_tree, sizes
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
    kept = {name: known[name] for name in names}
    files = {known[name]["file_name"]: known[name]["sha256"] for name in names}
    fetch.fetch_wheels(versions, files, cache, report)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pyodide-") as name:
        folder = Path(name) / "pyodide"
        folder.mkdir()
        report("Compilation des modules Python pour le navigateur…")
        extra = kernel.wheels(versions, cache, report)
        ours = wheel.build(lite / SUDIA, Path(name))
        archives = [cache / file for file in (*files, STDLIB)] + [*extra, ours]
        cut = cut_archives(lite, archives, Path(name) / "cut")
        hashes = compile_archives(lite, cache, folder, cut)
        hashes[loader.FILE] = copy_core(cache, folder)
        theirs = {file: digest for file, digest in hashes.items() if file != ours.name}
        check_hashes(lite, theirs, accept)
        kept |= {kernel.name_of(w): kernel.entry(w) for w in extra}
        kept[SUDIA] = kernel.entry(ours, depends=("numpy",))
        write_lock(cache, folder, kept, hashes)
        report("Compression…")
        compress_tree(folder)
        write_manifest(folder, versions)
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)


def cut_archives(lite: Path, archives: Iterable[Path], folder: Path) -> list[Path]:
    """Copies of *archives* in *folder*, without what ``lite/trim.toml`` takes away."""
    rules = trim.read(lite)
    folder.mkdir()
    for archive in archives:
        trim.trim(archive, folder / archive.name, trim.rules_of(archive, rules))
    return sorted(folder.iterdir())


def copy_core(cache: Path, folder: Path) -> str:
    """Put the core into *folder*; returns the SHA-256 of its loader, the one that is changed."""
    for file in CORE:
        shutil.copyfile(cache / file, folder / file)
    path = folder / loader.FILE
    path.write_text(loader.faster(path.read_text(encoding="utf-8")), encoding="utf-8")
    return fetch.sha256(path)


def compile_archives(lite: Path, cache: Path, folder: Path, archives: list[Path]) -> dict[str, str]:
    """Compile each archive into *folder*; returns file name → SHA-256."""
    command = [str(fetch.node()), str(lite / "compile.mjs"), str(cache), str(folder)]
    command += map(str, archives)
    result = subprocess.run(  # noqa: S603 - our own command line, no shell
        command, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        last = (result.stderr.strip().splitlines() or ["aucun détail"])[-1]
        if "ENOSPC" in result.stderr:
            raise BuildError("le disque est plein : libérez de la place, puis recommencez.")
        raise BuildError(f"la compilation des modules a échoué : {last}")
    return {a.name: fetch.sha256(folder / a.name) for a in archives}


def check_hashes(lite: Path, found: Mapping[str, str], accept: bool) -> None:
    """Stop unless each compiled archive is the one that the repository knows."""
    if accept:
        write_compiled(lite, found)
        return
    expected = compiled(lite)
    for file, digest in found.items():
        if expected.get(file) != digest:
            raise BuildError(
                f"{file} : une fois compilé, ce n’est pas celui de lite/compiled.toml ; arrêt."
            )


def write_lock(cache: Path, folder: Path, kept: lock.Packages, hashes: Mapping[str, str]) -> None:
    """The lock of what is served: the entries *kept* with the hashes of our archives."""
    entries = {name: entry | {"sha256": hashes[entry["file_name"]]} for name, entry in kept.items()}
    text = lock.cut(cache / "pyodide-lock.json", entries)
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")


def write_manifest(folder: Path, versions: Versions) -> None:
    """``manifest.json``: what is served, for the pages that name and weigh it.

    ``hash`` stands in the files' address; ``files`` gives the bytes of each by encoding (``raw``,
    ``gz``, ``br``) and ``sha256`` what it must be; ``sets`` the sums of what a browser receives for
    ``core``, for each served package with all it needs (``sudia`` included), and for the notebook
    with that package (``notebook numpy``).
    """
    names = [p.name for p in sorted(folder.iterdir()) if p.suffix not in ENCODED]
    files = {name: sizes(folder / name) for name in names}
    hashes = {name: fetch.sha256(folder / name) for name in names}
    digest = hashlib.sha256("".join(f"{n} {h}\n" for n, h in hashes.items()).encode())
    known = lock.packages(folder / "pyodide-lock.json")
    first = (*CORE, STDLIB, "pyodide-lock.json")
    sets = {"core": _sum(files, first)}
    for name in versions.served:
        beside = (*versions.kernel, *kernel.NAMES)
        for key, packages in ((name, (SUDIA,)), (f"notebook {name}", (*beside, SUDIA))):
            needed = (known[n]["file_name"] for n in lock.closure(known, (name, *packages)))
            sets[key] = _sum(files, (*first, *needed))
    manifest = {"hash": digest.hexdigest()[:16], "sets": sets, "files": files, "sha256": hashes}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _sum(files: Mapping[str, Mapping[str, int]], names: Iterable[str]) -> dict[str, int]:
    chosen = [files[name] for name in names]
    return {form: sum(sizes[form] for sizes in chosen) for form in ("raw", "gz", "br")}
