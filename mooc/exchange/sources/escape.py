"""Plain text written so that our Markdown shows it as it is."""

from __future__ import annotations

import re

INLINE = re.compile(r"([\\`*_\[\]<{$])|(&)(?=#|\w+;)|(~)(?=~)")
LEADING = re.compile(
    r"(?m)^(\s*)(?:((?:#{1,6}|[+-])(?=\s|$)|[>|]|[=-](?=[=-]*\s*$)|:(?=[:\w]))|(\d+)([.)])(?=\s|$))"
)
TEX = re.compile(r"\$\$(.+?)\$\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)


def plain(text: str) -> str:
    """The text with every mark of Markdown made inert; line ends stay."""
    escaped = INLINE.sub(lambda m: f"\\{m[0]}", text)
    return LEADING.sub(_inert, escaped)


def _inert(match: re.Match[str]) -> str:
    space, mark, number, end = match.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{end}"


def with_formulas(text: str) -> str:
    """Plain text in which TeX between ``\\( \\)``, ``\\[ \\]`` or ``$$`` becomes a formula."""
    parts: list[str] = []
    end = 0
    for match in TEX.finditer(text):
        formula = next(group for group in match.groups() if group is not None)
        if not formula.strip():
            continue
        parts += [plain(text[end : match.start()]), f"${' '.join(formula.split())}$"]
        end = match.end()
    return "".join([*parts, plain(text[end:])])


def one_line(markdown: str) -> str:
    """Markdown on one line, for a label."""
    return " ".join(markdown.split())
