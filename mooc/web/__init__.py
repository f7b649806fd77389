"""The face: base layout, components, static files, headers, errors. Knows no course and no one.

``init_app`` gives every template ``asset()``, ``icon()``, ``brand``, ``csp_nonce()`` and the
filters of :mod:`mooc.web.filters`; :mod:`mooc.origin` adds ``csrf_field()`` and ``csrf_value()``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, current_app, request
from flask_babel import Babel, get_locale

import mooc
from mooc.settings import Brand, Settings
from mooc.web import errors, filters, headers, navigation, statics
from mooc.web.icons import icon

if TYPE_CHECKING:
    from babel import Locale

LANGUAGE = "fr"
TRANSLATIONS = Path(__file__).parent.parent / "translations"


def current_settings() -> Settings:
    """The settings of the running application."""
    return cast(Settings, current_app.extensions["mooc_settings"])


def brand() -> Brand:
    """Who publishes this installation."""
    return current_settings().brand


def init_app(app: Flask) -> None:
    """Register layout, static files, headers and error pages."""
    settings = cast(Settings, app.extensions["mooc_settings"])
    app.register_blueprint(Blueprint("web", __name__, template_folder="templates"))
    app.config.setdefault("BABEL_DEFAULT_LOCALE", LANGUAGE)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Paris")
    Babel(
        app,
        default_translation_directories=str(TRANSLATIONS),
        # One language a site: courses are in one, and a page in two would not say which it is.
        locale_selector=lambda: app.config["BABEL_DEFAULT_LOCALE"],
    )
    statics.init_app(app, debug=settings.author_mode)
    filters.init_app(app)
    headers.init_app(app, settings)
    errors.init_app(app)
    app.jinja_env.globals.update(
        icon=icon,
        brand=settings.brand,
        navigation=navigation.entries,
        version=mooc.__version__,
        language=_language,
        here=_here,
    )


def _language() -> str:
    locale: Locale | None = get_locale()
    return locale.language if locale else LANGUAGE


def _here() -> str:
    """The path of the page being shown, for « Signaler une erreur »."""
    return request.path
