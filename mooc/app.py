"""The factory: reads as a table of contents."""

from __future__ import annotations

import mimetypes

from flask import Flask

from mooc import (
    about,
    accounts,
    attempts,
    author,
    catalogue,
    challenges,
    db,
    directory,
    find,
    learn,
    me,
    origin,
    web,
)
from mooc.hosts import HostDispatch
from mooc.lite.site import notebook_app, pyodide_app
from mooc.settings import Settings, load
from mooc.shared import SharedPages

# One megabyte: the largest honest hand-in is a tenth of it.
MAX_BODY = 1_000_000

# Some systems do not know these, and a browser refuses a module or wasm of another type.
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")


def create_app(settings: Settings | None = None) -> Flask:
    """The site as a Flask application, without the notebooks' host."""
    settings = settings or load()
    app = Flask("mooc", static_folder=None, template_folder=None)
    app.secret_key = settings.secret_key
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.extensions["mooc_settings"] = settings

    db.init_app(app, settings)
    web.init_app(app)
    origin.init_app(app, settings)
    catalogue.init_app(app, settings)
    accounts.init_app(app)
    attempts.init_app(app)
    challenges.init_app(app, settings)
    about.init_app(app)
    directory.init_app(app)
    learn.init_app(app)
    find.init_app(app)
    me.init_app(app)
    author.init_app(app, settings)
    return app


def dispatch(settings: Settings, site: Flask) -> HostDispatch:
    """Everything one process serves: *site*, the notebooks' host, Pyodide's files."""
    shared = SharedPages(site, enabled=not settings.author_mode)
    return HostDispatch(settings, shared, notebook_app(settings), pyodide_app(settings))


def create_wsgi(settings: Settings | None = None) -> HostDispatch:
    """The WSGI application for a server: ``gunicorn "mooc.app:create_wsgi()"``."""
    settings = settings or load()
    return dispatch(settings, create_app(settings))
