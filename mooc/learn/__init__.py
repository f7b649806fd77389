"""The learner's surface: courses, answers, exercises, the cell and the notebook."""

from __future__ import annotations

from flask import Blueprint, Flask

from mooc.learn import answers, cell, courses, exercises, lab, notebook

bp = Blueprint("learn", __name__, template_folder="templates")

for rooms in (courses, answers, exercises, lab, cell, notebook):
    for rule, endpoint, view, methods in rooms.ROUTES:
        bp.add_url_rule(rule, endpoint, view, methods=list(methods))


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
