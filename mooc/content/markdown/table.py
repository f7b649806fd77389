"""Render rule: a wide table scrolls in its own region, reachable with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

OPEN = '<div class="table-scroll" role="group" aria-label="Tableau" tabindex="0"><table>\n'


def install(md: MarkdownIt) -> None:
    md.enable("table")
    md.add_render_rule("table_open", _open)
    md.add_render_rule("table_close", _close)
    for name in ("th_open", "td_open"):
        md.add_render_rule(name, _cell)


def _open(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return OPEN


def _close(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return "</table></div>\n"


def _cell(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """Alignment as a class: the site allows no style attribute."""
    token = tokens[index]
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    scope = ' scope="col"' if token.tag == "th" else ""
    return f'<{token.tag}{scope} class="{side}">' if side else f"<{token.tag}{scope}>"
