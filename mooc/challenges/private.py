"""What only the organiser holds: a challenge's hidden rows, in a folder out of the repository.

``<folder>/<slug>/`` holds ``etiquettes.bin`` (the labels), ``donnees.json`` (what participants
receive) and ``dates.toml`` (dates that replace those of challenge.toml). `prepare` makes them from
a seed that is drawn once and kept nowhere: the generator is public, so the seed would give the
labels back.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import secrets
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from mooc.challenges.challenge import Challenge
from mooc.challenges.challenge_file import load_challenges, moment
from mooc.content.problem import nearest
from mooc.grading.exercise import Exercise
from mooc.grading.exercise_file import load_exercises
from mooc.grading.kinds.predictions.hidden import Hidden
from mooc.grading.kinds.predictions.pack import BadPack, pack, unpack
from mooc.grading.kinds.predictions.reading import BadSpec, Table
from mooc.grading.kinds.predictions.sets import as_json, draw
from mooc.settings import ROOT, Settings

LABELS, DATA, DATES = "etiquettes.bin", "donnees.json", "dates.toml"


class PrivateError(Exception):
    """Why the private folder cannot be used or made, in French, for the organiser."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The data of a challenge: ``hidden`` for the server alone, ``data`` (JSON, also compressed)
    for all. ``hash`` names this very draw."""

    hidden: Hidden
    data: bytes
    packed: bytes
    hash: str

    @property
    def public(self) -> dict[str, Any]:
        """The data as tables."""
        found: dict[str, Any] = json.loads(self.data)
        return found


def load(folder: Path | None, slug: str) -> Prepared | None:
    """The prepared data of a challenge, None when they are not on this machine."""
    if folder is None:
        return None
    paths = (folder / slug / LABELS, folder / slug / DATA)
    try:
        return _load(paths, tuple(path.stat().st_mtime_ns for path in paths))
    except FileNotFoundError:
        return None
    except (OSError, BadPack) as error:
        raise PrivateError(f"{paths[0].parent} : données illisibles ({error})") from error


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, Path], changed_at: tuple[int, ...]) -> Prepared:
    labels, data = (path.read_bytes() for path in paths)
    digest = hashlib.sha256(data).hexdigest()
    return Prepared(unpack(labels), data, gzip.compress(data, 9, mtime=0), digest)


def dated(challenge: Challenge, folder: Path | None) -> Challenge:
    """The challenge with the organiser's dates, when there are some."""
    path = folder / challenge.slug / DATES if folder else None
    if path is None or not path.is_file():
        return challenge
    try:
        table = Table("dates", tomllib.loads(path.read_text(encoding="utf-8")))
        return with_dates(challenge, table.values)
    except (OSError, ValueError) as error:
        raise PrivateError(f"{path} : {error}") from error


def with_dates(challenge: Challenge, values: Mapping[str, Any]) -> Challenge:
    """The challenge with those of ``opens`` and ``closes`` that *values* has."""
    table = Table("dates", values)
    given = {
        key: moment(table, key, challenge.zone) for key in ("opens", "closes") if table.has(key)
    }
    found = challenge.between(given)
    if found.closes <= found.opens:
        raise BadSpec("closes", "la clôture vient avant l’ouverture")
    return found


def known(settings: Settings, slug: str) -> tuple[Challenge, Exercise]:
    """The challenge of that slug and its exercise, read from the repository's folders."""
    exercises, _ = load_exercises(settings.exercises_dir)
    challenges, problems = load_challenges(settings.challenge_rules_dir, exercises)
    if slug not in challenges:
        wrong = [problem for problem in problems if f"/{slug}/" in problem.path]
        message = str(wrong[0]) if wrong else f"Défi inconnu : « {slug} »."
        raise PrivateError(f"{message} {nearest(slug, challenges)}".strip())
    return challenges[slug], exercises[challenges[slug].exercise]


def prepare(
    folder: Path | None,
    challenge: Challenge,
    exercise: Exercise,
    dates: Mapping[str, datetime],
) -> Path:
    """Draw the hidden rows of *challenge* once, and write them where no one else reads."""
    if folder is None:
        raise PrivateError("Donnez d’abord MOOC_CHALLENGES_DIR, un dossier privé hors du dépôt.")
    if ROOT in (folder, *folder.parents):
        raise PrivateError(f"{folder} est dans le dépôt : les réponses y seraient publiées.")
    place = folder / challenge.slug
    if place.exists():
        message = (
            f"{place} existe déjà. Tirer de nouvelles données effacerait le sens des remises déjà "
            "faites : retirez ce dossier vous-même si c’est voulu."
        )
        raise PrivateError(message)
    try:
        with_dates(challenge, dates)
    except BadSpec as error:
        raise PrivateError(str(error)) from error
    drawn = draw(exercise, secrets.token_bytes(32))
    gap = exercise.task.spec.gap
    asked = {"gap": gap.kind if gap else "", "gap_max": challenge.gap_max}
    public = dict(drawn.public) | {"challenge": challenge.slug, "criteria": asked}
    files = {LABELS: pack(drawn.hidden), DATA: as_json(public), DATES: _toml(dates)}
    _write(place, {name: data for name, data in files.items() if data})
    return place


def _toml(dates: Mapping[str, datetime]) -> bytes:
    return "".join(f"{key} = {value.isoformat()}\n" for key, value in dates.items()).encode()


def _write(place: Path, files: Mapping[str, bytes]) -> None:
    """All or nothing, for their owner alone."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700)
    try:
        for name, data in files.items():
            descriptor = os.open(draft / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
        draft.rename(place)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
