"""The quick ways of reading find what the parser finds, on our texts and on any other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooc.content import load_courses
from mooc.content.listing import Listing, _parsed, _regular
from mooc.content.markdown import RULES, build, parser
from mooc.content.markdown.short import paragraphs
from mooc.content.render import render_html, render_inline
from mooc.content.scope import Scope, Site
from mooc.grading import DIRECTIVES
from mooc.settings import ROOT

WHOLE = build(rule for rule in RULES if rule[0] != "short")
SIGNS = "aé1 .,;:!?%()«»’'-–—/€°\u00a0\u202f\n\\`*_[]<>&#|~${}\"=+"
# Lines that a list of answers may have, and lines that make another list of it.
LINES = [
    "- [x] a", "- [ ] b", "1. a", "2. b", "  x", "   y", "", "Vrai ?", "- ", "-", "* a", "```",
    "  ```", ":::", "  :::{note}", ">", "| a |", "    z", "- => d", "- 3. x", "- [a]: b", "10. c",
    "- - a", "# t", "  - n", "- {term}`a`", "---", "===", "- «a»", "$$", "<div>", "+ a", "- # a",
    "\tt",
]  # fmt: skip


def slowly(path: Path) -> object:
    """What the courses are when nothing is read quickly."""
    with (
        patch("mooc.content.render.parser", lambda: WHOLE),
        patch("mooc.content.render.paragraphs", lambda text: None),
        patch("mooc.content.listing._regular", lambda body, line: None),
    ):
        return load_courses(path, DIRECTIVES)


def test_our_courses_are_the_same() -> None:
    quick = load_courses(ROOT / "courses", DIRECTIVES)
    slow = slowly(ROOT / "courses")
    assert quick == slow


@given(st.text(SIGNS, max_size=30))
def test_any_text_is_the_same(text: str) -> None:
    assert parser().render(text) == WHOLE.render(text)


@pytest.mark.parametrize("render", [render_html, render_inline])
@given(text=st.lists(st.text(SIGNS[:24], max_size=12), max_size=4).map("\n".join))
def test_any_bare_text_is_the_same(render: object, text: str) -> None:
    assert callable(render)
    quick = render(Scope(Site({}), "x"), text, 1)
    with (
        patch("mooc.content.render.parser", lambda: WHOLE),
        patch("mooc.content.render.paragraphs", lambda text: None),
    ):
        assert quick == render(Scope(Site({}), "x"), text, 1)


def test_most_of_what_is_said_is_bare() -> None:
    assert paragraphs("Oui : 12 °C,\nc’est « ça ».\n\nFin") == [
        "Oui : 12 °C,\nc’est « ça ».",
        "Fin",
    ]
    for text in ("a *b*", "1. a", "- a", "a\n===", "a  \nb", " a", "a & b", "a\n# b", "_a_"):
        assert paragraphs(text) is None


def bare(listing: Listing | None) -> Listing | None:
    """The line of what an item does not have is anyone's guess."""
    items = (
        (replace(i, rest_line=i.rest_line if i.rest else 0) for i in listing.items)
        if (listing)
        else ()
    )
    return replace(listing, items=tuple(items)) if listing else None


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_any_list_is_the_same(body: str) -> None:
    quick = _regular(body, 5)
    assert quick is None or bare(quick) == bare(_parsed(body, 5))


def test_a_list_as_one_writes_it_is_read_quickly() -> None:
    body = "Lequel ?\n\n- [x] a\n\n  Oui.\n\n  Deux.\n- [ ] *\n\n  Non.\n"
    quick = _regular(body, 5)
    assert quick is not None and bare(quick) == bare(_parsed(body, 5))
    assert [(i.label, i.line, i.rest) for i in quick.items] == [
        ("[x] a", 7, "Oui.\n\nDeux."), ("[ ] *", 12, "Non."),
    ]  # fmt: skip
