"""``/recherche``, ``/glossaire/`` and ``/idees-fausses/``."""

from __future__ import annotations

from dataclasses import dataclass

from flask import (
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from mooc.catalogue import exercises, library
from mooc.content import Course, Library, Page
from mooc.content.glossary import key
from mooc.content.model import Term
from mooc.find.documents import documents
from mooc.find.excerpt import excerpt, mark
from mooc.find.index import Hit, Index
from mooc.shared import same_for_all

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list. ``title`` and ``text`` have what was found marked."""

    kind: str
    title: Markup
    part: str
    text: Markup
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the glossary and the pages that use it."""

    term: Term
    uses: tuple[tuple[Course, Page], ...]


def search() -> Response:
    """Results for ``?q=``; without it, the form and what can be looked for."""
    query = " ".join(request.args.get("q", "")[:LONGEST].replace("\0", " ").split())
    answer = _index().search(query) if query else None
    results = [_result(hit) for hit in answer.hits] if answer else []
    text = render_template(
        "find/search.html",
        query=query,
        results=results,
        corrected=answer.corrected if answer else "",
        names=_kinds(),
    )
    return make_response(text)


def _kinds() -> dict[str, str]:
    return {
        "page": gettext("Page de cours"),
        "term": gettext("Glossaire"),
        "exercise": gettext("Laboratoire"),
    }


def _result(hit: Hit) -> Result:
    one = hit.document
    return Result(
        one.kind, mark(one.title, hit.matched), one.part, excerpt(one.text, hit.matched), one.url
    )


def _index() -> Index:
    """The index of what is taught now: made again when the content was read again."""
    kept: tuple[Library, Index] | None = current_app.extensions.get("mooc_index")
    if kept is None or kept[0] is not library():
        kept = library(), Index(documents(library(), exercises()))
        current_app.extensions["mooc_index"] = kept
    return kept[1]


def glossary() -> Response:
    """Every word, its definition, and every page that uses it."""
    uses: dict[str, list[tuple[Course, Page]]] = {}
    for course in library().courses:
        for page in course.all_pages:
            for name in page.terms:
                uses.setdefault(key(name), []).append((course, page))
    known = sorted(library().glossary.items())
    entries = [Entry(term, tuple(uses.get(name, ()))) for name, term in known]
    return same_for_all(render_template("find/glossary.html", entries=entries, address=_address))


def misconceptions() -> Response:
    """Every false idea that answers reveal: why it tempts, what undoes it."""
    known = {exercise.slug: exercise for exercise in exercises()}
    ideas = [
        (idea, library().address(idea.remedy_page), known.get(idea.remedy_lab))
        for idea in library().misconceptions.values()
    ]
    shown = [(i, p, lab) for i, p, lab in ideas if p or lab]
    return same_for_all(render_template("find/misconceptions.html", ideas=shown, address=_address))


def _address(course: Course, page: Page) -> str:
    return url_for("learn.page", slug=course.slug, page_slug=page.slug)


def with_slash() -> BaseResponse:
    """People type a slash at the end."""
    return redirect(url_for("find.search", q=request.args.get("q") or None), 301)


ROUTES = (
    ("/recherche", "search", search, ("GET",)),
    ("/recherche/", "search_slash", with_slash, ("GET",)),
    ("/glossaire/", "glossary", glossary, ("GET",)),
    ("/idees-fausses/", "misconceptions", misconceptions, ("GET",)),
)
