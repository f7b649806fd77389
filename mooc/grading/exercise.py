"""An exercise folder → an ``Exercise`` and every problem of its files. Nothing is run here."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mooc.content.notebook import cells_from_notebook
from mooc.content.problem import Problem, nearest
from mooc.grading.kinds.predictions.spec import BadSpec, Spec, parse

TIERS = ("lab", "cell", "notebook")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEYS = {
    "id", "kind", "version", "title", "summary", "audiences", "minutes", "level", "aims", "tiers",
    "licence", "authors", "fictional", "criteria", "limits", "groups", "labels", "columns", "steps",
}  # fmt: skip
MOST_A_DAY = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A place where learners get stuck, with hints from the smallest to the plainest."""

    title: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise in Python. ``spec`` is what passing asks; ``hash`` says which rules applied."""

    id: str
    slug: str
    version: str
    title: str
    summary: str
    audiences: tuple[str, ...]
    minutes: int
    level: int
    aims: tuple[str, ...]
    tiers: tuple[str, ...]
    licence: str
    authors: tuple[str, ...]
    per_day: int
    spec: Spec
    columns: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    hash: str
    folder: Path

    @property
    def item(self) -> str:
        """The id under which the hand-in counts in someone's progress."""
        return f"exercise.{self.slug}.python"

    @property
    def notebook(self) -> Path:
        """The notebook that drives the cell and JupyterLite."""
        return self.folder / "carnet.ipynb"

    @property
    def data_card(self) -> Path:
        """The data card, in Markdown."""
        return self.folder / "carte-donnees.md"


def load_exercises(root: Path) -> tuple[dict[str, Exercise], tuple[Problem, ...]]:
    """Every exercise of *root* by slug, and every problem; a folder without exercise.toml is not
    an exercise."""
    found: dict[str, Exercise] = {}
    problems: list[Problem] = []
    for path in sorted(root.glob("*/exercise.toml")) if root.is_dir() else ():
        exercise, wrong = load_exercise(path.parent)
        problems += wrong
        if exercise and any(other.id == exercise.id for other in found.values()):
            problems.append(Problem(str(path), 1, f"l’identifiant « {exercise.id} » sert déjà"))
        elif exercise:
            found[exercise.slug] = exercise
    return found, tuple(problems)


def load_exercise(folder: Path) -> tuple[Exercise | None, tuple[Problem, ...]]:
    """The exercise of *folder*, or None, and every problem of its files; never raises on them."""
    path = folder / "exercise.toml"
    problems: list[Problem] = []
    table, text = _read(path, problems)
    if table is None:
        return None, tuple(problems)
    reader = _Reader(path, text, table, problems)
    exercise = reader.exercise(folder)
    problems += _files(folder, exercise.tiers if exercise else ())
    return exercise, tuple(problems)


