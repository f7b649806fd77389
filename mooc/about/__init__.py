"""The surface about the site itself: home, help, legal pages, error reports."""

from __future__ import annotations

from flask import Blueprint, Flask

from mooc.about import views

bp = Blueprint("about", __name__, template_folder="templates")

for rule, endpoint, view, methods in views.ROUTES:
    bp.add_url_rule(rule, endpoint, view, methods=list(methods))


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
