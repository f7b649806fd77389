"""Render rule: code blocks coloured by Pygments on the server, as classes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

FORMATTER = HtmlFormatter(nowrap=True)
LANGUAGES = ("python", "json", "toml", "yaml", "bash", "markdown", "html", "css", "sql", "text")


def install(md: MarkdownIt) -> None:
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _plain)


def _fence(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    token = tokens[index]
    return _pre(colour(token.content, (token.info.split() or [""])[0]))


def _plain(self: RendererProtocol, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return _pre(escape(tokens[index].content))


def _pre(html: str) -> str:
    return f'<pre class="code" tabindex="0"><code>{html}</code></pre>\n'


def colour(text: str, language: str) -> str:
    """HTML of the code, with Pygments' class names; plain text when the language is unknown."""
    if language not in LANGUAGES or language == "text" or len(text) > 20_000:
        return escape(text)
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return escape(text)
    return str(highlight(text, lexer, FORMATTER))
