"""The data of a challenge to take away: JSON for the kit, CSV for any other tool."""

from __future__ import annotations

from flask import Response, abort, request

from mooc import challenges
from mooc.attempts.refusals import Refused
from mooc.challenges.private import Prepared
from mooc.db import utcnow
from mooc.learn.challenges.page import find
from mooc.learn.challenges.tables import FILES, table_csv
from mooc.learn.json_body import answers_json


def data(slug: str, name: str) -> Response:
    """A file of the data: the same for all, once the challenge has opened."""
    challenge = find(slug)
    prepared = challenges.prepared(slug)
    if prepared is None:
        abort(404, "Ce défi n’est pas ouvert sur ce site.")
    if challenge.phase(utcnow()) == "before":
        abort(403, "Les données seront là à l’ouverture du défi.")
    response = _json(prepared) if name == "donnees.json" else _csv(prepared, slug, name)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.add_etag()
    return response.make_conditional(request)


@answers_json
def of_exercise(slug: str) -> Response:
    """The data of the challenge that is open on an exercise: what Python asks for in the page."""
    now = utcnow()
    for challenge in challenges.challenges():
        if challenge.exercise == slug and challenge.phase(now) == "open":
            prepared = challenges.prepared(challenge.slug)
            if prepared is not None:
                return _json(prepared)
    raise Refused("no-challenge", "Aucun défi n’est ouvert sur cet exercice.", 404)


def _json(prepared: Prepared) -> Response:
    packed = "gzip" in request.accept_encodings
    response = Response(prepared.packed if packed else prepared.data, mimetype="application/json")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _csv(prepared: Prepared, slug: str, name: str) -> Response:
    if name not in FILES:
        abort(404, "Ce fichier n’existe pas.")
    response = Response(table_csv(prepared, FILES[name]), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{name}"'
    return response
