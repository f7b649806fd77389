"""Reads ``exercises/<slug>/lab.toml`` into a :class:`~mooc.grading.lab.Lab`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem, nearest
from mooc.grading.exercise_code import load_code
from mooc.grading.lab import BadLab, Lab, LabKind, Option, Place, Question
from mooc.grading.labs import SHARED

# What every lab says, whatever its kind: the author's guide shows this table.
COMMON: Mapping[str, str] = {
    "kind": "une sorte commune ; sans elle, `lab.py` du dossier",
    "version": "un entier : à augmenter quand les anciennes réponses n’ont plus le même sens",
    "title": "le nom du laboratoire",
    "aim": "le but, en une phrase",
    "minutes": "la durée, de 1 à 60",
    "story": "la mise en scène : une liste de phrases",
    "data": "d’où viennent les données",
    "caution": "ce que l’exercice ne dit pas",
    "teacher": "deux lignes pour animer une séance",
    "question": "la question qui vérifie que l’idée est comprise : text, right, options",
}


def load_lab(folder: Path, secret: str) -> Lab:
    """The lab of an exercise's folder; BadLab with a French message when it cannot be used."""
    path = folder / "lab.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadLab(f"fichier illisible : {error}", path=path) from error
    place = Place(folder.name, folder, secret)
    try:
        return _lab(table, place)
    except KeyError as error:
        raise BadLab(f"il manque « {error.args[0]} »", str(error.args[0]), path) from error
    except (TypeError, ValueError) as error:
        key, known = getattr(error, "key", ""), getattr(error, "problems", ())
        raise BadLab(str(error), key, getattr(error, "path", None) or path, known) from error


def _lab(table: Mapping[str, Any], place: Place) -> Lab:
    kind = kind_of(table, place.folder)
    known = {*COMMON, *kind.options}
    for key in table:
        if key not in known:
            raise BadLab(f"champ inconnu : « {key} » {nearest(key, known)}".rstrip(), key)
    for name, option in kind.options.items():
        if option.required and name not in table:
            raise BadLab(f"il manque « {name} » : {option.help}", name)
    return Lab(
        slug=place.slug,
        kind=kind,
        version=_whole(table, "version", 1, 10_000),
        title=_text(table, "title"),
        aim=_text(table, "aim"),
        minutes=_whole(table, "minutes", 1, 60),
        story=_texts(table, "story"),
        data=_text(table, "data"),
        caution=_text(table, "caution"),
        teacher=_two(table, "teacher"),
        question=_question(table["question"]) if "question" in table else None,
        own=kind.parse(table, place),
        hash=_hash(place.folder, kind),
        folder=place.folder,
    )


def kind_of(table: Mapping[str, Any], folder: Path) -> LabKind:
    """The shared kind that the file names, or the folder's own."""
    name = table.get("kind")
    if name is not None:
        if name not in SHARED:
            raise BadLab(f"« kind » : « {name} » est inconnu {nearest(str(name), SHARED)}", "kind")
        return SHARED[name]
    if not (folder / "lab.py").is_file():
        raise BadLab("« kind » manque, et le dossier n’a pas de lab.py", "kind")
    found = load_code(folder, "lab").KIND
    if not isinstance(found, LabKind):
        raise BadLab("lab.py : KIND doit être un LabKind", "kind")
    return found


def problems(folder: Path) -> tuple[Problem, ...]:
    """What ``mooc check`` says of a lab: it can be read, won, and not by a naive way."""
    path = folder / "lab.toml"
    try:
        lab = load_lab(folder, "a secret for checks")
        found = [Problem(str(path), 1, text, code="lab") for text in _plays(lab)]
        return (*found, *lab.kind.check(lab.own, Place(folder.name, folder, "")))
    except BadLab as error:
        where = error.path or path
        return error.problems or (
            Problem(str(where), line_of(where, error.key), str(error), code="lab"),
        )
    except Exception as error:
        # The author's code may fail in any way: say it like any other problem of the folder.
        message = f"lab.py échoue : {type(error).__name__} : {error}"
        return (Problem(str(folder / "lab.py"), 1, message, code="lab-code"),)


def _plays(lab: Lab) -> list[str]:
    from mooc.grading.lab import grade_lab

    wrong = []
    for play in lab.plays:
        verdict = grade_lab(lab, play.answer)
        if verdict.passed is not play.passes:
            wrong.append(
                f"le jeu « {play.name} » devrait {'réussir' if play.passes else 'échouer'}"
            )
        if verdict.details.get("strategy") != play.told:
            told = verdict.details.get("strategy")
            wrong.append(f"le jeu « {play.name} » reçoit « {told} » au lieu de « {play.told} »")
    if {play.passes for play in lab.plays} != {True, False}:
        wrong.append("il faut un jeu qui réussit et un jeu naïf qui échoue")
    return wrong


def line_of(path: Path, key: str) -> int:
    """The line of *key* in a TOML file; 1 when it is not found."""
    if not key or not path.is_file():
        return 1
    text = path.read_text(encoding="utf-8", errors="replace")
    found = re.search(rf"^\s*\[*{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _hash(folder: Path, kind: LabKind) -> str:
    """Changes with what is judged: the lab's files but its looks."""
    digest = hashlib.sha256(kind.name.encode())
    names = ("lab.toml", "lab.py", "cases.toml")
    for path in (folder / name for name in names):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise BadLab(f"« {key} » : un texte", key)
    return value.strip()


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table[key]
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise BadLab(f"« {key} » : une liste de textes", key)
    return tuple(value)


def _two(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = _texts(table, key)
    if len(found) != 2:
        raise BadLab(f"« {key} » : deux lignes, pour qui anime la séance", key)
    return found


def _whole(table: Mapping[str, Any], key: str, low: int, high: int) -> int:
    value = table[key]
    if type(value) is not int or not low <= value <= high:
        raise BadLab(f"« {key} » : un entier de {low} à {high}", key)
    return value


def _question(table: Mapping[str, Any]) -> Question:
    options = tuple(Option(**option) for option in table["options"])
    ids = [option.id for option in options]
    if len(options) < 2 or len(set(ids)) != len(ids) or table["right"] not in ids:
        raise BadLab(
            "[question] : right doit nommer une option, et chaque id être unique", "question"
        )
    if len({option.feedback for option in options}) != len(options):
        raise BadLab("[question] : chaque option a sa remarque, aucune n’est répétée", "question")
    return Question(_text(table, "text"), options, table["right"])
