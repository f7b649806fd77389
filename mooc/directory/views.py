"""``/annuaire/``: the list by département, its choices, its map, and its open data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flask import Flask, Response, current_app, render_template, request
from flask_babel import format_date, gettext

from mooc.catalogue import library
from mooc.challenges.csv_file import write_csv
from mooc.content.options import read_date
from mooc.content.places import DEPARTMENTS, REGION, TYPES
from mooc.directory.choices import counts, groups, matching, read_choices
from mooc.directory.entry import COLUMNS, OPTIONAL, Entry, cells_of
from mooc.directory.map import read_map
from mooc.directory.reading import Directory, read_directory
from mooc.shared import same_for_all
from mooc.web import current_settings

FILE_NAME = "annuaire.csv"
LICENCE = ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
# How much of a value that means nothing is said again.
SAID = 40


def read(app: Flask) -> None:
    """(Re)read the entries into ``app.extensions``; what has problems is named in the log."""
    settings = app.extensions["mooc_settings"]
    found = read_directory(settings.courses_dir, app.extensions["mooc_library"].audiences)
    for problem in found.problems:
        app.logger.error("%s:%s: %s", problem.path, problem.line, problem.message)
    app.extensions["mooc_directory"] = found


def entries() -> tuple[Entry, ...]:
    """The entries of the current application; an author sees a file as soon as it changes."""
    if current_settings().author_mode:
        read(current_app._get_current_object())  # type: ignore[attr-defined]
    return cast(Directory, current_app.extensions["mooc_directory"]).entries


def index() -> Response:
    """What fits the choices of the address, by département; the map counts what fits them all."""
    known = entries()
    choices = read_choices(request.args, library().audiences)
    fitting = matching(known, choices)
    found = groups(fitting, choices.department)
    page = render_template(
        "directory/index.html",
        groups=found,
        count=sum(len(group.entries) for group in found),
        total=len(known),
        choices=choices,
        filtered=any(choices.values.values()),
        ignored=[(_fields()[name], value[:SAID]) for name, value in choices.ignored],
        facets=_facets(known),
        counts=counts(fitting),
        map=read_map(),
        types=TYPES,
        departments=DEPARTMENTS,
        region=REGION,
        audiences=library().audiences,
        licence=LICENCE,
        size=len(_csv(known)),
        partial_date=partial_date,
    )
    return same_for_all(page)


def open_data() -> Response:
    """Every entry, as a table that a spreadsheet opens: no cell of it is a formula."""
    response = same_for_all(Response(_csv(entries()), mimetype="text/csv"))
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def partial_date(value: str) -> str:
    """``2024``, ``mai 2024`` or ``7 mai 2024``: as much as the source says."""
    day = read_date((value + "-01-01")[:10])
    return {4: value, 7: format_date(day, "MMMM y")}.get(len(value)) or format_date(day, "long")


def _csv(known: Sequence[Entry]) -> bytes:
    return write_csv((*COLUMNS, *OPTIONAL), [cells_of(entry) for entry in known])


def _fields() -> dict[str, str]:
    return {
        "type": gettext("Type"),
        "public": gettext("Public"),
        "departement": gettext("Département"),
    }


def _facets(known: Sequence[Entry]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(field, label, choices) of the form; types and audiences that some entry has."""
    audiences = library().audiences
    choices = {
        "type": [(k, t.several) for k, t in TYPES.items() if any(e.type == k for e in known)],
        "public": [
            (k, a.title) for k, a in audiences.items() if any(k in e.audiences for e in known)
        ],
        "departement": [
            *((code, f"{code} {place.name}") for code, place in DEPARTMENTS.items()),
            (REGION, gettext("Toute la région")),
        ],
    }
    return [(name, label, choices[name]) for name, label in _fields().items()]


ROUTES = (
    ("/annuaire/", "index", index, ("GET",)),
    (f"/annuaire/{FILE_NAME}", "open_data", open_data, ("GET",)),
)
