"""One more page in a ``pages = […]`` of course.toml, the rest of the file left as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from mooc.new import CannotMake

HEADER = re.compile(r"^\s*\[", re.MULTILINE)
MODULE = re.compile(r"^\s*\[\[\s*modules\s*\]\].*$", re.MULTILINE)
PAGES = re.compile(r"^(\s*pages\s*=\s*\[)([^\]]*)\]", re.MULTILINE)


def listed(source: str, stem: str, module: str = "") -> str:
    """The text of course.toml with *stem* at the end of the pages of that module, or of the last
    one that has pages. A course that lists none is ordered by file names: nothing changes.

    Raises CannotMake when the module does not exist or the list cannot be found.
    """
    table = tomllib.loads(source)
    start, end = _span(source, table, module)
    if start < 0:
        return source
    found = PAGES.search(source, start, end)
    if found is not None:
        inside = found[2].rstrip()
        gap = found[2][len(inside) :]
        comma = "," if inside.strip() and not inside.endswith(",") else ""
        last = "," if "\n" in gap else ""
        made = f'{inside}{comma}{_lead(inside)}"{stem}"{last}{gap}]'
        text = f"{source[: found.end(1)]}{made}{source[found.end() :]}"
    else:
        text = f'{source[:start]}\npages = ["{stem}"]{source[start:]}'
    if not _is_there(text, stem):
        raise CannotMake(
            f"Ajoutez « {stem} » à la main aux pages de course.toml : liste illisible."
        )
    return text


def _span(source: str, table: Mapping[str, Any], module: str) -> tuple[int, int]:
    """Where the table to change stands in the text; (-1, -1) when no list orders the pages."""
    modules = table.get("modules", [])
    first = HEADER.search(source)
    if "pages" in table and not module:
        return 0, first.start() if first else len(source)
    if not modules:
        if module:
            raise CannotMake(f"Module inconnu : {module}.")
        return -1, -1
    known = [entry.get("id") for entry in modules]
    if module and module not in known:
        raise CannotMake(f"Module inconnu : {module} (connus : {', '.join(map(str, known))}).")
    withs = [n for n, entry in enumerate(modules) if entry.get("pages")] or [0]
    number = known.index(module) if module else withs[-1]
    headers = [match.end() for match in MODULE.finditer(source)]
    if len(headers) != len(modules):
        raise CannotMake("Les modules de course.toml ne s’écrivent pas [[modules]].")
    start = headers[number]
    following = HEADER.search(source, start + 1)
    return start, following.start() if following else len(source)


def _lead(inside: str) -> str:
    """What stands before a name: a space, or the line and the shift of the one before."""
    last = re.search(r"(\s*)[\"'][^\"']*[\"'],?\Z", inside)
    if last is None:
        return ""
    return last[1] if "\n" in last[1] else " "


def _is_there(text: str, stem: str) -> bool:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    lists = [table.get("pages", []), *(m.get("pages", []) for m in table.get("modules", []))]
    return [name for names in lists for name in names].count(stem) == 1
