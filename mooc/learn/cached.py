"""Pages without state are the same for all: rendered once, sent as bytes with an ETag."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, request
from flask_babel import get_locale

# A crawler that invents addresses must not fill the memory: 404s are not kept, and a site has
# fewer pages than this.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Kept:
    body: bytes
    gzipped: bytes
    etag: str


def same_for_all(key: tuple[str, ...], render: Callable[[], str]) -> Response:
    """The response for a page that depends on nothing but *key* and the language.

    Served compressed when the browser accepts it; 304 when it already has these bytes.
    """
    store: dict[tuple[str, ...], Kept] = current_app.extensions.setdefault("mooc_pages", {})
    full = (str(get_locale()), request.path, *key)
    kept = store.get(full)
    if kept is None:
        kept = _keep(render())
        if len(store) >= MOST:
            store.clear()
        store[full] = kept
    return _respond(kept)


def _keep(text: str) -> Kept:
    body = text.encode()
    etag = hashlib.sha256(body).hexdigest()[:24]
    return Kept(body, gzip.compress(body, 9, mtime=0), etag)


def _respond(kept: Kept) -> Response:
    if kept.etag in request.if_none_match:
        response = Response(status=304)
    elif request.accept_encodings["gzip"] > 0:
        response = Response(kept.gzipped, mimetype="text/html")
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(kept.body, mimetype="text/html")
    response.headers["ETag"] = f'"{kept.etag}"'
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    # Must ask again each time: the same address shows one's own answers once there are some.
    response.headers["Cache-Control"] = "no-cache"
    return response
