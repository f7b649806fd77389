"""Reading ``cases.md``: the author's examples of a block, which are also its tests.

A case is a heading, a Markdown source between two lines ``.``, then what comes of it: HTML, or
``!`` and problems. The form is that of markdown-it's own fixtures.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One example. ``expected`` is HTML, or lines ``! line: message``."""

    title: str
    source: str
    expected: str
    line: int


def read_cases(text: str) -> list[Case]:
    """The cases of a file, in order."""
    found: list[Case] = []
    lines = text.split("\n")
    dots = [number for number, line in enumerate(lines) if line == "."]
    for first, middle, last in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        title = next(line for line in reversed(lines[:first]) if line.strip()).lstrip("# ")
        source = "\n".join(lines[first + 1 : middle])
        found.append(Case(title, source, "\n".join(lines[middle + 1 : last]), first + 2))
    return found