def _read(path: Path, problems: list[Problem]) -> tuple[Mapping[str, Any] | None, str]:
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except UnicodeDecodeError:
        problems.append(Problem(str(path), 1, "fichier qui n’est pas en UTF-8"))
    except OSError as error:
        problems.append(Problem(str(path), 1, f"fichier illisible ({error.strerror})"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else 1
        problems.append(Problem(str(path), line, f"TOML mal formé : {error}"))
    return None, ""


def _files(folder: Path, tiers: tuple[str, ...]) -> list[Problem]:
    """Files that the tiers need, and the notebook's own problems."""
    needed = ["generator.py", "reference.py", "carte-donnees.md"]
    needed += ["lab.toml"] * ("lab" in tiers)
    python = "cell" in tiers or "notebook" in tiers
    problems = [
        Problem(str(folder / name), 1, "ce fichier manque", "voyez docs/exercices.md")
        for name in needed
        if not (folder / name).is_file()
    ]
    if not any((folder / "wrong").glob("[a-z]*.py")):
        message = "aucune mauvaise réponse : rien ne prouve que l’exercice les refuse"
        problems.append(Problem(str(folder / "wrong"), 1, message))
    if python:
        problems += cells_from_notebook(folder / "carnet.ipynb")[1]
    return problems


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one parsed file, adding to *problems* with the line of the key."""

    path: Path
    text: str
    table: Mapping[str, Any]
    problems: list[Problem]

    def exercise(self, folder: Path) -> Exercise | None:
        before = len(self.problems)
        for key in sorted(set(self.table) - KEYS):
            self.add(key, f"champ inconnu : « {key[:40]} »", nearest(key, KEYS))
        if not SLUG.fullmatch(folder.name):
            self.add("", "le nom du dossier : des minuscules, des chiffres et des tirets")
        if self.table.get("kind") != "predictions":
            self.add("kind", "« kind » doit être « predictions »")
        if self.table.get("fictional") is not True:
            self.add("fictional", "dites « fictional = true » : les données doivent être fictives")
        values = self.values()
        spec = self.spec()
        if len(self.problems) > before or spec is None:
            return None
        return Exercise(
            slug=folder.name, spec=spec, hash=_hash(self.text, folder), folder=folder, **values
        )

    def values(self) -> dict[str, Any]:
        limits = self.table.get("limits")
        return {
            "id": self.text_of("id"),
            "version": self.text_of("version"),
            "title": self.text_of("title"),
            "summary": self.text_of("summary"),
            "licence": self.text_of("licence"),
            "audiences": self.texts_of("audiences"),
            "authors": self.texts_of("authors"),
            "aims": self.texts_of("aims"),
            "tiers": self.texts_of("tiers", TIERS),
            "minutes": self.whole("minutes", self.table, 5, 600),
            "level": self.whole("level", self.table, 1, 5),
            "per_day": self.whole(
                "per_day", limits if isinstance(limits, dict) else {}, 1, MOST_A_DAY
            ),
            "columns": self.rows("columns", _column),
            "steps": self.rows("steps", _step),
        }

    def spec(self) -> Spec | None:
        try:
            return parse(self.table)
        except BadSpec as error:
            self.add(error.key, str(error))
            return None

    def text_of(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.add(key, f"« {key} » : un texte")
            return ""
        return value.strip()

    def texts_of(self, key: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            self.add(key, f"« {key} » : une liste de textes")
            return ()
        for item in value:
            if known and item not in known:
                self.add(key, f"« {key} » : « {item[:40]} » est inconnu", nearest(item, known))
        return tuple(value)

    def whole(self, key: str, table: Mapping[str, Any], low: int, high: int) -> int:
        value = table.get(key)
        if type(value) is not int or not low <= value <= high:
            self.add(key, f"« {key} » : un entier de {low} à {high}")
            return low
        return value

    def rows(self, key: str, read: Callable[[Mapping[str, Any]], Any]) -> tuple[Any, ...]:
        value = self.table.get(key, [])
        try:
            return tuple(read(row) for row in value)
        except (KeyError, TypeError, ValueError, AttributeError):
            self.add(key, f"« [[{key}]] » : une ligne n’a pas les champs attendus")
            return ()

    def add(self, key: str, message: str, hint: str = "") -> None:
        found = re.search(rf"^\s*\[*{re.escape(key)}\b", self.text, re.MULTILINE) if key else None
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        self.problems.append(Problem(str(self.path), line, message, hint, code="exercise"))


def _column(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["name"]), str(row["what"])


def _step(row: Mapping[str, Any]) -> Step:
    hints = row["hints"]
    if not isinstance(hints, list) or not hints or not all(isinstance(h, str) for h in hints):
        raise ValueError("hints")
    return Step(str(row["title"]), tuple(hints))


def _hash(text: str, folder: Path) -> str:
    """Changes with the rules and with the generator, not with the notebook's wording."""
    digest = hashlib.sha256(text.encode())
    generator = folder / "generator.py"
    digest.update(generator.read_bytes() if generator.is_file() else b"")
    return digest.hexdigest()[:16]
