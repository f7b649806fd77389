"""Every kind that authors write proves itself: its cases.toml is its test and its example."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from mooc.content import load_courses
from mooc.content.model import Misconception
from mooc.content.render import render_segments
from mooc.content.scope import Scope, Site
from mooc.grading import DIRECTIVES, KINDS, BadAnswer, grade
from mooc.grading.exercise_file import load_exercises
from mooc.grading.forms import render_form
from mooc.grading.kind import Kind
from mooc.settings import ROOT

WRITTEN = [kind for kind in KINDS.values() if kind.directive is not None]


def read(source: str):
    tag = Misconception("ia-comprend", "t", "w", "t", "p")
    table = {spec.name: spec for spec in DIRECTIVES}
    scope = Scope(Site(table, misconceptions={"ia-comprend": tag}), "cases.toml")
    segments = render_segments(scope, source.strip("\n"), 1)
    assert scope.problems == []
    assert len(segments) == 1
    return segments[0]


def cases() -> list[Any]:
    found = []
    for kind in WRITTEN:
        data = tomllib.loads((kind.folder / "cases.toml").read_text(encoding="utf-8"))
        assert data["case"], kind.name
        for index, case in enumerate(data["case"]):
            name = f"{kind.name}-{index}"
            found.append(pytest.param(kind.name, data["source"], case, id=name))
    return found


def raw(kind: str, spec: Any, case: dict[str, Any]) -> dict[str, list[str]]:
    """The form fields of a case, which names options by their text."""
    if "order" in case:
        ids = {item.label: item.id for item in spec.items}
        return {f"answer-{ids[text]}": [str(n)] for n, text in enumerate(case["order"], 1)}
    if "pairs" in case:
        ids = {item.label: item.id for item in spec.items}
        targets = {text: value for value, text in spec.targets}
        return {f"answer-{ids[left]}": [targets[right]] for left, right in case["pairs"].items()}
    if kind.endswith("choice"):
        ids = {option.label: option.id for option in spec.options}
        return {"answer": [ids[text] for text in case["answer"]]}
    return {"answer": [case["answer"]]}


@pytest.mark.parametrize(("kind", "source", "case"), cases())
def test_case(kind: str, source: str, case: dict[str, Any]) -> None:
    block = read(source)
    assert block.kind == kind
    answer = raw(kind, block.spec, case)
    if "bad" in case:
        with pytest.raises(BadAnswer) as caught:
            grade(kind, block.spec, answer)
        assert caught.value.message.replace("\u00a0", " ") == case["bad"]
        assert f"{block.id}-error" in render_form(block, answer, error=caught.value)
        return
    verdict = grade(kind, block.spec, answer)
    assert verdict.score == pytest.approx(case["score"], abs=1e-4)
    assert verdict.passed == (case["score"] == 1)
    assert list(verdict.misconceptions) == case.get("misconceptions", [])
    html = render_form(block, answer, verdict)
    assert case.get("says", "") in html
    for item in verdict.feedback:
        assert item.html in html


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_solution_earns_full_marks(kind) -> None:
    data = tomllib.loads((kind.folder / "cases.toml").read_text(encoding="utf-8"))
    block = read(data["source"])
    assert grade(kind.name, block.spec, kind.solution(block.spec)).score == 1
    # Surfaces keep blank forms by block.
    assert hash(block) == hash(read(data["source"]))


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_a_mistake_can_be_read_and_does_not_pass(kind: Kind) -> None:
    """What an author is shown as a wrong answer is one, in the case and in the whole site."""
    blocks = [read(tomllib.loads((kind.folder / "cases.toml").read_text("utf-8"))["source"])]
    exercises, _ = load_exercises(ROOT / "exercises")
    library = load_courses(ROOT / "courses", DIRECTIVES, set(exercises))
    blocks += [b for c in library.courses for p in c.all_pages for b in p.blocks]
    assert kind.mistakes is not None
    for block in blocks:
        if block.kind == kind.name:
            found = kind.mistakes(block.spec)
            assert found, block.id
            for answer in found:
                assert not grade(kind.name, block.spec, answer).passed, (block.id, answer)


def test_an_ordering_is_never_shown_in_its_right_order() -> None:
    exercises, _ = load_exercises(ROOT / "exercises")
    library = load_courses(ROOT / "courses", DIRECTIVES, set(exercises))
    blocks = [b for c in library.courses for p in c.all_pages for b in p.blocks]
    orders = [b for b in blocks if b.kind == "ordering"]
    for number in range(40):
        steps = "\n".join(f"{n}. étape {n} de {number}\n\n   Vient ainsi." for n in (1, 2, 3))
        orders.append(read(f":::{{ordering}}\n:id: q-{number}\nRangez :\n\n{steps}\n:::"))
    for block in orders:
        shown = [item.expected for item in block.spec.items]
        assert shown != sorted(shown, key=int), block.id
