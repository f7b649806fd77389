"""A site with the layout and the pages about it only: no account, a fresh database."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, abort

from mooc import about, catalogue, db, origin, web
from mooc.settings import Settings

ORIGIN = "http://sudia.localhost:8000"


def make_face(var_dir: Path) -> Flask:
    """The application; ``/panne/<code>`` fails on purpose."""
    settings = Settings(secret_key="k", data_secret="d", var_dir=var_dir)
    app = Flask("mooc", static_folder=None, template_folder=None)
    app.secret_key = settings.secret_key
    app.extensions["mooc_settings"] = settings
    db.init_app(app, settings)
    web.init_app(app)
    origin.init_app(app, settings)
    catalogue.init_app(app, settings)
    about.init_app(app)
    db.Base.metadata.create_all(app.extensions["mooc_engine"])

    @app.get("/panne/<int:code>")
    def fail(code: int) -> str:
        if code == 500:
            raise RuntimeError("secret detail")
        abort(code)

    return app
