"""The guides cannot lag: every setting, every command and every field of a course is described."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from mooc.challenges.challenge_file import KEYS
from mooc.cli import main
from mooc.content import audiences, front, manifest, misconceptions, model
from mooc.content.problem import Problem
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


# -- the reference of docs/auteurs/ecrire-un-cours.md: its tables and its examples

Rows = dict[str, list[str]]
# The title above a table → the names that the code knows.
TABLES: dict[str, Iterable[str]] = {
    "course.toml": manifest.FIELDS,
    "Un module": manifest.MODULE,
    "Un cours d’ailleurs": [f.name for f in fields(model.Elsewhere)],
    "Une mesure": [f.name for f in fields(model.Measure)],
    "L’en-tête d’une page": front.FIELDS,
    "Les rôles": front.ROLES,
    "audiences.toml": audiences.FIELDS,
    "Une porte sur la page d’accueil": [f.name for f in fields(model.Situation)],
    "misconceptions.toml": [f.name for f in fields(model.Misconception) if f.name != "tag"],
}
# The words that the code allows, and the row that gives them.
WORDS: tuple[tuple[str, str, Iterable[str]], ...] = (
    ("course.toml", "themes", model.THEMES),
    ("course.toml", "status", manifest.STATUSES),
    ("Un module", "status", manifest.STATUSES),
    ("audiences.toml", "voice", audiences.VOICES),
    ("audiences.toml", "colour", audiences.COLOURS),
)


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs/auteurs/ecrire-un-cours.md").read_text(encoding="utf-8")


def rows_under(guide: str, title: str) -> Rows:
    """The rows of the table under a title: name → its other cells."""
    below = re.split(rf"^#+ {re.escape(title)}$", guide, maxsplit=1, flags=re.M)[1]
    part = re.split(r"^#+ ", below, maxsplit=1, flags=re.M)[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (.+) \|$", part, flags=re.M)
    return {name: cells.split(" | ") for name, cells in rows}


@pytest.mark.parametrize("title", TABLES)
def test_every_field_of_a_course_is_described(guide: str, title: str) -> None:
    assert set(rows_under(guide, title)) == set(TABLES[title])


@pytest.mark.parametrize(("title", "key", "words"), WORDS)
def test_every_word_that_is_allowed_is_given(
    guide: str, title: str, key: str, words: Iterable[str]
) -> None:
    said = rows_under(guide, title)[key][1]
    assert set(re.findall(r"`(\w+)`", said)) == set(words)


class Example:
    """An example of the guide, read by the real reader; keys can be taken out of it."""

    def __init__(self, guide: str, name: str, path: Path) -> None:
        mark = rf"<!-- exemple: {re.escape(name)} -->\n```\w+\n(.*?)\n```"
        self.text = re.search(mark, guide, re.S)[1]  # type: ignore[index]
        self.name, self.path = name, path

    def without(self, place: str, key: str) -> str:
        """The text without the line of *key* below the line *place* (the top when empty)."""
        head, opening, below = self.text.partition(f"{place}\n") if place else ("", "", self.text)
        part, rest = re.fullmatch(r"(.*?)(^\[.*)?", below, re.S | re.M).groups("")  # type: ignore[union-attr]
        return head + opening + re.sub(rf"^{key}( =|:).*\n?", "", part, flags=re.M) + rest

    def read(self, text: str) -> tuple[Any, tuple[Problem, ...]]:
        """(what the reader makes of it, its problems)."""
        if self.name == "page":
            return front.read_front(text, "x")
        self.path.write_text(text, encoding="utf-8")
        if self.name == "course.toml":
            return manifest.read_manifest(self.path, "x", {})
        reader = {
            "audiences.toml": audiences.read_audiences,
            "misconceptions.toml": misconceptions.read_misconceptions,
        }[self.name]
        found, problems = reader(self.path, "x")
        return next(iter(found.values()), None), problems


# The title above a table, the example, the place in it where its keys are written, and the thing
# that is made of them.
EXAMPLES: tuple[tuple[str, str, str, Callable[[Any], Any]], ...] = (
    ("course.toml", "course.toml", "", lambda course: course),
    ("Un module", "course.toml", "[[modules]]", lambda course: course.modules[0]),
    ("Un cours d’ailleurs", "course.toml", "[[modules.elsewhere]]", lambda course: None),
    ("Une mesure", "course.toml", "[[measure]]", lambda course: None),
    ("L’en-tête d’une page", "page", "", lambda page: page),
    ("audiences.toml", "audiences.toml", "[agents]", lambda audience: audience),
    ("Une porte sur la page d’accueil", "audiences.toml", "[[agents.situations]]", lambda a: None),
    ("misconceptions.toml", "misconceptions.toml", "[ia-comprend]", lambda idea: idea),
)


@pytest.mark.parametrize(("title", "name", "place", "made"), EXAMPLES)
def test_what_is_asked_is_what_the_reader_asks(
    guide: str, tmp_path: Path, title: str, name: str, place: str, made: Callable[[Any], Any]
) -> None:
    """An example is accepted; without a key it is refused when the guide says that it is asked."""
    example = Example(guide, name, tmp_path / "x.toml")
    assert example.read(example.text)[1] == ()
    for key, (need, *_) in rows_under(guide, title).items():
        text = example.without(place, key)
        found, problems = example.read(text)
        assert bool(problems) == need.startswith("obligatoire"), f"{key}: {need}"
        if need.startswith("par défaut"):
            assert f"par défaut `{getattr(made(found), key)}`" == need
