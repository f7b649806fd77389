"""Pages that are the same for all, kept as bytes outside Flask.

A view marks its response with :func:`same_for_all`. The first such answer to a request without
cookie and without query is kept, compressed once; later ones cost a look-up. Nothing is kept
across a restart, so that new content never meets an old page.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, make_response
from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags
from werkzeug.test import run_wsgi_app

from mooc.hosts import Environ, WSGIApp

MARK: Final = "X-Mooc-Shared"
# All pages of a region's site fit several times; invented addresses (404) are never kept.
MOST_BYTES: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """One page as sent: headers ready, body raw and compressed."""

    body: bytes
    gzipped: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]

    def send(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with 304, the compressed or the plain body."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and parse_etags(known).contains_weak(self.etag):
            start_response("304 Not Modified", list(self.headers))
            return []
        body, headers = self.body, list(self.headers)
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = self.gzipped
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def same_for_all(page: str | Response) -> Response:
    """Mark a page as one that depends on its address and the language alone."""
    response = make_response(page)
    response.headers[MARK] = "1"
    # The same address shows one's own answers once there are some: a browser asks again.
    response.headers["Cache-Control"] = "no-cache"
    return response


def private(response: Response) -> Response:
    """For ``after_request``: what a view did not say to share, no cache keeps."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


class SharedPages:
    """The cache, around the site's application. *enabled* is off while an author writes."""

    def __init__(self, app: WSGIApp, *, enabled: bool = True) -> None:
        self.app = app
        self.enabled = enabled
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._may_share(environ):
            return self._without_mark(environ, start_response)
        key = (
            environ["HTTP_HOST"],
            environ["PATH_INFO"],
            environ.get("HTTP_ACCEPT_LANGUAGE", "")[:64],
        )
        kept = self._kept.get(key)
        if kept is None:
            # HEAD is answered from a GET, or an empty body would be kept.
            body, status, headers = run_wsgi_app(self.app, environ | {"REQUEST_METHOD": "GET"})
            content = b"".join(body)
            if MARK not in headers or not status.startswith("200") or "Set-Cookie" in headers:
                headers.remove(MARK)
                start_response(status, list(headers))
                return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]
            kept = self._keep(key, content, headers)
        return kept.send(environ, start_response)

    def _may_share(self, environ: Environ) -> bool:
        return (
            self.enabled
            and "HTTP_COOKIE" not in environ
            and not environ.get("QUERY_STRING")
            and environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        )

    def _without_mark(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [h for h in headers if h[0] != MARK], *rest)

        return self.app(environ, start)

    def _keep(self, key: tuple[str, ...], content: bytes, headers: Headers) -> Kept:
        etag = hashlib.sha256(content).hexdigest()[:24]
        for name in (MARK, "Content-Length", "Vary", "ETag"):
            headers.remove(name)
        ready = (
            *headers,
            ("ETag", f'"{etag}"'),
            ("Vary", "Accept-Encoding, Cookie, Accept-Language"),
        )
        kept = Kept(content, gzip.compress(content, 9, mtime=0), etag, tuple(ready))
        with self._lock:
            self._kept[key] = kept
            self._bytes += len(kept.body) + len(kept.gzipped)
            while self._bytes > MOST_BYTES:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped.body) + len(dropped.gzipped)
        return kept
