"""docs/auteurs/exporter-importer.md says the options, the limits and the codes that exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from mooc.exchange.commands import export_html, export_pdf, import_page
from mooc.exchange.sources.file import FORMATS, LIMITS


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs/auteurs/exporter-importer.md").read_text(encoding="utf-8")


def options(command: click.Command) -> dict[str, str]:
    return {p.opts[0]: p.help or "" for p in command.params if isinstance(p, click.Option)}


def rows(guide: str, title: str) -> list[list[str]]:
    part = guide.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return [line.strip("| ").split(" | ") for line in part.split("\n") if line.startswith("| `")]


def test_the_options_of_the_exports(guide: str) -> None:
    html, pdf = options(export_html), options(export_pdf)
    said = {name.strip("`"): cells for name, *cells in rows(guide, "Les options des exports")}
    assert set(said) == html.keys() | pdf.keys()
    for name, (in_html, in_pdf, words) in said.items():
        assert (in_html == "oui", in_pdf == "oui") == (name in html, name in pdf), name
        assert words == pdf[name]


def test_the_options_of_the_import(guide: str) -> None:
    said = {name.strip("`"): words for name, words in rows(guide, "Importer une page")}
    assert said == options(import_page)


def test_the_formats_and_their_limits(guide: str) -> None:
    part = guide.split("\n## Ce qui est repris\n", 1)[1]
    assert tuple(re.findall(r"\(`([\w-]+)`\)", part.split("\n|--", 1)[0])) == FORMATS
    sizes = re.search(r"\| taille au plus \| (.*) \|", part)
    assert sizes and sizes[1].split(" | ") == [f"{LIMITS[f] // 1_000_000} Mo" for f in FORMATS]
