"""Runs an exercise's notebook in CPython, cell after cell, with a page that answers for it."""

from __future__ import annotations

import ast
import asyncio
import inspect
import io
import json
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sudia
import sudia.session
from mooc.grading.exercise import Exercise
from mooc.grading.kinds.predictions import sets
from mooc.grading.kinds.predictions.handed import read_handed
from mooc.grading.kinds.predictions.kind import grade
from mooc.grading.verdict import Verdict

Changes = Iterable[tuple[str, str]]


class FakePage:
    """What the page does for a notebook: the practice set, an issued set, a verdict."""

    def __init__(self, exercise: Exercise, seed: bytes) -> None:
        self.exercise = exercise
        self.drawn = sets.draw(exercise, seed)
        self.verdict: Verdict | None = None
        self.sent: Mapping[str, Any] = {}

    async def request(self, kind: str, payload: Mapping[str, Any]) -> Any:
        assert payload["exercise"] == self.exercise.slug
        if kind == "data-request":
            if payload["set"] == "practice":
                return json.loads(sets.practice(self.exercise))
            return json.loads(sets.as_json(self.drawn.public)) | {"issue": "0" * 32}
        self.sent = json.loads(json.dumps(payload))
        spec, hidden = self.exercise.task.spec, self.drawn.hidden
        self.verdict = grade(spec, hidden, read_handed(self.sent, hidden, spec))
        messages = [item.html for item in self.verdict.feedback]
        return {"passed": self.verdict.passed, "messages": messages}

    @property
    def passed(self) -> bool:
        """Whether something was handed in and passed."""
        return self.verdict is not None and self.verdict.passed


@contextmanager
def joined(page: FakePage) -> Iterator[None]:
    """Let ``sudia`` speak to *page* instead of a browser's."""
    bridge = types.ModuleType("sudia.bridge")
    bridge.request = page.request
    # Not patch.dict, which would forget every module that the notebook imports.
    before = sys.modules.get("sudia.bridge")
    sys.modules["sudia.bridge"] = bridge
    with (
        patch.object(sudia, "bridge", bridge, create=True),
        patch.object(sudia.session, "_current", {}),
    ):
        try:
            yield
        finally:
            sys.modules.pop("sudia.bridge")
            if before is not None:
                sys.modules["sudia.bridge"] = before


def code_cells(folder: Path, tagged_only: bool = True) -> Iterator[tuple[str, str]]:
    """Id and source of each code cell; those of the page only, or the full notebook's too."""
    notebook = json.loads((folder / "carnet.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and (cell["metadata"].get("tags") or not tagged_only):
            yield cell["id"], "".join(cell["source"])


def run_notebook(page: FakePage, changes: Changes = (), tagged_only: bool = True) -> dict[str, str]:
    """Every cell in order with the learner's *changes*; what each printed and showed.

    A hand-in that the kit itself refuses to send (ValueError) is shown, as Jupyter shows it.
    """
    shown: dict[str, str] = {}
    left = {before for before, _ in changes}

    async def everything() -> None:
        names: dict[str, Any] = {"__name__": "__main__"}
        for identity, source in code_cells(page.exercise.folder, tagged_only):
            for before, after in changes:
                left.difference_update({before} if before in source else ())
                source = source.replace(before, after)
            printed = io.StringIO()
            with redirect_stdout(printed):
                value = await _run(source, names)
            shown[identity] = printed.getvalue() + value

    with joined(page):
        asyncio.run(everything())
    assert not left, f"changes that found nothing to change: {left}"
    return shown


async def _run(source: str, names: dict[str, Any]) -> str:
    """Run a cell as Jupyter does: top-level await, and the last expression shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        done = eval(compile(tree, "cell", "exec", flags), names)
        if inspect.isawaitable(done):
            await done
    except ValueError as error:
        if "sudia.remettre(" not in source:
            raise
        return str(error)
    if last is None:
        return ""
    shown = eval(compile(ast.Expression(last.value), "cell", "eval", flags), names)
    shown = await shown if inspect.isawaitable(shown) else shown
    return "" if shown is None else repr(shown)
