"""``lite/versions.toml`` and ``lite/compiled.toml``, as values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Versions:
    """What to fetch, and the SHA-256 that each file must have."""

    pyodide: str
    npm: str
    core: Mapping[str, str]
    carrier: str
    carrier_version: str
    carrier_folder: str
    served: tuple[str, ...]
    kernel: tuple[str, ...]
    comm: str
    comm_sha256: str


def read(folder: Path) -> Versions:
    """The versions of *folder* (``lite/``)."""
    with (folder / "versions.toml").open("rb") as stream:
        found = tomllib.load(stream)
    pyodide, wheels, lite = found["pyodide"], found["wheels"], found["jupyterlite"]
    return Versions(
        pyodide=pyodide["version"],
        npm=pyodide["npm"],
        core=pyodide["core"],
        carrier=wheels["carrier"],
        carrier_version=wheels["carrier_version"],
        carrier_folder=wheels["carrier_folder"],
        served=tuple(wheels["served"]),
        kernel=tuple(wheels["kernel"]),
        comm=lite["comm"],
        comm_sha256=lite["comm_sha256"],
    )


def compiled(folder: Path) -> dict[str, str]:
    """File name → SHA-256 of each archive after compiling; empty before the first acceptance."""
    path = folder / "compiled.toml"
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        return dict(tomllib.load(stream)["sha256"])


def write_compiled(folder: Path, hashes: Mapping[str, str]) -> None:
    """Keep the hashes of the archives just compiled, after a person looked at why they changed."""
    lines = [
        "# SHA-256 of each archive once compiled to bytecode: the same on every machine.",
        "# A build that gives another hash stops. Written by `python -m mooc.lite.build --accept`.",
        "[sha256]",
        *(f'"{name}" = "{digest}"' for name, digest in sorted(hashes.items())),
    ]
    (folder / "compiled.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
