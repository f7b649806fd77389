"""``mooc new``: an exercise that passes ``mooc check`` at once, to be changed rather than filled.

What is made is whole and works: a lab without code, where one threshold sorts made-up mornings.
Its author replaces the scene, the data and the question, with something that runs at each step.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

MODELS = Path(__file__).parent


class CannotMake(ValueError):
    """What was asked for cannot be made; the message, in French, says why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The answers to the questions asked."""

    title: str
    summary: str
    theme: str
    audience: str
    author: str
    slug: str = ""


def slug_of(title: str) -> str:
    """An address for *title*: its words without accent, joined by dashes (60 signs at most)."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def new_exercise(root: Path, wanted: Wanted) -> Path:
    """Write the folder of the exercise below *root*; returns it.

    Raises CannotMake when its name is no address or is taken: nothing is ever overwritten.
    """
    slug = wanted.slug or slug_of(wanted.title)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise CannotMake(
            "Le nom du dossier : des minuscules sans accent, des chiffres, des tirets."
        )
    folder = root / slug
    if folder.exists():
        raise CannotMake(f"Le dossier {folder} existe déjà : choisissez un autre titre.")
    values = {
        "slug": slug,
        "title": quoted(wanted.title),
        "summary": quoted(wanted.summary),
        "theme": quoted(wanted.theme),
        "audience": quoted(wanted.audience),
        "author": quoted(wanted.author),
    }
    for model in sorted((MODELS / "exercise").rglob("*.model")):
        _write(model, folder, values)
    return folder


def _write(model: Path, folder: Path, values: Mapping[str, str]) -> None:
    name = model.relative_to(MODELS / "exercise").with_suffix("")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # Only our own names are replaced: a model may hold other dollars.
    text = Template(model.read_text(encoding="utf-8")).safe_substitute(values)
    path.write_text(text, encoding="utf-8")


def quoted(text: str) -> str:
    """*text* as the inside of a TOML string between double quotes, on one line."""
    line = " ".join(text.split())
    return line.replace("\\", "\\\\").replace('"', '\\"')
