"""The file given: how big, in what letters, and of what format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from mooc.exchange.error import ExchangeError

Format = Literal["liascript", "gift", "moodle-xml"]
FORMATS: tuple[Format, ...] = ("liascript", "gift", "moodle-xml")
# Exports of Moodle carry their pictures with them.
LIMITS: Mapping[Format, int] = {
    "liascript": 1_000_000,
    "gift": 1_000_000,
    "moodle-xml": 20_000_000,
}
# No hand wrote a longer line, and what reads a line takes its time on a hostile one.
MAX_LINE = 20_000
QUIZ = re.compile(r"^\s*(?:[-*+]\s+)?\[[\[(][ xX][\])]\]", re.MULTILINE)
ANSWERS = re.compile(r"(?<!\\)\{[^{}]*(?:[=~#]|TRUE|FALSE|\bT\b|\bF\b)[^{}]*(?<!\\)\}", re.DOTALL)


def read_source(path: Path) -> bytes:
    """The bytes of the file. Raises ``ExchangeError`` when there is nothing to take from it."""
    try:
        with path.open("rb") as stream:
            data = stream.read(max(LIMITS.values()) + 1)
    except IsADirectoryError as error:
        raise ExchangeError(f"{path} est un dossier : donnez un fichier.") from error
    except FileNotFoundError as error:
        raise ExchangeError(f"{path} n’existe pas.") from error
    except OSError as error:
        raise ExchangeError(f"{path} ne peut être lu : vérifiez les droits.") from error
    if not data.strip():
        raise ExchangeError(f"{path} est vide.")
    return data


def guess(path: Path, data: bytes) -> Format:
    """The format of a file from its name and its first lines."""
    head = data[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<?xml") or head.startswith(b"<quiz") or path.suffix.lower() == ".xml":
        return "moodle-xml"
    if path.suffix.lower() == ".gift":
        return "gift"
    text = data.decode("utf-8", errors="replace")
    if path.suffix.lower() in (".md", ".markdown") or QUIZ.search(text):
        return "liascript"
    if ANSWERS.search(text) or text.lstrip().startswith(("$CATEGORY:", "::")):
        return "gift"
    raise ExchangeError(f"Format non reconnu : ajoutez --format {'|'.join(FORMATS)}.")


def check_size(path: Path, data: bytes, form: Format) -> None:
    """Raise ``ExchangeError`` for a file larger than a course can be."""
    limit = LIMITS[form]
    if len(data) > limit:
        raise ExchangeError(f"{path} dépasse {limit // 1_000_000} Mo : coupez-le en plusieurs.")


def as_text(path: Path, data: bytes) -> str:
    """The text, with plain line ends. Raises ``ExchangeError`` when it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ExchangeError(f"{path} est en UTF-16 : enregistrez-le en UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"{path}:{line} : ce n’est pas de l’UTF-8. Enregistrez le fichier en UTF-8."
        raise ExchangeError(message) from error
    if "\x00" in text:
        raise ExchangeError(f"{path} n’est pas un fichier de texte.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, content in enumerate(text.split("\n"), 1):
        if len(content) > MAX_LINE:
            raise ExchangeError(f"{path}:{number} : ligne de plus de {MAX_LINE} caractères.")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)
