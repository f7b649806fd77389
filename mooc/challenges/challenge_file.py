"""A folder of ``challenges/`` → a ``Challenge``, and every problem of its file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mooc.challenges.challenge import Challenge
from mooc.content.problem import Problem, nearest
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions.reading import BadSpec, Table

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
IDENTITY = re.compile(r"c-[a-z0-9-]{2,60}")
# The keys of challenge.toml, with their help: the teachers' guide shows this table.
KEYS: Mapping[str, str] = {
    "id": "identifiant stable, qui commence par `c-` ; ne le changez plus",
    "title": "le titre",
    "summary": "une phrase qui donne envie",
    "about": "le sujet : une liste de paragraphes",
    "never": "ce qu’un tel outil ne doit pas faire : une liste",
    "help": "où trouver de l’aide, si le sujet touche quelqu’un (facultatif)",
    "exercise": "le dossier de l’exercice dont viennent les données",
    "audiences": "les publics, de `courses/audiences.toml`",
    "opens": "l’ouverture : `2027-01-11T08:00:00`",
    "closes": "la clôture, de même",
    "timezone": "le fuseau des deux dates : `Europe/Paris`",
    "gap_max": "la borne d’équité : l’écart de l’exercice, au plus",
    "per_day": "remises par jour, de 1 à 20",
    "step": "ce qu’une remise doit gagner pour que le classement bouge (0.01 : un point)",
    "licence": "la licence des textes",
    "authors": "qui l’a écrit",
}
OPTIONAL = ("help",)
MOST_A_DAY = 20


def load_challenges(
    root: Path, exercises: Mapping[str, Exercise]
) -> tuple[dict[str, Challenge], tuple[Problem, ...]]:
    """Every challenge of *root* by slug, and every problem."""
    found: dict[str, Challenge] = {}
    problems: list[Problem] = []
    for path in sorted(root.glob("*/challenge.toml")) if root.is_dir() else ():
        challenge, wrong = load_challenge(path.parent, exercises)
        problems += wrong
        if challenge and any(other.id == challenge.id for other in found.values()):
            message = f"l’identifiant « {challenge.id} » sert déjà"
            problems.append(Problem(str(path), 1, message, code="challenge"))
        elif challenge:
            found[challenge.slug] = challenge
    return found, tuple(problems)


def load_challenge(
    folder: Path, exercises: Mapping[str, Exercise]
) -> tuple[Challenge | None, tuple[Problem, ...]]:
    """The challenge of *folder*, or None and the first problem of its file."""
    path = folder / "challenge.toml"
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return _challenge(folder.name, tomllib.loads(text), exercises), ()
    except BadSpec as error:
        line = _line(text, error.key)
        return None, (Problem(str(path), line, str(error), code="challenge"),)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return None, (Problem(str(path), 1, f"fichier illisible : {error}", code="challenge"),)


def _challenge(
    slug: str, values: Mapping[str, Any], exercises: Mapping[str, Exercise]
) -> Challenge:
    for key in values:
        if key not in KEYS:
            hint = nearest(key, KEYS)
            message = f"champ inconnu « {key[:40]} »"
            raise BadSpec(key, f"{message} ({hint})" if hint else message)
    table = Table("défi", values)
    if not SLUG.fullmatch(slug):
        raise BadSpec("", "le nom du dossier : des minuscules, des chiffres et des tirets")
    zone = _zone(table)
    opens, closes = moment(table, "opens", zone), moment(table, "closes", zone)
    if closes <= opens:
        raise table.bad("closes", "une date après « opens »")
    return Challenge(
        id=_identity(table),
        slug=slug,
        title=table.text("title"),
        summary=table.text("summary"),
        about=table.texts("about", 1, 8),
        never=table.texts("never", 1, 8),
        help=table.text("help", ""),
        exercise=_exercise(table, exercises),
        audiences=table.texts("audiences", 1, 12),
        opens=opens,
        closes=closes,
        zone=zone,
        gap_max=table.number("gap_max", 0, 1),
        per_day=table.whole("per_day", 1, MOST_A_DAY, 0),
        step=table.number("step", 0.001, 0.1),
        licence=table.text("licence"),
        authors=table.texts("authors", 1, 12),
    )


def _identity(table: Table) -> str:
    found = table.text("id")
    if not IDENTITY.fullmatch(found):
        raise table.bad("id", "commence par « c- » : minuscules, chiffres et tirets")
    return found


def _zone(table: Table) -> ZoneInfo:
    name = table.text("timezone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise table.bad("timezone", "un fuseau connu, par exemple Europe/Paris") from error


def moment(table: Table, key: str, zone: ZoneInfo) -> datetime:
    """The date and hour under *key*, in *zone*; BadSpec when it is none."""
    found = table.values.get(key)
    if not isinstance(found, datetime) or found.tzinfo is not None:
        raise table.bad(key, "une date et une heure sans fuseau : 2027-01-11T08:00:00")
    return found.replace(tzinfo=zone)


def _exercise(table: Table, exercises: Mapping[str, Exercise]) -> str:
    slug = table.text("exercise")
    exercise = exercises.get(slug)
    if exercise is None:
        hint = nearest(slug, exercises)
        raise table.bad("exercise", f"un exercice connu ({hint})" if hint else "un exercice connu")
    spec = exercise.python.spec if exercise.python else None
    if spec is None or spec.task != "yes-no" or spec.gap is None:
        raise table.bad(
            "exercise", "un exercice en Python, à réponse oui ou non, qui juge un écart"
        )
    return slug


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\s*{re.escape(key)}\b", text, re.MULTILINE) if key else None
    return text.count("\n", 0, found.start()) + 1 if found else 1
