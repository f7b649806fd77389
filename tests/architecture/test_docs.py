"""The guides cannot lag: every setting and every command is described."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click
import pytest

from mooc.challenges.challenge_file import KEYS
from mooc.cli import main
from mooc.settings import Brand, Settings

SETTINGS = [f"MOOC_{f.name.upper()}" for f in fields(Settings) if f.name != "brand"]
SETTINGS += [f"MOOC_BRAND_{f.name.upper()}" for f in fields(Brand)]


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_described(name: str, repository: Path) -> None:
    guide = (repository / "docs/exploitation.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in guide


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_challenge_is_described(key: str, repository: Path) -> None:
    guide = (repository / "docs/enseignants/defi.md").read_text(encoding="utf-8")
    assert f"| `{key}` | {KEYS[key]} |" in guide


def commands(group: click.Group) -> list[click.Command]:
    found: list[click.Command] = []
    for command in group.commands.values():
        found += commands(command) if isinstance(command, click.Group) else [command]
    return found


@pytest.mark.parametrize("command", commands(main), ids=lambda c: c.name)
def test_every_command_teaches(command: click.Command) -> None:
    assert command.help and len(command.help) > 40
    assert all(p.help for p in command.params if isinstance(p, click.Option) and p.name != "help")
