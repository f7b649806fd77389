"""The ``sudia`` package as a wheel, the same bytes from the same sources."""

from __future__ import annotations

import base64
import hashlib
import tomllib
import zipfile
from pathlib import Path

DATE = (1980, 1, 1, 0, 0, 0)
GENERATOR = "Wheel-Version: 1.0\nGenerator: mooc\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def build(project: Path, folder: Path) -> Path:
    """Write the wheel of *project* (a pyproject with its code in ``src/``) into *folder*."""
    with (project / "pyproject.toml").open("rb") as stream:
        meta = tomllib.load(stream)["project"]
    name, version = meta["name"], meta["version"]
    files = {
        path.relative_to(project / "src").as_posix(): path.read_bytes()
        for path in sorted((project / "src" / name).rglob("*"))
        if path.is_file() and path.suffix in {".py", ".typed", ".json", ".toml", ".html", ".css"}
    }
    info = f"{name}-{version}.dist-info"
    requires = "".join(f"Requires-Dist: {r}\n" for r in meta.get("dependencies", ()))
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}".encode()
    )
    files[f"{info}/WHEEL"] = GENERATOR.encode()
    record = "".join(f"{n},sha256={_digest(d)},{len(d)}\n" for n, d in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    target = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as wheel:
        for member, data in sorted(files.items()):
            entry = zipfile.ZipInfo(member, DATE)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data)
    return target


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
