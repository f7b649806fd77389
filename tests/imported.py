"""Pages that an import made, read as the site would read them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from mooc.content.blocks import BLOCKS
from mooc.content.front import read_front
from mooc.content.model import Page
from mooc.content.page import render_page
from mooc.content.problem import Problem
from mooc.content.scope import Site
from mooc.grading import DIRECTIVES

SPECS = DIRECTIVES.values() if hasattr(DIRECTIVES, "values") else DIRECTIVES
SITE = Site({spec.name: spec for spec in (*BLOCKS, *SPECS)})
# What a source may lack; nothing is ever written in its place.
MISSING = "feedback-missing"


def read_page(text: str) -> tuple[Page, tuple[Problem, ...]]:
    """The page and its problems."""
    front, problems = read_front(text, "01-x.md")
    assert front is not None, problems
    return render_page(front, text, "x", "01-x.md", Path("."), "import", SITE)


def said(html: str) -> str:
    """The words of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
