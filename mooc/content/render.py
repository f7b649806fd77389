"""Markdown → safe HTML fragments and blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from mooc.content.markdown import parser
from mooc.content.markdown.short import paragraphs
from mooc.content.model import Block, Passage
from mooc.content.passes import PASSES, View
from mooc.content.passes.typography import french
from mooc.content.reading import build
from mooc.content.sanitize import clean
from mooc.content.scope import Scope


def render_segments(scope: Scope, text: str, line: int) -> list[str | Block | Passage]:
    """The fragments and blocks of a page. Neighbouring fragments are joined."""
    env: dict[str, Any] = {}
    view = View(scope, line, top=True)
    tokens = _tokens(text, view, env)
    segments: list[str | Block | Passage] = []
    html: list[str] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.type != "directive" or token.level > 0:
            continue
        html.append(_html(tokens[start:index], env))
        start = index + 1
        built = build(token, view.at(token), scope, top=True)
        if isinstance(built, Block | Passage):
            _flush(segments, html)
            segments.append(built)
        else:
            html.append(built)
    html.append(_html(tokens[start:], env))
    _flush(segments, html)
    return segments


def render_html(scope: Scope, text: str, line: int) -> str:
    """Safe HTML of a text inside a block."""
    bare = paragraphs(text)
    if bare is not None:
        return "\n".join(f"<p>{_bare(words)}</p>" for words in bare)
    env: dict[str, Any] = {}
    return clean(_html(_tokens(text, View(scope, line, top=False), env), env)).strip()


def render_inline(scope: Scope, text: str, line: int) -> str:
    """Safe HTML of one paragraph without its ``<p>``. Anything else is an error."""
    bare = paragraphs(text.strip())
    if bare is not None and len(bare) == 1:
        return _bare(bare[0])
    env: dict[str, Any] = {}
    tokens = _tokens(text.strip(), View(scope, line, top=False), env)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        if text.strip():
            hint = "sans liste, ni titre, ni bloc"
            scope.error(line, "ici, un seul paragraphe de texte", hint, "inline-only")
        return ""
    return clean(_html(tokens[1:2], env)).strip()


def _bare(words: str) -> str:
    """HTML of words without markup, as the parser and the list of what is safe write it."""
    return french(words).replace("\u00a0", "&nbsp;").strip()


def _tokens(text: str, view: View, env: dict[str, Any]) -> list[Token]:
    tokens = parser().parse(text, env)
    for _name, run in PASSES:
        run(tokens, view)
    for token in tokens:
        if token.type == "directive" and not (view.top and token.level == 0):
            html = build(token, view.at(token), view.scope, top=False)
            token.type, token.content = "html_block", html if isinstance(html, str) else ""
    return tokens


def _html(tokens: Sequence[Token], env: dict[str, Any]) -> str:
    md = parser()
    return str(md.renderer.render(tokens, md.options, env))


def _flush(segments: list[str | Block | Passage], html: list[str]) -> None:
    fragment = clean("".join(html)).strip()
    if fragment:
        segments.append(fragment)
    html.clear()
