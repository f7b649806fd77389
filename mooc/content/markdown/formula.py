"""Inline and block rules: ``$…$`` and ``$$…$$`` become MathML, read by browsers without script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

MAX_FORMULA = 500
# The converter writes these into attributes, or takes addresses: nothing a formula needs.
REFUSED = re.compile(r"\\(href|url|class|style|cssId|html\w*|includegraphics)\b")


def install(md: MarkdownIt) -> None:
    dollarmath_plugin(md, allow_labels=False, allow_space=False, allow_digits=False)
    md.add_render_rule("math_inline", _inline)
    md.add_render_rule("math_inline_double", _block)
    md.add_render_rule("math_block", _block)


@lru_cache(maxsize=512)
def mathml(latex: str, display: str) -> str | None:
    """MathML of a formula, or None when it cannot be read.

    The converter raises many kinds of errors on bad input, RecursionError included, hence the
    broad except: a formula that cannot be read is one thing to its author.
    """
    braces = latex.count("{")
    if len(latex) > MAX_FORMULA or braces > 60 or REFUSED.search(latex):
        return None
    if braces != latex.count("}"):
        return None
    # Inside a text command the converter keeps these two as they are, which would open a tag.
    safe = latex.strip().replace("<", r"\lt ").replace(">", r"\gt ")
    try:
        return str(convert(safe, display=display))
    except Exception:
        return None


def _inline(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    latex = tokens[index].content
    return mathml(latex, "inline") or f"<code>{escape(latex)}</code>"


def _block(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    latex = tokens[index].content
    html = mathml(latex, "block") or f"<code>{escape(latex)}</code>"
    return f'<div class="math">{html}</div>\n'
