"""The pictures of a course: those its pages show, and nothing else of its folder."""

from __future__ import annotations

from flask import Response, abort, request, send_file

from mooc.catalogue import library

# An SVG opened by itself is a document: it may draw and do nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def file(slug: str, name: str) -> Response:
    """A file of a course. For ever when the address carries its version."""
    course = library().course(slug) or abort(404)
    found = course.files().get(name) or abort(404)
    response = send_file(
        found.path, mimetype=found.mimetype, etag=found.hash[:24], conditional=True
    )
    fixed = request.args.get("v") == found.hash[:8]
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if fixed else "no-cache"
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response


ROUTES = (("/cours/<slug>/fichiers/<path:name>", "file", file, ("GET",)),)
