"""The learner's surface: courses, answers, exercises, the cell and the notebook."""

from __future__ import annotations

from flask import Blueprint, Flask, Response

from mooc.grading import forms
from mooc.learn import answers, cell, courses, exercises, files, lab, laboratory, notebook, shown

bp = Blueprint("learn", __name__, template_folder="templates")

for rooms in (courses, files, answers, exercises, lab, laboratory, cell, notebook):
    for rule, endpoint, view, methods in rooms.ROUTES:
        bp.add_url_rule(rule, endpoint, view, methods=list(methods))


@bp.after_request
def private(response: Response) -> Response:
    """What a view did not say to share is someone's own: no cache keeps it."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
    # The forms of the kinds live in their own folders, below this surface. Flask asks this
    # loader first, then those of the blueprints.
    app.jinja_loader = forms.loader()  # type: ignore[assignment]
    app.jinja_env.globals.update(question_form=shown.question_form)
