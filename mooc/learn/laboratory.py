"""The laboratory: every exercise, sorted by theme, with what it asks of one's time and network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from mooc.accounts.current import current_learner_id
from mooc.catalogue import exercises, library
from mooc.db import session
from mooc.grading.exercise import THEMES, Exercise
from mooc.learn.cell import weight_of
from mooc.progress.queries import item_states
from mooc.shared import same_for_all

# Field of the form → value → keeps an exercise. Values are those of the address.
DURATIONS: Mapping[str, int] = {"10": 10, "20": 20, "45": 45}
TIERS: Mapping[str, str] = {"sans-code": "lab", "python": "cell", "carnet": "notebook"}
WEIGHTS: Mapping[str, float] = {"leger": 1, "moyen": 12}


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise of the list. ``megabytes`` are what its lightest tier loads at most."""

    exercise: Exercise
    passed: bool
    megabytes: float
    python_megabytes: int


def index() -> Response:
    """What fits the choices of the address, by theme then level; ticks on what is passed."""
    learner = current_learner_id()
    chosen = {name: request.args.get(name, "") for name in ("theme", "public", "duree", "facon",
                                                            "poids")}  # fmt: skip
    found = [entry for entry in _entries(learner) if _fits(entry, chosen)]
    text = render_template(
        "learn/laboratory.html",
        groups=_by_theme(found),
        count=len(found),
        total=len(exercises()),
        chosen=chosen,
        facets=_facets(),
        filtered=any(chosen.values()),
        audiences=library().audiences,
    )
    return make_response(text) if learner or request.args else same_for_all(text)


def _entries(learner: str | None) -> list[Entry]:
    known = sorted(exercises(), key=lambda e: (e.level, e.minutes, e.title))
    items = [item for exercise in known for item in exercise.items]
    states = item_states(session(), learner, items) if learner else {}
    done = {item for item, state in states.items() if state.passed}
    return [_entry(exercise, done) for exercise in known]


def _entry(exercise: Exercise, done: set[str]) -> Entry:
    python = weight_of(exercise.slug) if exercise.python else 0
    lightest = exercise.weights.get("lab", 80) / 1000 if "lab" in exercise.tiers else python
    return Entry(exercise, any(i in done for i in exercise.items), lightest, python)


def _fits(entry: Entry, chosen: Mapping[str, str]) -> bool:
    exercise = entry.exercise
    tests: Mapping[str, Callable[[str], bool]] = {
        "theme": lambda value: exercise.theme == value,
        "public": lambda value: value in exercise.audiences,
        "duree": lambda value: exercise.minutes <= DURATIONS.get(value, 10_000),
        "facon": lambda value: TIERS.get(value, "") in exercise.tiers,
        "poids": lambda value: entry.megabytes <= WEIGHTS.get(value, 10_000),
    }
    return all(not value or tests[name](value) for name, value in chosen.items())


def _by_theme(found: list[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """(id, title, entries) of each theme that has some, in the order of the table."""
    groups = [(key, title, [e for e in found if e.exercise.theme == key])
              for key, title in THEMES.items()]  # fmt: skip
    return [group for group in groups if group[2]]


def _facets() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(field, label, choices) of the form; only values that some exercise has."""
    known = exercises()
    themes = [(k, t) for k, t in THEMES.items() if any(e.theme == k for e in known)]
    audiences = [
        (key, audience.title)
        for key, audience in library().audiences.items()
        if any(key in e.audiences for e in known)
    ]
    durations = [(k, gettext("%(n)s minutes au plus", n=v)) for k, v in DURATIONS.items()]
    tiers = [("sans-code", gettext("sans code")), ("python", gettext("Python dans la page")),
             ("carnet", gettext("carnet complet"))]  # fmt: skip
    weights = [("leger", gettext("moins de 1 Mo")), ("moyen", gettext("12 Mo au plus"))]
    return [
        ("theme", gettext("Thème"), themes),
        ("public", gettext("Public"), audiences),
        ("duree", gettext("Durée"), durations),
        ("facon", gettext("Façon"), tiers),
        ("poids", gettext("Téléchargement"), weights),
    ]


def old_address() -> BaseResponse:
    """The list stood here once."""
    return redirect(url_for("learn.laboratory"), 301)


ROUTES = (
    ("/laboratoire/", "laboratory", index, ("GET",)),
    ("/exercices/", "exercises_moved", old_address, ("GET",)),
)
