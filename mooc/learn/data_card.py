"""A data card's Markdown as safe HTML."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "table", "thead", "tbody", "tr",
        "th", "td", "caption"}  # fmt: skip


@lru_cache(maxsize=32)
def data_card_html(path: Path, stamp: int) -> Markup:
    """The card without its title, which is the page's own; *stamp* changes with the file."""
    source = path.read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if not line.startswith("# ")]
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    html = parser.render("\n".join(lines)).replace("<th>", '<th scope="col">')
    safe = nh3.clean(html, tags=TAGS, attributes={"th": {"scope"}})
    # A narrow screen scrolls a wide table: by keyboard too.
    scroll = '<div class="table-scroll" role="group" aria-label="Tableau" tabindex="0">'
    safe = safe.replace("<table>", f"{scroll}<table>")
    return Markup(safe.replace("</table>", "</table></div>"))  # noqa: S704 - cleaned just above
