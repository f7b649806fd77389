"""One's notes and bookmarks: on one page, and all together, to print."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mooc import notes
from mooc.accounts.current import current_learner_id, ensure_learner
from mooc.catalogue import library
from mooc.content import Course, Page
from mooc.db import commit, session, utcnow


@dataclass(frozen=True, slots=True)
class Shown:
    """A note with its page, or without when the page is gone: the note stays."""

    note: notes.Mine
    course: Course | None
    page: Page | None


def every() -> ResponseReturnValue:
    """All one's notes, the last written first."""
    learner = current_learner_id()
    found = notes.mine(session(), learner) if learner else []
    shown = [Shown(one, *(library().address(one.page_id) or (None, None))) for one in found]
    return render_template("me/notes.html", notes=shown)


def form(page_id: str) -> ResponseReturnValue:
    """The note of one page, to write or change."""
    course, page = library().address(page_id) or abort(404)
    learner = current_learner_id()
    note = notes.on_page(session(), learner, page_id) if learner else notes.Mine(page_id)
    return _form(course, page, note)


def keep(page_id: str) -> ResponseReturnValue:
    """Keep the note and go back to the page; 422 with the text still there when it is too long."""
    place = library().address(page_id)
    text = request.form.get("text", "").replace("\0", "")
    marked = request.form.get("bookmark") == "1"
    learner = current_learner_id()
    # A note may outlive its page: it can still be emptied from the list.
    known = learner is not None and bool(notes.on_page(session(), learner, page_id))
    if place is None and not known:
        abort(404)
    if learner is None and not text.strip() and not marked:
        return redirect(_page(place), 303)
    try:
        written_by = learner or ensure_learner(session())
        notes.write(session(), written_by, page_id, text, marked, utcnow())
    except (notes.TooLong, notes.TooMany) as error:
        session().rollback()
        return _refuse(place, notes.Mine(page_id, text, marked), error)
    commit()
    if text.strip() or marked:
        flash(gettext("C’est gardé."), "success")
    else:
        flash(gettext("La note et le signet de cette page sont effacés."), "success")
    if request.form.get("next") == "all" or place is None:
        return redirect(url_for("me.notes"), 303)
    return redirect(_page(place), 303)


def _refuse(
    place: tuple[Course, Page] | None, note: notes.Mine, error: Exception
) -> ResponseReturnValue:
    message = gettext("Vous avez déjà des notes sur cinq cents pages. Effacez-en une d’abord.")
    if isinstance(error, notes.TooLong):
        message = gettext(
            "Votre note fait %(n)s caractères : %(most)s au plus. Raccourcissez-la ; rien n’est "
            "perdu.",
            n=len(note.text),
            most=notes.LONGEST,
        )
    course, page = place or abort(404)
    return _form(course, page, note, message), 422


def _form(course: Course, page: Page, note: notes.Mine, error: str = "") -> str:
    return render_template(
        "me/note.html", course=course, page=page, note=note, error=error, most=notes.LONGEST
    )


def _page(place: tuple[Course, Page] | None) -> str:
    course, page = place or abort(404)
    return url_for("learn.page", slug=course.slug, page_slug=page.slug)


ROUTES = (
    ("/mes-notes/", "notes", every, ("GET",)),
    ("/mes-notes/<page_id>/", "note", form, ("GET",)),
    ("/mes-notes/<page_id>/", "note_keep", keep, ("POST",)),
)
