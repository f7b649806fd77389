"""The guide of the face names every macro and every behaviour of the layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mooc.settings import ROOT

MACROS = [
    (path.name, name)
    for path in sorted((ROOT / "mooc/web/templates/components").glob("*.html"))
    for name in re.findall(r"\{% macro ([a-z]\w*)\(", path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("file", "name"), MACROS)
def test_every_macro_is_named(file: str, name: str, repository: Path) -> None:
    guide = (repository / "docs/components.md").read_text(encoding="utf-8")
    (row,) = [line for line in guide.splitlines() if line.startswith(f"| `{file}` |")]
    assert f"`{name}`" in row
