"""Error pages: what happened, in French, and a way on; JSON to a script that asks for it."""

from __future__ import annotations

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError

CODES = (400, 401, 403, 404, 405, 409, 413, 415, 421, 422, 429, 500, 503)


def texts(code: int) -> tuple[str, str]:
    """The title and the explanation shown for *code* (500's for a code without its own)."""
    table = {
        400: (
            _("Demande incomprise"),
            _("Votre envoi n’a pas pu être lu. Revenez en arrière et réessayez."),
        ),
        401: (
            _("Connexion nécessaire"),
            _("Cette page appartient à un compte. Connectez-vous, ou reprenez avec votre code."),
        ),
        403: (
            _("Accès refusé"),
            _("Rechargez la page d’où vous venez, puis réessayez."),
        ),
        404: (
            _("Page introuvable"),
            _("L’adresse est peut-être mal recopiée, ou la page a changé de place."),
        ),
        405: (
            _("Action impossible ici"),
            _("Cette adresse existe, mais ne s’utilise pas de cette façon."),
        ),
        409: (
            _("Cela a changé entre-temps"),
            _("Rechargez la page pour voir où vous en êtes."),
        ),
        413: (
            _("Envoi trop lourd"),
            _("Ce que vous envoyez dépasse la taille acceptée."),
        ),
        415: (
            _("Format non accepté"),
            _("Ce format n’est pas accepté à cette adresse."),
        ),
        421: (
            _("Mauvais nom de site"),
            _("Ce serveur ne répond pas sous ce nom. Vérifiez l’adresse."),
        ),
        422: (
            _("Réponse à corriger"),
            _("Il manque quelque chose dans ce que vous avez envoyé."),
        ),
        429: (
            _("Un peu trop vite"),
            _("Trop d’essais en peu de temps. Attendez une minute, puis réessayez."),
        ),
        500: (
            _("Une panne de notre côté"),
            _("Quelque chose s’est cassé chez nous. Ce que vous aviez déjà enregistré est gardé."),
        ),
        503: (
            _("Site momentanément indisponible"),
            _("Une mise à jour est peut-être en cours. Réessayez dans quelques minutes."),
        ),
    }
    return table.get(code, table[500])


def wants_json() -> bool:
    """True when the caller is a script: it sent JSON, or prefers it to HTML."""
    if request.is_json:
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    return best == "application/json"


def show(error: HTTPException) -> ResponseReturnValue:
    """The answer to *error*: redirections and answers made by hand pass through.

    A view may say more with ``abort(422, "…")``: its text replaces ours when it is French, that
    is when it is not werkzeug's own description of the class.
    """
    if error.response is not None or error.code is None or error.code < 400:
        return error
    title, text = texts(error.code)
    if error.description and error.description != type(error).description:
        text = error.description
    kept = [(k, v) for k, v in error.get_headers() if k in {"Allow", "Retry-After"}]
    kept.append(("Cache-Control", "no-store"))
    if wants_json():
        body = {"error": {"code": error.name.lower().replace(" ", "-"), "message": text}}
        return jsonify(body), error.code, kept
    page = render_template("errors/error.html", code=error.code, title=title, text=text)
    return page, error.code, kept


def init_app(app: Flask) -> None:
    """Answer every HTTP error with a page of the site."""
    app.register_error_handler(HTTPException, show)
    # An exception that nobody expected arrives wrapped: the page says nothing of the inside.
    app.register_error_handler(InternalServerError, show)
