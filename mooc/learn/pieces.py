"""A course page put together from pieces that were rendered before.

The shell of a page (all but what depends on the learner) is rendered once, with slots; so is each
question, for each state it was ever shown in. A request joins them and puts in its own token.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from flask import current_app, g, render_template, session, url_for
from flask_babel import gettext
from markupsafe import Markup

from mooc.catalogue import library
from mooc.content import Block, Course, Page, Passage
from mooc.learn.items import Refused, place_of, question_view
from mooc.learn.measure import Row, first_module
from mooc.learn.readers import Reader, choices, suits
from mooc.learn.shown import exercise_view
from mooc.origin import csrf_value
from mooc.progress.events import ItemState
from mooc.progress.summary import Done, item_id

# Drawn at start: no author's text can hold a slot, by accident or on purpose.
SLOT: Final = f"slot-{secrets.token_hex(12)}:"
TOKEN: Final = f"token-{secrets.token_hex(12)}"
END: Final = ";"
MOST_KEPT: Final = 4096


def assemble(
    course: Course,
    page: Page,
    states: Mapping[str, ItemState],
    done: Done,
    *,
    refused: Mapping[str, Refused],
    fresh: bool,
    reader: Reader,
    learned: tuple[Row, ...] = (),
) -> str:
    """The HTML of *page* for someone with *states*; ``refused`` by block id is shown again.

    *learned* is what the first answers say, on the two pages that measure.
    """
    signed = bool(session)
    if signed:
        g.csrf_mark = TOKEN
    shelf = Shelf()
    blocks = _blocks(shelf, course, page, states, refused, signed)
    special: dict[str, Callable[[], str]] = {
        "standing": lambda: _standing(shelf, done),
        "notice": lambda: render_template("learn/kept_notice.html") if fresh else "",
        "flashes": lambda: _flashes(shelf),
        "learned": lambda: learned_table(course, page, learned),
    }
    parts = []
    for text, slot in _shell(shelf, course, page, signed, reader):
        parts.append(text)
        if slot:
            parts.append(special[slot]() if slot in special else blocks[slot]())
    whole = "".join(parts)
    g.pop("csrf_mark", None)
    return whole.replace(TOKEN, csrf_value()) if signed else whole


def _shell(
    shelf: Shelf, course: Course, page: Page, signed: bool, reader: Reader
) -> tuple[tuple[str, str], ...]:
    """(text, name of the slot that follows it or "") for the whole page."""
    key = ("shell", course.slug, page.slug, course.hash, page.hash, signed, reader)
    found: tuple[tuple[str, str], ...] = shelf.take(
        key, lambda: _render_shell(course, page, signed, reader)
    )
    return found


def _segments(course: Course, page: Page, reader: Reader) -> list[Passage | Markup]:
    """What this reader sees: text made safe by mooc.content, passages, slots for blocks."""
    query = urlencode(reader.query(course))
    shown: list[Passage | Markup] = []
    for segment in page.segments:
        if isinstance(segment, Passage):
            if suits(segment, reader):
                shown.append(replace(segment, html=_kept(segment.html, course, query)))
        else:
            block = not isinstance(segment, str)
            text = f"{SLOT}{segment.id}{END}" if block else _kept(segment, course, query)
            shown.append(Markup(text))  # noqa: S704 - made safe by mooc.content
    return shown


def _kept(html: str, course: Course, query: str) -> str:
    """*html* whose links to other pages of the course lead there for the same reader."""
    if not query:
        return html
    inside = rf'href="(/cours/{re.escape(course.slug)}/[^"?#]*)(#[^"]*)?"'
    return re.sub(inside, rf'href="\1?{query.replace("&", "&amp;")}\2"', html)


def _render_shell(
    course: Course, page: Page, signed: bool, reader: Reader
) -> tuple[tuple[str, str], ...]:
    """Rendered as if the page were visited, whichever request comes first."""
    path = url_for("learn.page", slug=course.slug, page_slug=page.slug)
    with current_app.test_request_context(path):  # type: ignore[attr-defined]
        if signed:
            g.csrf_mark = TOKEN
        text = render_template(
            "learn/page.html",
            course=course,
            page=page,
            place=place_of(course, page),
            audience=library().audiences.get(reader.audience),
            segments=_segments(course, page, reader),
            reader=reader,
            choices=choices((page,), reader),
            slot=lambda name: f"{SLOT}{name}{END}",
        )
    first, *rest = text.split(SLOT)
    pairs = [piece.partition(END) for piece in rest]
    texts = [first, *(after for _, _, after in pairs)]
    return tuple(zip(texts, [*(name for name, _, _ in pairs), ""], strict=True))


def _blocks(
    shelf: Shelf,
    course: Course,
    page: Page,
    states: Mapping[str, ItemState],
    refused: Mapping[str, Refused],
    signed: bool,
) -> dict[str, Callable[[], str]]:
    """Block id → how to make its piece."""
    made: dict[str, Callable[[], str]] = {}
    number = 0
    for block in page.blocks:
        state = states.get(item_id(block))
        if block.kind == "exercise":
            made[block.id] = _exercise(shelf, course, page, block, state, signed)
        else:
            number += 1
            sent = refused.get(block.id)
            made[block.id] = _question(shelf, page, block, number, state, sent, signed)
    return made


def _question(
    shelf: Shelf,
    page: Page,
    block: Block,
    number: int,
    state: ItemState | None,
    refused: Refused | None,
    signed: bool,
) -> Callable[[], str]:
    def render() -> str:
        view = question_view(block, number, state, refused, page)
        return render_template("learn/question.html", q=view)

    if refused is not None:
        return render
    return lambda: str(shelf.take(_key(block, state, signed, number, page.id), render))


def _exercise(
    shelf: Shelf, course: Course, page: Page, block: Block, state: ItemState | None, signed: bool
) -> Callable[[], str]:
    def render() -> str:
        path = url_for("learn.page", slug=course.slug, page_slug=page.slug)
        view = exercise_view(block, path)
        return render_template("learn/exercise_block.html", segment=block, x=view)

    return lambda: str(shelf.take(_key(block, state, signed, page.id), render))


def _key(block: Block, state: ItemState | None, signed: bool, *more: Any) -> tuple[Any, ...]:
    """All that a piece depends on."""
    shown = state and (
        state.attempts,
        state.passed,
        state.content_hash,
        repr(state.last_answer),
    )
    return (block.id, block.hash, shown, signed, *more)


class Shelf:
    """What was rendered before, for the language of this request.

    Settings, store and language are looked up once: each costs a walk through Flask's proxies.
    """

    def __init__(self) -> None:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        # One language a site (mooc/web): asking babel for each page costs more than the page.
        self.locale = str(app.config["BABEL_DEFAULT_LOCALE"])
        self.open = not app.extensions["mooc_settings"].author_mode
        self.store: dict[tuple[Any, ...], Any] = app.extensions.setdefault("mooc_pieces", {})

    def take(self, key: tuple[Any, ...], render: Callable[[], Any]) -> Any:
        """What was rendered for *key*, or now. Emptied when full: it fills again by use."""
        if not self.open:
            return render()
        full = (*key, self.locale)
        if full not in self.store:
            if len(self.store) >= MOST_KEPT:
                self.store.clear()
            self.store[full] = render()
        return self.store[full]


def _standing(shelf: Shelf, done: Done) -> str:
    if not done.tried:
        return ""

    def render() -> str:
        words = gettext("%(n)s sur %(total)s activités réussies", n=done.passed, total=done.total)
        return f" · {words}"

    return str(shelf.take(("standing", done.passed, done.total), render))


def learned_table(course: Course, page: Page, found: tuple[Row, ...]) -> str:
    """The two bilans side by side, once there is an answer."""
    if all(row.before is None and row.after is None for row in found):
        return ""
    begin = first_module(course, found) if page.role == "placement" else None
    start = course.by_id(begin.pages[0]) if begin and begin.pages else None
    return render_template(
        "learn/learned.html", course=course, page=page, rows=found, module=begin, start=start
    )


def _flashes(shelf: Shelf) -> str:
    def render() -> str:
        return render_template("components/flashes.html")

    return render() if "_flashes" in session else str(shelf.take(("flashes",), render))
