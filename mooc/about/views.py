"""Views of the pages about the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from mooc import db
from mooc.about import demo, guide, reports
from mooc.catalogue import library
from mooc.settings import ROOT
from mooc.shared import same_for_all
from mooc.web import current_settings

# The day each text last changed in what it says: change it with the text.
UPDATED = date(2026, 11, 24)
GUIDE = ROOT / "docs" / "auteurs"


def _document(name: str, updated: date = UPDATED) -> Callable[[], Response]:
    """A view that shows ``about/<name>.html``, a text that is the same for all."""

    def view() -> Response:
        origin = current_settings().site_origin
        page = render_template(f"about/{name}.html", updated=updated, site_origin=origin)
        return same_for_all(page)

    return view


def home() -> ResponseReturnValue:
    """The home page; ``?barre=60`` is the demo's answer for those without JavaScript."""
    bar = demo.read_bar(request.args.get("barre"))
    result = demo.outcome(bar)
    doors = [(a, door) for a in library().audiences.values() for door in a.situations]
    page = render_template("about/home.html", doors=doors, demo=demo, outcome=result)
    return same_for_all(page)


def guide_index() -> ResponseReturnValue:
    """The authors' guide: what there is to read, in which order."""
    return same_for_all(render_template("about/guide.html", parts=guide.parts(GUIDE)))


def guide_page(name: str) -> ResponseReturnValue:
    """One page of the authors' guide."""
    page = guide.find(GUIDE, name)
    if page is None:
        abort(404, "Cette page du guide n’existe pas, ou son nom a changé.")
    return same_for_all(render_template("about/guide_page.html", page=page))


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
    ("/aide", "help", _document("help", date(2026, 11, 25)), ("GET",)),
    ("/aide/auteurs", "guide", guide_index, ("GET",)),
    ("/aide/auteurs/<name>", "guide_page", guide_page, ("GET",)),
    ("/accessibilite", "accessibility", _document("accessibility"), ("GET",)),
    ("/confidentialite", "privacy", _document("privacy"), ("GET",)),
    ("/ecoconception", "ecodesign", _document("ecodesign"), ("GET",)),
    ("/mentions-legales", "legal", _document("legal"), ("GET",)),
    ("/nos-algorithmes", "algorithms", _document("algorithms"), ("GET",)),
    ("/signaler", "report", report_form, ("GET",)),
    ("/signaler", "report_send", report_send, ("POST",)),
    ("/signaler/merci", "report_thanks", report_thanks, ("GET",)),
)
