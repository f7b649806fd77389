"""Finding: search over pages, glossary and exercises; the glossary with where each word is used."""

from __future__ import annotations

from flask import Blueprint, Flask, Response

from mooc.find import views

bp = Blueprint("find", __name__, template_folder="templates")

for rule, endpoint, view, methods in views.ROUTES:
    bp.add_url_rule(rule, endpoint, view, methods=list(methods))


@bp.after_request
def private(response: Response) -> Response:
    """What one looks for is one's own: no cache keeps it."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
