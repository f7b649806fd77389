"""The author's workshop (``mooc serve --author`` only): a page live, and what is wrong in it."""

from __future__ import annotations

from flask import Blueprint, Flask, Response

from mooc.author import changes, live, reference, views
from mooc.settings import Settings

bp = Blueprint("author", __name__, template_folder="templates")

for room in (views, changes, live):
    for rule, endpoint, view, methods in room.ROUTES:
        bp.add_url_rule(rule, endpoint, view, methods=list(methods))


@bp.after_request
def private(response: Response) -> Response:
    """What is being written changes with each save: nothing of it is kept."""
    response.headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask, settings: Settings) -> None:
    """Register the workshop where authors write, and nowhere else."""
    if settings.author_mode:
        app.register_blueprint(bp)
        reference.begin(app, settings)
