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
from mooc.grading.exercise import PACKAGES, THEMES, TIERS, Exercise, PythonTask, Step
from mooc.grading.kinds.predictions.spec import BadSpec, Spec, parse

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The keys of exercise.toml, with their help: the authors' guide shows this table.
KEYS: Mapping[str, str] = {
    "id": "identifiant stable, qui commence par `x-` ; ne le changez plus",
    "version": "un texte ; l’augmenter donne de nouvelles données à chacun",
    "title": "le titre",
    "summary": "une phrase qui donne envie d’essayer",
    "theme": "le thème : " + ", ".join(f"`{name}`" for name in THEMES),
    "audiences": "les publics, de `courses/audiences.toml`",
    "minutes": "la durée, de 1 à 600",
    "level": "le niveau, de 1 (premier contact) à 5 (autonomie)",
    "aims": "ce que l’on saura faire : une liste",
    "prerequisites": "pages ou exercices à faire avant, par identifiant (`p-…`, `x-…`)",
    "remedies": "les idées fausses que l’exercice soigne, de `courses/misconceptions.toml`",
    "tiers": "les façons présentes : `lab`, `cell`, `notebook`",
    "weights": "budgets : `lab_kb`, `cell_mb`, `notebook_mb`",
    "licence": "la licence",
    "authors": "qui l’a écrit",
    "fictional": "`true` : données inventées ; `false` : réelles, avec leur licence",
    "kind": "la sorte de remise en Python : `predictions`",
    "package": "ce que Python charge : " + " ou ".join(f"`{name}`" for name in PACKAGES),
    "criteria": "ce qu’il faut pour réussir en Python",
    "limits": "`per_day` : remises par jour",
    "groups": "les groupes comparés",
    "labels": "la réponse à deviner",
    "columns": "les colonnes des données, dans l’ordre de la page",
    "steps": "les endroits où l’on bloque, avec des indices du plus petit au plus clair",
}
WEIGHTS = {"lab_kb": "lab", "cell_mb": "cell", "notebook_mb": "notebook"}
MOST_A_DAY = 50


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
    problems += _files(folder, exercise) if exercise else []
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


def _files(folder: Path, exercise: Exercise) -> list[Problem]:
    """Files that the tiers need, and the notebook's own problems."""
    needed = ["lab.toml"] * ("lab" in exercise.tiers)
    if exercise.python:
        needed += ["generator.py", "reference.py", "carte-donnees.md"]
    problems = [
        Problem(str(folder / name), 1, "ce fichier manque", "voyez docs/auteurs/exercices.md")
        for name in needed
        if not (folder / name).is_file()
    ]
    if exercise.python and not any((folder / "wrong").glob("[a-z]*.py")):
        message = "aucune mauvaise réponse : rien ne prouve que l’exercice les refuse"
        problems.append(Problem(str(folder / "wrong"), 1, message))
    if exercise.python:
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
        for key in sorted(set(self.table) - set(KEYS)):
            self.add(key, f"champ inconnu : « {key[:40]} »", nearest(key, KEYS))
        if not SLUG.fullmatch(folder.name):
            self.add("", "le nom du dossier : des minuscules, des chiffres et des tirets")
        if type(self.table.get("fictional")) is not bool:
            self.add("fictional", "« fictional » : true ou false")
        values = self.values()
        with_python = {"cell", "notebook"} & set(values["tiers"])
        python = self.python() if with_python else None
        if len(self.problems) > before:
            return None
        return Exercise(
            slug=folder.name,
            python=python,
            fictional=bool(self.table["fictional"]),
            hash=_hash(self.text, folder),
            folder=folder,
            **values,
        )

    def values(self) -> dict[str, Any]:
        return {
            "id": self.id(),
            "version": self.text_of("version"),
            "title": self.text_of("title"),
            "summary": self.text_of("summary"),
            "theme": self.one_of("theme", tuple(THEMES)),
            "licence": self.text_of("licence"),
            "audiences": self.texts_of("audiences"),
            "authors": self.texts_of("authors"),
            "aims": self.texts_of("aims"),
            "prerequisites": self.texts_of("prerequisites", needed=False),
            "remedies": self.texts_of("remedies", needed=False),
            "tiers": self.texts_of("tiers", TIERS),
            "weights": self.weights(),
            "minutes": self.whole("minutes", self.table, 1, 600),
            "level": self.whole("level", self.table, 1, 5),
        }

    def python(self) -> PythonTask | None:
        limits = self.table.get("limits")
        if self.table.get("kind") != "predictions":
            self.add("kind", "« kind » doit être « predictions »")
        spec = self.spec()
        if spec is None:
            return None
        return PythonTask(
            spec=spec,
            per_day=self.whole(
                "per_day", limits if isinstance(limits, dict) else {}, 1, MOST_A_DAY
            ),
            package=self.one_of("package", PACKAGES),
            columns=self.rows("columns", _column),
            steps=self.rows("steps", _step),
        )

    def spec(self) -> Spec | None:
        try:
            return parse(self.table)
        except BadSpec as error:
            self.add(error.key, str(error))
            return None

    def id(self) -> str:
        value = self.text_of("id")
        if value and not re.fullmatch(r"x-[a-z0-9-]{2,60}", value):
            self.add("id", "« id » commence par « x- » : minuscules, chiffres et tirets")
        return value

    def weights(self) -> Mapping[str, int]:
        value = self.table.get("weights", {})
        if not isinstance(value, dict) or not set(value) <= set(WEIGHTS):
            self.add("weights", f"[weights] : {', '.join(WEIGHTS)}")
            return {}
        return {WEIGHTS[key]: self.whole(key, value, 1, 500) for key in value}

    def text_of(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.add(key, f"« {key} » : un texte")
            return ""
        return value.strip()

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        value = self.text_of(key)
        if value and value not in known:
            self.add(key, f"« {key} » : « {value[:40]} » est inconnu", nearest(value, known))
        return value

    def texts_of(
        self, key: str, known: tuple[str, ...] = (), needed: bool = True
    ) -> tuple[str, ...]:
        value = self.table.get(key, None if needed else [])
        good = isinstance(value, list) and all(isinstance(v, str) for v in value)
        if not good or (needed and not value):
            self.add(key, f"« {key} » : une liste de textes")
            return ()
        for item in value or ():
            if known and item not in known:
                self.add(key, f"« {key} » : « {item[:40]} » est inconnu", nearest(item, known))
        return tuple(value or ())

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
