"""« Découpé en morceaux »: a workshop on a tokeniser trained here, then twelve texts to estimate.

The twelve texts are the shared kind ``cases`` with numbers. Fields: those of the kind, and the
workshop's (``texte``, ``prix``, ``fois``), which are never judged; the script takes ``texte`` out
of the form, so that what one types stays in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mooc.content.problem import Problem
from mooc.grading.lab import LabKind, Place, Play
from mooc.grading.labs.cases.kind import KIND as CASES
from mooc.grading.labs.cases.model import Sorting
from mooc.grading.verdict import Answer, Verdict

from . import bench
from .model import Vocabulary, load

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cutting:
    """The cases to estimate, and the vocabulary that counts their pieces."""

    sorting: Sorting
    vocabulary: Vocabulary


def parse(table: Mapping[str, Any], place: Place) -> Cutting:
    """The cases of the folder, with its vocabulary."""
    return Cutting(CASES.parse(table, place), load(place.folder / "vocabulaire.json"))


def fields(own: Cutting) -> tuple[str, ...]:
    """The estimates, then what the workshop needs without JavaScript."""
    return (*CASES.fields(own.sorting), bench.TEXT, bench.PRICE, bench.TIMES)


def view(own: Cutting, given: Answer) -> dict[str, Any]:
    """The cases and the workshop; the script gets the merges, and does the rest itself."""
    shown = dict(CASES.view(own.sorting, given))
    flat = [piece for pair in own.vocabulary.merges for piece in pair]
    texts = {name: text for name, (_, text) in bench.EXAMPLES.items()}
    shown["data"] = {**shown.get("data", {}), "merges": flat, "examples": texts}
    return {**shown, "bench": bench.view(own.vocabulary, given)}


def grade(own: Cutting, raw: Answer) -> Verdict:
    """The kind's verdict, and how each text was really cut."""
    verdict = CASES.grade(own.sorting, raw)
    rows = [
        {**row, "remark": f"Découpe\u00a0: {bench.told(own.vocabulary.pieces(row['text']))}"}
        for row in verdict.details["rows"]
    ]
    return replace(verdict, details={**verdict.details, "rows": rows})


def plays(own: Cutting) -> tuple[Play, ...]:
    """Counting words or quarters of letters fails; counting pieces passes."""
    return CASES.plays(own.sorting)


def check(own: Cutting, place: Place) -> Iterator[Problem]:
    """The kind's problems, and every value that is not what the vocabulary counts."""
    yield from CASES.check(own.sorting, place)
    path = str(place.folder / "cases.toml")
    for case in own.sorting.cases:
        count = own.vocabulary.count(case.text)
        if case.value != count:
            message = f"« {case.id} » fait {count} morceaux, pas {case.value}"
            yield Problem(path, 1, message, f"écrivez value = {count}", code="cases")


KIND = LabKind(
    name="decoupe-en-morceaux",
    title="Découpé en morceaux",
    parse=parse,
    fields=fields,
    view=view,
    grade=grade,
    plays=plays,
    folder=FOLDER,
    options=CASES.options,
    check=check,
    tries=(bench.EXAMPLE,),
)
