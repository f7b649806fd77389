"""The Markdown that authors write: CommonMark, tables, formulas, roles and colon fences.

One rule a file; the order below is the order of installation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from markdown_it import MarkdownIt

from mooc.content.markdown import code, colon_fence, formula, role, short, table

RULES = (
    ("colon_fence", colon_fence.install),
    ("table", table.install),
    ("code", code.install),
    ("formula", formula.install),
    ("role", role.install),
    ("short", short.install),
)
# Deeper nesting than this shows as text: it bounds recursion on hostile input.
MAX_NESTING = 16


@cache
def parser() -> MarkdownIt:
    """The one parser of the site. It keeps no state between two texts."""
    return build(RULES)


def build(rules: Iterable[tuple[str, Callable[[MarkdownIt], None]]]) -> MarkdownIt:
    """A parser with those rules of ours."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    md.enable("strikethrough")
    for _name, install in rules:
        install(md)
    # Every address is judged by mooc.content.passes.links, which can tell the author.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md
