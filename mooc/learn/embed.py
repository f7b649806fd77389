"""A lab inside another site's page: practice without a cookie, then « Garder ma réponse ».

Nothing is read of who visits and nothing is written. To keep an answer one opens the site itself,
in a window of its own, where the answer waits in the form to be sent.
"""

from __future__ import annotations

from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from mooc.grading import BadAnswer
from mooc.grading.lab import Lab, grade_lab
from mooc.learn.lab import find_lab, read_lab_form
from mooc.learn.lab_view import LabView, fields_of, lab_view
from mooc.learn.sent import wants_fragment
from mooc.shared import same_for_all
from mooc.web import current_settings
from mooc.web.headers import policy


def framed(slug: str) -> Response:
    """The lab alone; fields of the address are tried, as on its own page."""
    lab = _lab(slug)
    tried = fields_of(dict(request.args.lists()), (*lab.fields, *lab.kind.tries))
    view = _view(lab, tried=tried or None)
    page = render_template("learn/lab_framed.html", lab=view)
    response = make_response(page, 422 if view.error else 200)
    return _frameable(response if request.args or view.error else same_for_all(page))


def practise(slug: str) -> Response:
    """Judge an answer, keep nothing, and offer to carry it to the site."""
    lab = _lab(slug)
    raw = read_lab_form(lab)
    if any(name in request.form for name in ("essai", *lab.kind.tries)):
        more = fields_of(dict(request.form.lists()), lab.kind.tries)
        return _answer(_view(lab, tried=fields_of(raw, lab.fields) | more))
    try:
        verdict = grade_lab(lab, raw)
    except BadAnswer as error:
        return _answer(_view(lab, tried=fields_of(raw, lab.fields), error=error))
    return _answer(_view(lab, tried=fields_of(raw, lab.fields), verdict=verdict))


def _answer(view: LabView) -> Response:
    status = 422 if view.error else 200
    template = "learn/lab_framed.html"
    if wants_fragment():
        template = "learn/lab_refusal.html" if view.error else "learn/lab_framed_verdict.html"
    response = make_response(render_template(template, lab=view), status)
    response.headers["Cache-Control"] = "no-store"
    return _frameable(response)


def _lab(slug: str) -> Lab:
    return find_lab(slug) or abort(404, "Ce laboratoire n’existe pas, ou plus.")


def _view(lab: Lab, **rest: Any) -> LabView:
    here = url_for("learn.framed", slug=lab.slug)
    return lab_view(lab, address=here, page=here, framed=True, **rest)


def _frameable(response: Response) -> Response:
    """This address alone may stand in any site's frame: it holds nothing of anyone."""
    given = policy(current_settings()).replace("frame-ancestors 'none'", "frame-ancestors *")
    response.headers["Content-Security-Policy"] = given
    return response


ROUTES = (
    ("/integrer/<slug>/", "framed", framed, ("GET",)),
    ("/integrer/<slug>/", "practise", practise, ("POST",)),
)
