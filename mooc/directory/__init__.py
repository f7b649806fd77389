"""The surface of the directory: places, trainings, aids and programmes, on a list and a map.

The entries are ``courses/annuaire/*.csv``, that the région's team writes in a spreadsheet.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from mooc.directory import views

bp = Blueprint("directory", __name__, template_folder="templates")

for rule, endpoint, view, methods in views.ROUTES:
    bp.add_url_rule(rule, endpoint, view, methods=list(methods))


def init_app(app: Flask) -> None:
    """Read the entries and register every route of this surface."""
    views.read(app)
    app.register_blueprint(bp)
