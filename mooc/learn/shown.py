"""What page templates call: the inside of a question's form, and an exercise inside a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import current_app
from flask_babel import get_locale, gettext
from markupsafe import Markup

from mooc.accounts.current import current_learner_id
from mooc.catalogue import exercise
from mooc.content import Block
from mooc.content.model import Role
from mooc.grading.exercise import Exercise
from mooc.grading.forms import render_form
from mooc.learn.cell import Panel, panel_of
from mooc.learn.items import QuestionView
from mooc.learn.lab import lab_of
from mooc.learn.lab_view import LabView


def question_form(q: QuestionView) -> Markup:
    """The fields of a question, with the verdict once there is one."""
    if q.answer is None and q.error is None:
        return _blank_form(q.block, str(get_locale()))
    html = render_form(q.block, q.answer, q.verdict, q.error, current_app.jinja_env)
    return Markup(html)  # noqa: S704 - made by our own templates, with autoescape


@lru_cache(maxsize=4096)
def _blank_form(block: Block, locale: str) -> Markup:
    """The form of someone who has not answered: the same for all in one language."""
    return Markup(render_form(block, env=current_app.jinja_env))  # noqa: S704 - as above


def role_name(role: Role) -> str:
    """What a page beside the reading path is, for its breadcrumb."""
    names: dict[Role, str] = {
        "page": gettext("Page"),
        "placement": gettext("Bilan de départ"),
        "final": gettext("Bilan final"),
        "notes": gettext("Pour animer"),
        "paper": gettext("Sans écran"),
        "easy": gettext("Facile à lire"),
    }
    return names[role]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """An exercise inside a course page: one of its tiers, or None when it cannot be shown."""

    exercise: Exercise
    lab: LabView | None = None
    panel: Panel | None = None


def exercise_view(block: Block, path: str) -> ExerciseView | None:
    """The tier that the author asked for, as the learner left it; *path* is the page it is on."""
    found = exercise(block.spec.slug)
    if found is None:
        return None
    if block.spec.tier == "lab":
        return ExerciseView(found, lab=lab_of(block.spec.slug, current_learner_id(), path))
    return ExerciseView(found, panel=panel_of(block.spec.slug, found.title))
