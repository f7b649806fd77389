"""Every block proves itself: its cases.md is its test and its author's example."""

from __future__ import annotations

from pathlib import Path

import pytest

from mooc.content.blocks import BLOCKS
from mooc.content.cases import Case, read_cases
from mooc.content.model import Audience, Block, Passage, Term
from mooc.content.render import render_segments
from mooc.content.scope import Scope, Site

FOLDER = Path(__file__).parents[2] / "mooc" / "content" / "blocks"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M0 0"/></svg>'


def cases() -> list[object]:
    found = []
    for name in sorted({spec.folder for spec in BLOCKS}):
        for case in read_cases((FOLDER / name / "cases.md").read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{name}-{case.line}"))
    return found


@pytest.fixture
def scope(tmp_path: Path) -> Scope:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "seuils.svg").write_text(SVG)
    site = Site(
        {spec.name: spec for spec in BLOCKS},
        glossary={"modele": Term("modèle", "mot-modele", "<p>x</p>", "x", 1)},
        exercises=frozenset({"aide-sociale"}),
        audiences={
            "tpe-pme": Audience(
                "tpe-pme",
                "Petites entreprises",
                trades={"boulangerie": "Boulangerie"},
                stages={"essayer": "J’essaie", "integrer": "J’installe"},
            ),
            "elus": Audience("elus", "Élues et élus"),
        },
    )
    return Scope(site, "cases.md", tmp_path, "mon-cours")


def shown(segment: str | Block | Passage) -> str:
    if isinstance(segment, Block):
        return f"[{segment.kind} {segment.spec}]"
    if isinstance(segment, Passage):
        return f"[passage {segment.title}]\n{segment.html}"
    return segment


def outcome(scope: Scope, source: str) -> str:
    segments = render_segments(scope, source, 1)
    if scope.problems:
        return "\n".join(
            f"! {p.line}: {p.message}" + (f" ({p.hint})" if p.hint else "") for p in scope.problems
        )
    parts = (shown(segment) for segment in segments)
    return "\n".join(parts).replace("\u202f", "~").replace("&nbsp;", "~")


@pytest.mark.parametrize("case", cases())
def test_case(scope: Scope, case: Case) -> None:
    assert outcome(scope, case.source) == case.expected


def test_every_block_has_a_case() -> None:
    for spec in BLOCKS:
        text = (FOLDER / spec.folder / "cases.md").read_text(encoding="utf-8")
        assert f"{{{spec.name}}}" in text, spec.name
