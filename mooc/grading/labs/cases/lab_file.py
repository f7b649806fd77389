"""Reads the kind's own part of lab.toml, and the cases beside it, into a ``Sorting``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mooc.content.passes.typography import french
from mooc.content.problem import nearest
from mooc.grading.kinds.numeric.number import NotANumber, parse_number
from mooc.grading.lab import BadLab, Option, Place, Question
from mooc.grading.labs.cases.case_file import NAME, CaseFile, Expected
from mooc.grading.labs.cases.fields import ASK, STRATEGY
from mooc.grading.labs.cases.model import SIZE, Ask, CaseClass, Goal, Grid, Sorting, Strategy
from mooc.grading.labs.cases.verdict import OWN

MOST_CLASSES = 6


def parse(table: Mapping[str, Any], place: Place) -> Sorting:
    """The lab; BadLab with a French message when lab.toml or cases.toml cannot be used."""
    answer = _one_of(table, "answer", ("class", "number"))
    classes = _classes(table) if answer == "class" else ()
    ids = tuple(k.id for k in classes)
    strategies = tuple(_strategy(row, ids) for row in _rows(table, "strategies"))
    if not strategies or len({way.id for way in strategies}) != len(strategies):
        raise BadLab("[[strategies]] : une au moins, chacune avec son id", "strategies")
    naive = tuple(sorted({way.naive for way in strategies if way.naive}))
    read = CaseFile(place.folder / NAME, Expected(ids, naive))
    read.read()
    if read.problems:
        first = read.problems[0]
        raise BadLab(first.message, path=read.path, problems=tuple(read.problems))
    return Sorting(
        slug=place.slug,
        version=int(table.get("version", 1)),
        answer=answer,
        widget=_one_of(table, "widget", ("radios", "select")) if "widget" in table else "radios",
        nouns=_pair(table, "nouns") if "nouns" in table else ("cas", "cas"),
        unit=_text(table, "unit") if "unit" in table else "",
        classes=classes,
        cases=tuple(read.cases),
        strategies=strategies,
        asks=tuple(_ask(row) for row in _rows(table, "asks")),
        goal=_goal(table, ids),
        tolerance=_percent(table, "tolerance_percent", 0) if answer == "number" else 0,
        tolerance_min=_least(table),
        intros=tuple(map(french, table.get("intros", ()))),
        success=_text(table, "success"),
        grid=_grid(table["grid"], ids) if "grid" in table else None,
    )


def _classes(table: Mapping[str, Any]) -> tuple[CaseClass, ...]:
    rows = _rows(table, "classes")
    found = tuple(CaseClass(*(_text(row, k) for k in ("id", "name", "help"))) for row in rows)
    ids = {k.id for k in found}
    if not 2 <= len(found) <= MOST_CLASSES or len(ids) != len(found):
        raise BadLab(f"[[classes]] : de 2 à {MOST_CLASSES}, chacune avec son id", "classes")
    return found


def _goal(table: Mapping[str, Any], classes: tuple[str, ...]) -> Goal:
    shares = {
        key: _percent(table, key, 1) for key in ("precision_min", "recall_min") if key in table
    }
    if bool(shares) != ("target" in table):
        raise BadLab("« target » va avec « precision_min » ou « recall_min »", "target")
    if not shares and "pass" not in table:
        raise BadLab("il manque « pass » : combien de bonnes réponses pour réussir", "pass")
    return Goal(
        right=_whole(table, "pass", 1, SIZE) if "pass" in table else 0,
        target=_one_of(table, "target", classes) if shares else "",
        precision=shares.get("precision_min", 0),
        recall=shares.get("recall_min", 0),
    )


def _strategy(row: Mapping[str, Any], classes: tuple[str, ...]) -> Strategy:
    for key in row:
        if key not in STRATEGY:
            raise BadLab(f"[[strategies]] : « {key} » est inconnu {nearest(key, STRATEGY)}", key)
    ways = [key for key in ("always", "gives", "naive") if key in row]
    if len(ways) != 1:
        raise BadLab("[[strategies]] : l’un de always, gives ou naive, un seul", "strategies")
    if row.get("id") in OWN:
        raise BadLab(f"[[strategies]] : « {row['id']} » est réservé", "strategies")
    way = Strategy(
        id=_text(row, "id"),
        title=_text(row, "title"),
        text=_text(row, "text"),
        always=_always(row["always"], classes) if "always" in row else "",
        gives=_gives(row["gives"], classes) if "gives" in row else {},
        naive=_text(row, "naive") if "naive" in row else "",
        misconception=row.get("misconception"),
    )
    return way


def _always(value: object, classes: tuple[str, ...]) -> str:
    text = str(value)
    if classes and text not in classes:
        raise BadLab(f"always : classe inconnue, « {text[:40]} »", "always")
    try:
        _ = classes or parse_number(text)
    except NotANumber as error:
        raise BadLab(f"always : {error}", "always") from error
    return text


def _gives(value: object, classes: tuple[str, ...]) -> Mapping[str, str]:
    if not isinstance(value, dict) or set(value) != set(classes):
        raise BadLab("gives : une réponse pour chaque classe", "gives")
    for name in value.values():
        if name not in classes:
            raise BadLab(f"gives : classe inconnue, « {str(name)[:40]} »", "gives")
    return value


def _ask(row: Mapping[str, Any]) -> Ask:
    options = tuple(Option(**option) for option in row["options"])
    ids = [option.id for option in options]
    if len(options) < 2 or len(set(ids)) != len(ids) or row["right"] not in ids:
        raise BadLab("[[asks]] : right doit nommer une option, et chaque id être unique", "asks")
    if len({option.feedback for option in options}) != len(options):
        raise BadLab("[[asks]] : chaque option a sa remarque, aucune n’est répétée", "asks")
    for key in row:
        if key not in ASK:
            raise BadLab(f"[[asks]] : « {key} » est inconnu {nearest(key, ASK)}", "asks")
    return Ask(
        id=_text(row, "id"),
        question=Question(_text(row, "text"), options, row["right"]),
        story=_text(row, "story") if "story" in row else "",
        table=tuple(tuple(french(str(cell)) for cell in line) for line in row.get("table", ())),
    )


def _grid(table: Mapping[str, Any], classes: tuple[str, ...]) -> Grid:
    cells = tuple(tuple(line) for line in table["cells"])
    shape = [len(line) for line in cells]
    if shape != [2, 2] or {name for line in cells for name in line} != set(classes):
        raise BadLab("[grid] : deux lignes de deux classes, chacune une fois", "grid")
    (a, b), (c, d) = cells
    return Grid(_pair(table, "rows"), _pair(table, "columns"), ((a, b), (c, d)))


def _rows(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadLab(f"[[{key}]] : une liste de tables", key)
    return rows


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise BadLab(f"« {key} » : un texte", key)
    return french(value.strip())


def _pair(table: Mapping[str, Any], key: str) -> tuple[str, str]:
    value = table[key]
    if not isinstance(value, list) or len(value) != 2 or not all(map(str.strip, value)):
        raise BadLab(f"« {key} » : deux textes", key)
    return french(value[0]), french(value[1])


def _one_of(table: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Any:
    value = table[key]
    if value not in known:
        raise BadLab(f"« {key} » : « {value} » est inconnu {nearest(str(value), known)}", key)
    return value


def _whole(table: Mapping[str, Any], key: str, low: int, high: int) -> int:
    value = table[key]
    if type(value) is not int or not low <= value <= high:
        raise BadLab(f"« {key} » : un entier de {low} à {high}", key)
    return value


def _least(table: Mapping[str, Any]) -> Decimal:
    value = table.get("tolerance_min", 0)
    if type(value) not in (int, float) or value < 0:
        raise BadLab("« tolerance_min » : un nombre positif", "tolerance_min")
    return Decimal(str(value))


def _percent(table: Mapping[str, Any], key: str, low: int) -> int:
    return _whole(table, key, low, 100)
