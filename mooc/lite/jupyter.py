"""``build/lite/``: JupyterLite, French, without any other site, with our own small extension.

Notebooks are not in it: the host serves them from the exercises, so an author's change needs no
build. Nor is Pyodide: the host gives its address (``/py/<hash>/``).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from mooc.lite.compress import ENCODED, compress_tree
from mooc.lite.errors import BuildError
from mooc.lite.fetch import sha256

CONFIG = "jupyter-lite.json"
EXTENSION = "sudia-carnet"
# Others may be installed for Jupyter on the same machine: only the kernel is ours to serve.
WANTED = {"@jupyterlite/pyodide-kernel-extension"}
# Applications that no page opens; what the build writes for people and not for browsers.
UNUSED = ("lab", "tree", "edit", "consoles", "repl", "doc", "service-worker.js")
ADDRESS_LENGTH = 16


def build_jupyterlite(source: Path, target: Path, report: Callable[[str], None]) -> None:
    """Make *target* anew from the configuration folder *source*, all of it or nothing."""
    report("Construction des carnets (JupyterLite)…")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".lite-") as name:
        folder = Path(name) / "lite"
        config = Path(name) / "config"
        config.mkdir()
        for file in (CONFIG, "overrides.json"):
            shutil.copyfile(source / file, config / file)
        _run(config, folder)
        for unused in UNUSED:
            _remove(folder / unused)
        add_extension(source / "carnet", folder)
        compress_tree(folder)
        text = json.dumps({"hash": tree_hash(folder)[:ADDRESS_LENGTH]})
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)


def _run(config: Path, output: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(config)]
    command += ["--output-dir", str(output), "--apps", "notebooks", "--no-sourcemaps"]
    command += ["--config", str(config / "none.json")]
    result = subprocess.run(  # noqa: S603 - our own command line, no shell
        command, cwd=config, capture_output=True, text=True, check=False
    )
    text = result.stderr or result.stdout
    if "No space left" in text:
        raise BuildError("le disque est plein : libérez de la place, puis recommencez.")
    if result.returncode != 0 or not (output / "notebooks" / "index.html").is_file():
        last = (text.strip().splitlines() or ["aucun détail"])[-1]
        raise BuildError(f"la construction des carnets a échoué : {last}")


def add_extension(source: Path, folder: Path) -> None:
    """Copy our extension and name it in the configuration.

    It is written by hand in the form of a federated extension: no bundler is needed. Names need
    no hash: the whole folder is served under an address that changes with any file.
    """
    static = folder / "extensions" / EXTENSION / "static"
    static.mkdir(parents=True)
    for path in sorted(source.glob("*.js")):
        shutil.copyfile(path, static / path.name)
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    data = config["jupyter-config-data"]
    kept = [e for e in data["federated_extensions"] if e["name"] in WANTED]
    ours = {"name": EXTENSION, "load": "static/remoteEntry.js", "extension": "./extension"}
    data["federated_extensions"] = [*kept, ours]
    (folder / CONFIG).write_text(json.dumps(config), encoding="utf-8")


def tree_hash(folder: Path) -> str:
    """A hash of the names and contents of a folder, compressed companions left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in ENCODED:
            digest.update(f"{path.relative_to(folder).as_posix()} {sha256(path)}\n".encode())
    return digest.hexdigest()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
