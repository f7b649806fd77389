"""JSON in and out of the exercises' endpoints: strict, bounded, explained in French."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, jsonify, request

from mooc.attempts.refusals import LimitReached, Refused
from mooc.grading import BadAnswer

MOST_DEPTH = 8


def read_json(most_bytes: int = 1_000_000) -> dict[str, Any]:
    """The request's JSON object. Refused: 415 not JSON, 413 too long, 400 unreadable."""
    if request.mimetype != "application/json":
        raise Refused("not-json", "Cette adresse n’accepte que du JSON.", 415)
    if (request.content_length or 0) > most_bytes:
        raise Refused("too-long", "Ce que vous envoyez dépasse la taille acceptée.", 413)
    data = request.get_data(cache=False)
    if len(data) > most_bytes:
        raise Refused("too-long", "Ce que vous envoyez dépasse la taille acceptée.", 413)
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused("bad-json", "Ce que vous envoyez n’est pas du JSON lisible.", 400) from error
    if not isinstance(value, dict) or _deeper_than(value, MOST_DEPTH):
        raise Refused("bad-json", "Ce que vous envoyez n’a pas la forme attendue.", 400)
    return value


def answers_json(view: Callable[..., Response]) -> Callable[..., Response]:
    """Turn refusals into JSON errors, and keep every answer out of shared caches."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Response:
        try:
            response = view(*args, **kwargs)
        except BadAnswer as error:
            response = error_json("bad-answer", error.message, 422, field=error.field)
        except LimitReached as error:
            response = error_json(error.code, error.message, error.status)
            response.headers["Retry-After"] = str(error.seconds)
        except Refused as error:
            response = error_json(error.code, error.message, error.status)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return wrapped


def error_json(code: str, message: str, status: int, **more: str) -> Response:
    """``{"error": {"code", "message", …}}``."""
    response = jsonify({"error": {"code": code, "message": message, **more}})
    response.status_code = status
    return response


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _deeper_than(value: Any, depth: int) -> bool:
    layer = [value]
    for _ in range(depth):
        layer = [
            child
            for item in layer
            if isinstance(item, (dict, list))
            for child in (item.values() if isinstance(item, dict) else item)
            if isinstance(child, (dict, list))
        ]
        if not layer:
            return False
    return True
