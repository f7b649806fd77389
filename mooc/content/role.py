"""What a role (``{name}`text` ``) may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mooc.content.scope import Scope


@dataclass(frozen=True, slots=True)
class Role:
    """A role: ``build(text, line, scope)`` returns HTML."""

    name: str
    help: str
    example: str
    build: Callable[[str, int, Scope], str]
