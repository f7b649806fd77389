"""A notebook file read as the cells of an exercise page. Pure: a path in, cells and problems out.

One ``.ipynb`` drives both front-ends. A cell belongs to the page when its metadata carries one of
these tags; the others are for the full notebook only:

``cours:intro``  Markdown, read in the page
``cours:code``   code that the learner edits and runs
``cours:verif``  code run by « Vérifier »: instant hints, worth no points
``cours:cache``  code run silently before anything else
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from mooc.content.problem import Problem

Role = Literal["intro", "code", "verif", "cache"]
ROLES: tuple[str, ...] = get_args(Role)
PREFIX = "cours:"
MAX_BYTES = 1_000_000
MAX_CELLS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the page; ``source`` is Markdown for an ``intro``, Python for the others."""

    id: str
    role: Role
    source: str
    title: str = ""
    hints: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """Of the author's source: a draft is offered back only on the cell it was written for."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:16]


def cells_from_notebook(path: Path) -> tuple[tuple[Cell, ...], tuple[Problem, ...]]:
    """The tagged cells of the notebook at *path*, in order, and every problem found."""
    name = path.as_posix()
    text, problems = _text(path)
    if problems:
        return (), problems
    document, problems = _document(text, name)
    if document is None:
        return (), problems
    found: list[Problem] = []
    cells = tuple(_cells(document, text, name, found))
    if not any(cell.role == "code" for cell in cells):
        found.append(
            Problem(
                name,
                1,
                "aucune cellule à modifier",
                "donnez l’étiquette « cours:code » à une cellule de code",
                code="notebook-no-code",
            )
        )
    return cells, tuple(found)


def _text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    def refused(message: str, hint: str = "") -> tuple[str, tuple[Problem, ...]]:
        return "", (Problem(path.as_posix(), 1, message, hint, code="notebook-unreadable"),)

    try:
        if path.stat().st_size > MAX_BYTES:
            return refused("carnet de plus de 1 Mo", "effacez les sorties avant d’enregistrer")
        return path.read_text(encoding="utf-8"), ()
    except UnicodeDecodeError:
        return refused("carnet qui n’est pas en UTF-8")
    except OSError as error:
        return refused(f"carnet illisible ({error.strerror})")


def _document(text: str, name: str) -> tuple[Mapping[str, Any] | None, tuple[Problem, ...]]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        return None, (
            Problem(
                name,
                line,
                "carnet qui n’est pas du JSON valide",
                "enregistrez-le de nouveau depuis Jupyter",
                code="notebook-json",
            ),
        )
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list) or document.get("nbformat") != 4:
        return None, (
            Problem(
                name,
                1,
                "ce fichier n’est pas un carnet Jupyter de format 4",
                code="notebook-format",
            ),
        )
    if len(cells) > MAX_CELLS:
        return None, (Problem(name, 1, f"plus de {MAX_CELLS} cellules", code="notebook-size"),)
    return document, ()


def _cells(
    document: Mapping[str, Any], text: str, name: str, found: list[Problem]
) -> Iterator[Cell]:
    seen: set[str] = set()
    for number, raw in enumerate(document["cells"], start=1):
        if not isinstance(raw, dict):
            found.append(Problem(name, 1, f"cellule {number} mal formée", code="notebook-format"))
            continue
        identity = str(raw.get("id") or f"cellule-{number}")
        line = _line(text, identity)

        def problem(
            message: str,
            hint: str = "",
            code: str = "notebook-tag",
            line: int = line,
            number: int = number,
        ) -> None:
            found.append(Problem(name, line, f"cellule {number} : {message}", hint, code=code))

        if identity in seen:
            problem(f"l’identifiant « {identity} » sert deux fois", code="notebook-duplicate-id")
            continue
        seen.add(identity)
        role = _role(raw, problem)
        if role is not None:
            yield Cell(identity, role, _source(raw), _title(raw), _hints(raw))


def _role(raw: Mapping[str, Any], problem: Any) -> Role | None:
    metadata = raw.get("metadata")
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    ours = [t for t in tags if isinstance(t, str) and t.startswith(PREFIX)]
    if not ours:
        return None
    if len(ours) > 1:
        problem("plusieurs étiquettes « cours: »", "gardez-en une seule")
        return None
    role = ours[0].removeprefix(PREFIX)
    if role not in ROLES:
        near = difflib.get_close_matches(role, ROLES, n=1, cutoff=0.4)
        choice = near[0] if near else ", ".join(ROLES)
        problem(f"étiquette inconnue « {ours[0]} »", f"vouliez-vous dire « {PREFIX}{choice} » ?")
        return None
    wanted = "markdown" if role == "intro" else "code"
    if raw.get("cell_type") != wanted:
        problem(f"« {ours[0]} » demande une cellule de type {wanted}")
        return None
    return cast(Role, role)


def _source(raw: Mapping[str, Any]) -> str:
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source.replace("\r\n", "\n").strip("\n") if isinstance(source, str) else ""


def _course(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an author wrote for the page: ``{"cours": {"titre": "…", "indices": ["…"]}}``."""
    metadata = raw.get("metadata")
    course = metadata.get("cours") if isinstance(metadata, dict) else None
    return course if isinstance(course, dict) else {}


def _title(raw: Mapping[str, Any]) -> str:
    title = _course(raw).get("titre")
    return title.strip()[:120] if isinstance(title, str) else ""


def _hints(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Hints offered one after the other, from a question to nearly the answer."""
    hints = _course(raw).get("indices")
    if not isinstance(hints, list):
        return ()
    return tuple(hint.strip()[:1000] for hint in hints if isinstance(hint, str) and hint.strip())


def _line(text: str, identity: str) -> int:
    """The line where *identity* is written in the file, 1 when it is not there."""
    at = text.find(f'"id": {json.dumps(identity, ensure_ascii=False)}')
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
