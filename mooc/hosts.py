"""Host dispatch: the site on its names, the notebooks on theirs, 421 for any other.

It stands outside Flask so that the two hosts share no route, no session and no static folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from mooc.settings import Settings

Environ = dict[str, Any]
WSGIApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

MISDIRECTED = (
    "<!doctype html><html lang=fr><meta charset=utf-8><title>Adresse inconnue</title>"
    "<h1>Ce serveur ne répond pas à ce nom</h1>"
    "<p>Vérifiez l’adresse, ou prévenez la personne qui s’occupe du site.</p>"
).encode()


class HostDispatch:
    """Sends a request to the application of its ``Host``; paths below ``/py/`` go to Pyodide."""

    def __init__(
        self, settings: Settings, site: WSGIApp, notebooks: WSGIApp, pyodide: WSGIApp
    ) -> None:
        self.apps = {host_of(origin): site for origin in settings.site_origins}
        self.apps[host_of(settings.notebook_origin)] = notebooks
        self.site = site
        self.pyodide = pyodide

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        app = self.apps.get(str(environ.get("HTTP_HOST", "")).lower())
        if app is None:
            headers = [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(MISDIRECTED))),
            ]
            start_response("421 Misdirected Request", headers)
            return [MISDIRECTED]
        if app is self.site and str(environ.get("PATH_INFO", "")).startswith("/py/"):
            app = self.pyodide
        return app(environ, start_response)


def host_of(origin: str) -> str:
    """``host[:port]`` of an origin, as a browser sends it in ``Host``."""
    return urlsplit(origin).netloc.lower()
