"""What a block of Markdown may be: its options, its body, and what builds it.

A ``DirectiveSpec`` carries its own documentation: docs/auteurs/blocs.md is generated from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from mooc.content.scope import Scope

Presence = Literal["none", "optional", "required"]


class Refused(ValueError):
    """A value that does not fit. The message is French and made for the author."""


@dataclass(frozen=True, slots=True)
class OptionType:
    """How an option is written (``name``, French) and read (``read`` raises ``Refused``)."""

    name: str
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a directive."""

    type: OptionType
    help: str
    required: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as read: ``body_line`` is the line of the body's first line in the file."""

    name: str
    argument: str
    options: Mapping[str, Any]
    body: str
    line: int
    body_line: int

    @property
    def id(self) -> str:
        """The stable id, for directives that have one."""
        return str(self.options.get("id", ""))


@dataclass(frozen=True, slots=True)
class DirectiveSpec:
    """A block that authors may write.

    ``kind`` is empty for text (``build`` returns HTML); otherwise ``build`` returns the spec of
    an interactive block of that kind, or None after telling the scope what is wrong. ``top``:
    it stands only at the first level of a page, as every interactive block does.
    """

    name: str
    help: str
    build: Callable[[Directive, Scope], Any]
    options: Mapping[str, Option] = field(default_factory=dict)
    argument: Presence = "none"
    argument_help: str = ""
    body: Presence = "required"
    body_help: str = ""
    kind: str = ""
    folder: str = ""
    top: bool = False
