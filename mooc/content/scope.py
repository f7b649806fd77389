"""One page (or any piece of Markdown) being read: where it is, what it may refer to, what it found.

Blocks and question kinds receive a ``Scope`` and nothing else of this room.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mooc.content.directive import DirectiveSpec
from mooc.content.model import (
    Audience,
    Block,
    Claim,
    CourseFile,
    Heading,
    Link,
    Misconception,
    Remark,
    Term,
)
from mooc.content.problem import Problem, Severity, nearest

MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Site:
    """What pages may refer to. ``exercises`` is None when nobody said which exist."""

    directives: Mapping[str, DirectiveSpec]
    pages: Mapping[str, str] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    misconceptions: Mapping[str, Misconception] = field(default_factory=dict)
    exercises: frozenset[str] | None = None
    audiences: Mapping[str, Audience] = field(default_factory=dict)


@dataclass(slots=True)
class Scope:
    """The state of one reading. ``path`` is what problems say; ``folder`` is the course's."""

    site: Site
    path: str
    folder: Path | None = None
    course_slug: str = ""
    problems: list[Problem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    files: dict[str, CourseFile] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    depth: int = 0

    def error(self, line: int, message: str, hint: str = "", code: str = "") -> None:
        """Tell the author of an error."""
        self._tell(line, message, hint, code, "error")

    def warning(self, line: int, message: str, hint: str = "", code: str = "") -> None:
        """Tell the author of something that does not stop the page."""
        self._tell(line, message, hint, code, "warning")

    def _tell(self, line: int, message: str, hint: str, code: str, severity: Severity) -> None:
        problem = Problem(self.path, max(1, line), message, hint, severity, code)
        if problem not in self.problems[-50:]:
            self.problems.append(problem)

    def markdown(self, text: str, line: int) -> str:
        """Safe HTML of several paragraphs; ``line`` is that of the text's first line."""
        from mooc.content.render import render_html

        return render_html(self, text, line)

    def inline(self, text: str, line: int) -> str:
        """Safe HTML of one paragraph, without its ``<p>``: for labels and legends."""
        from mooc.content.render import render_inline

        return render_inline(self, text, line)

    def misconception(self, tag: str, line: int) -> str | None:
        """The tag when courses/misconceptions.toml knows it; else an error and None."""
        if tag in self.site.misconceptions:
            return tag
        self.error(
            line,
            f"idée fausse inconnue : {tag}",
            nearest(tag, self.site.misconceptions) or "ajoutez-la à misconceptions.toml",
            "misconception-unknown",
        )
        return None

    def claim_id(self, identifier: str, line: int) -> None:
        """Reserve an id in this page; a repeated one is an error."""
        if identifier in self.ids:
            first = self.ids[identifier]
            self.error(line, f"identifiant déjà pris : {identifier}", f"ligne {first}", "id-twice")
        else:
            self.ids[identifier] = line


def digest(text: str) -> str:
    """SHA-256 (hex) of a source, blind to line ends, trailing spaces and Unicode form."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).strip().encode()).hexdigest()


__all__ = ["MAX_DEPTH", "Block", "Scope", "Site", "digest"]
