"""Reading authors' files: bounded, inside their folder, and real text."""

from __future__ import annotations

import re
from pathlib import Path

from mooc.content.problem import Problem

MAX_TEXT = 200_000
MAX_LINE = 4_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def inside(folder: Path, name: str) -> Path | None:
    """The file of that relative name, or None when it is not a plain file under the folder.

    A symbolic link that leads out of the folder counts as outside.
    """
    if not name or "\x00" in name or "\\" in name or len(name) > 200:
        return None
    if "/" not in name and name not in (".", "..") and not (folder / name).is_symlink():
        # A plain child cannot lead out: no need to follow every folder on the way.
        return folder / name if (folder / name).is_file() else None
    try:
        path = (folder / name).resolve(strict=True)
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return path if path.is_file() and path.is_relative_to(root) else None


def read_text(path: Path, shown: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, or None and why. Line ends become ``\\n``."""

    def refuse(message: str, hint: str = "", line: int = 1) -> tuple[None, tuple[Problem, ...]]:
        return None, (Problem(shown, line, message, hint, code="file"),)

    if inside(path.parent, path.name) is None:
        return refuse("fichier introuvable, ou lien vers l’extérieur du dossier")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_TEXT + 1)
    except OSError as error:
        return refuse(f"fichier illisible : {error.strerror}")
    if len(data) > MAX_TEXT:
        return refuse(f"fichier de plus de {MAX_TEXT // 1000} ko", "coupez la page en plusieurs")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return refuse("ce n’est pas de l’UTF-8", "enregistrez le fichier en UTF-8", line)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not CONTROL.search(text) and len(max(lines, key=len)) <= MAX_LINE:
        return text, ()
    for number, content in enumerate(lines, 1):
        if CONTROL.search(content):
            return refuse("caractère de contrôle dans le texte", "effacez-le", number)
        if len(content) > MAX_LINE:
            return refuse(f"ligne de plus de {MAX_LINE} caractères", "allez à la ligne", number)
    return text, ()
