"""What a pass sees of the reading in progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from mooc.content.scope import Scope

# A child of an inline token: its parent, itself, its line in the file.
Child = tuple[Token, Token, int]


@dataclass(frozen=True, slots=True)
class View:
    """``line`` is the file's line of the first line of the text; ``top`` is false in a block."""

    scope: Scope
    line: int
    top: bool
    kept: list[Child] = field(default_factory=list)

    def at(self, token: Token) -> int:
        """The line of a block token in the file."""
        return self.line + (token.map[0] if token.map else 0)


Pass = Callable[[Sequence[Token], View], None]


def inlines(tokens: Sequence[Token], view: View) -> Sequence[Child]:
    """Every child of every inline token: passes change children, and add none."""
    if not view.kept:
        view.kept.extend(_inlines(tokens, view))
    return view.kept


def _inlines(tokens: Sequence[Token], view: View) -> Iterator[Child]:
    for token in tokens:
        if token.type != "inline":
            continue
        line = view.at(token)
        for child in token.children or ():
            yield token, child, line
            line += child.type in ("softbreak", "hardbreak")


def plain(tokens: Sequence[Token]) -> str:
    """The words of inline tokens, without markup."""
    kept = ("text", "code_inline", "math_inline", "role")
    words = (t.content if t.type in kept else " " for t in tokens if t.nesting == 0)
    return " ".join("".join(words).split())
