"""Where a lab's templates, script and sheet are: its kind's folder, or its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

from mooc.grading.lab import Lab
from mooc.grading.labs import SHARED
from mooc.settings import Settings

BENCH, FEEDBACK, REMARKS = "lab.html", "feedback.html", "remarks.html"
SCRIPT, SHEET = "lab.js", "lab.css"


@dataclass(frozen=True, slots=True)
class LabAssets:
    """Template names for Jinja, addresses for the browser; ``feedback`` is empty when the common
    one does, and ``remarks`` when nothing comes after it."""

    bench: str
    feedback: str
    remarks: str
    script: str
    sheets: tuple[str, ...]


def templates(settings: Settings) -> BaseLoader:
    """``labs/<kind>/…`` for shared kinds, ``exercises/<slug>/…`` for a folder's own."""
    shared = {name: FileSystemLoader(kind.folder) for name, kind in SHARED.items()}
    return ChoiceLoader(
        [
            PrefixLoader({"labs": PrefixLoader(shared)}),
            PrefixLoader({"exercises": FileSystemLoader(settings.exercises_dir)}),
        ]
    )


def web_folders(exercises: Path) -> dict[str, Path]:
    """Static folders by prefix: what a browser may ask of labs is in a folder named ``web``."""
    found = {f"labs/{name}": kind.folder / "web" for name, kind in SHARED.items()}
    for folder in sorted(exercises.glob("*/web")):
        found[f"exercices/{folder.parent.name}"] = folder
    return {prefix: folder for prefix, folder in found.items() if folder.is_dir()}


def lab_assets(lab: Lab) -> LabAssets:
    """The assets of *lab*: each file is the exercise's own when it has one, else its kind's."""
    statics = current_app.extensions["mooc_statics"]
    kind = lab.kind

    def template(name: str) -> str:
        if (lab.folder / name).is_file():
            return f"exercises/{lab.slug}/{name}"
        return f"labs/{kind.name}/{name}" if (kind.folder / name).is_file() else ""

    def address(name: str) -> str:
        for path in (f"exercices/{lab.slug}/{name}", f"labs/{kind.name}/{name}"):
            if path in statics.files:
                return str(statics.asset(path))
        return ""

    sheet = address(SHEET)
    return LabAssets(
        template(BENCH),
        template(FEEDBACK),
        template(REMARKS),
        address(SCRIPT),
        (sheet,) * bool(sheet),
    )


def init_app(app: Flask) -> None:
    """Offer ``lab_assets`` and ``site_address`` to templates."""
    settings: Settings = app.extensions["mooc_settings"]
    app.jinja_env.globals["lab_assets"] = lab_assets
    app.jinja_env.globals["site_address"] = lambda path: settings.site_origin + path
