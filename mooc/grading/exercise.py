"""An exercise: what it is, its tiers, and what handing in asks. Read by ``exercise_file``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mooc.content.model import THEMES
from mooc.grading.kinds.predictions.spec import Spec

__all__ = ["PACKAGES", "THEMES", "TIERS", "Exercise", "PythonTask", "Step"]

TIERS = ("lab", "cell", "notebook")
# What the browser's Python loads: each brings all before it.
PACKAGES = ("numpy", "scikit-learn")


@dataclass(frozen=True, slots=True)
class Step:
    """A place where learners get stuck, with hints from the smallest to the plainest."""

    title: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PythonTask:
    """The tiers in Python. ``spec`` is what passing asks; ``package`` the heaviest one loaded."""

    spec: Spec
    per_day: int
    package: str
    columns: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise. ``hash`` says which rules applied; ``weights`` are budgets: kB or MB by tier."""

    id: str
    slug: str
    version: str
    title: str
    summary: str
    theme: str
    audiences: tuple[str, ...]
    minutes: int
    level: int
    aims: tuple[str, ...]
    prerequisites: tuple[str, ...]
    remedies: tuple[str, ...]
    tiers: tuple[str, ...]
    weights: Mapping[str, int]
    licence: str
    authors: tuple[str, ...]
    fictional: bool
    python: PythonTask | None
    hash: str
    folder: Path

    @property
    def task(self) -> PythonTask:
        """The Python part; an exercise without one is a mistake of the caller."""
        assert self.python is not None, self.slug
        return self.python

    @property
    def item(self) -> str:
        """The id under which the hand-in counts in someone's progress."""
        return f"exercise.{self.slug}.python"

    @property
    def items(self) -> tuple[str, ...]:
        """Every id of this exercise in someone's progress: the lab's, the hand-in's."""
        lab = (f"exercise.{self.slug}.lab",) if "lab" in self.tiers else ()
        return (*lab, self.item) if self.python else lab

    @property
    def notebook(self) -> Path:
        """The notebook that drives the cell and JupyterLite."""
        return self.folder / "carnet.ipynb"

    @property
    def data_card(self) -> Path:
        """The data card, in Markdown."""
        return self.folder / "carte-donnees.md"
