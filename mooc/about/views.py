"""Views of the pages about the site."""

from __future__ import annotations

from flask import Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from mooc import db
from mooc.about import demo, reports
from mooc.about.audiences import SITUATIONS

# How long a shared cache may keep a page that is the same for all, in seconds.
KEEP = 300


def _same_for_all(page: str) -> Response:
    response = make_response(page)
    response.headers["Cache-Control"] = f"public, max-age={KEEP}"
    return response


def home() -> ResponseReturnValue:
    """The home page; ``?barre=60`` is the demo's answer for those without JavaScript."""
    bar = demo.read_bar(request.args.get("barre"))
    page = render_template(
        "about/home.html", situations=SITUATIONS, demo=demo, outcome=demo.outcome(bar)
    )
    return page


def help_page() -> ResponseReturnValue:
    return render_template("about/help.html")


def accessibility() -> ResponseReturnValue:
    return render_template("about/accessibility.html")


def privacy() -> ResponseReturnValue:
    return render_template("about/privacy.html")


def ecodesign() -> ResponseReturnValue:
    return render_template("about/ecodesign.html")


def legal() -> ResponseReturnValue:
    return render_template("about/legal.html")


def algorithms() -> ResponseReturnValue:
    return render_template("about/algorithms.html")


def report_form() -> ResponseReturnValue:
    """The form, with the page it is about when the visitor comes from one."""
    page = reports.clean_page(request.args.get("page", ""))
    return render_template("about/report.html", page=page, kind="", message="", errors={})


def report_send() -> ResponseReturnValue:
    """Keep the report, or show the form again with what is wrong."""
    page = reports.clean_page(request.form.get("page", ""))
    kind, message = request.form.get("kind", ""), request.form.get("message", "")
    errors = reports.problems(kind, message)
    if errors:
        form = render_template(
            "about/report.html", page=page, kind=kind, message=message, errors=errors
        )
        return form, 422
    try:
        reports.record_report(db.session(), page, kind, message, db.utcnow())
    except reports.TooMany:
        abort(429, "Nous recevons trop de signalements en ce moment. Réessayez dans une heure.")
    db.commit()
    return redirect("/signaler/merci", 303)


def report_thanks() -> ResponseReturnValue:
    return render_template("about/thanks.html")


ROUTES = (
    ("/", "home", home, ("GET",)),
    ("/aide", "help", help_page, ("GET",)),
    ("/accessibilite", "accessibility", accessibility, ("GET",)),
    ("/confidentialite", "privacy", privacy, ("GET",)),
    ("/ecoconception", "ecodesign", ecodesign, ("GET",)),
    ("/mentions-legales", "legal", legal, ("GET",)),
    ("/nos-algorithmes", "algorithms", algorithms, ("GET",)),
    ("/signaler", "report", report_form, ("GET",)),
    ("/signaler", "report_send", report_send, ("POST",)),
    ("/signaler/merci", "report_thanks", report_thanks, ("GET",)),
)
