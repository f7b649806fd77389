"""Finding: search over pages, glossary and exercises; the glossary with where each word is used."""

from __future__ import annotations

from flask import Blueprint, Flask

from mooc.find import views
from mooc.shared import private

bp = Blueprint("find", __name__, template_folder="templates")

for rule, endpoint, view, methods in views.ROUTES:
    bp.add_url_rule(rule, endpoint, view, methods=list(methods))


bp.after_request(private)


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
