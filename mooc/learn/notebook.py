"""The full notebook: JupyterLite, on its own host, framed by this page."""

from __future__ import annotations

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from mooc.accounts.current import current_learner_id
from mooc.catalogue import exercise as find
from mooc.lite.site import notebook_address
from mooc.web import current_settings


def notebook(slug: str) -> ResponseReturnValue:
    """The page around the frame. Under another name of the site it leads to the right one."""
    exercise = find(slug)
    if exercise is None or "notebook" not in exercise.tiers:
        abort(404, "Cet exercice n’a pas de carnet.")
    settings = current_settings()
    here = f"{request.scheme}://{request.host}"
    page = render_template(
        "learn/notebook.html",
        exercise=exercise,
        address=notebook_address(settings, slug),
        elsewhere=here != settings.site_origin,
        site_origin=settings.site_origin,
        learner=current_learner_id() is not None,
    )
    return make_response(page, 200, {"Cache-Control": "private, no-store"})


ROUTES = (("/exercices/<slug>/carnet/", "notebook", notebook, ("GET",)),)
