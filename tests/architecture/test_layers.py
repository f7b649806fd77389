"""The import contracts name every room, so that a new one cannot slip past them."""

from __future__ import annotations

import configparser
from pathlib import Path


def rooms_of(folder: Path) -> set[str]:
    found = {p.stem for p in folder.glob("*.py")} | {
        p.name for p in folder.iterdir() if (p / "__init__.py").exists()
    }
    return {f"mooc.{name}" for name in found - {"__init__"}}


def test_every_room_is_in_the_layers(repository: Path) -> None:
    parser = configparser.ConfigParser()
    parser.read(repository / ".importlinter")
    layers = parser["importlinter:contract:layers"]["layers"]
    named = {name.strip() for line in layers.split("\n") for name in line.split("|")} - {""}
    assert rooms_of(repository / "mooc") == named
