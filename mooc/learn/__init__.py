"""The learner's surface: courses, answers, exercises, the cell and the notebook."""

from __future__ import annotations

from flask import Blueprint, Flask
from jinja2 import ChoiceLoader

from mooc.grading import forms
from mooc.learn import (
    answers,
    audience,
    cards,
    catalogue_page,
    cell,
    challenges,
    courses,
    embed,
    exercises,
    files,
    lab,
    lab_assets,
    laboratory,
    notebook,
    remedies,
    shown,
)
from mooc.shared import private

bp = Blueprint("learn", __name__, template_folder="templates")

for rooms in (
    catalogue_page,
    courses,
    audience,
    files,
    answers,
    exercises,
    cards,
    lab,
    laboratory,
    embed,
    cell,
    notebook,
    challenges,
):
    for rule, endpoint, view, methods in rooms.ROUTES:
        bp.add_url_rule(rule, endpoint, view, methods=list(methods))


bp.after_request(private)


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
    # The forms of the kinds live in their own folders, below this surface. Flask asks this
    # loader first, then those of the blueprints.
    settings = app.extensions["mooc_settings"]
    loaders = [forms.loader(), lab_assets.templates(settings)]
    app.jinja_loader = ChoiceLoader(loaders)  # type: ignore[assignment]
    app.extensions["mooc_statics"].add(lab_assets.web_folders(settings.exercises_dir))
    lab_assets.init_app(app)
    app.jinja_env.globals.update(question_form=shown.question_form, remedies=remedies.remedies)
    app.add_template_filter(shown.role_name)
