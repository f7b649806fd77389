"""What the lab is made of: tools, needs and their trials, electricity. Read from ``lab.toml``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from mooc.grading.lab import BadLab, LabOption, Place

from .cost import Range, Setting, Tool, year

MEASURES: Final = "mesures.json"
# The setting of the needs: an ordinary laptop, EcoLogits's own PUE.
WATTS, PUE = 15, 1.2

Result = Literal["met", "short", "untried", "cannot"]


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked of a tool: *least* right out of *of*, *per_year* times."""

    id: str
    name: str
    story: str
    per_year: int
    tokens: int
    of: int
    least: int
    unit: str
    scores: Mapping[str, int]
    measured: bool
    cannot: tuple[str, ...]

    @property
    def field(self) -> str:
        """The field of its choice."""
        return f"besoin-{self.id}"

    def result(self, tool: str) -> Result:
        """What the trial says of a tool."""
        if tool in self.cannot:
            return "cannot"
        if tool not in self.scores:
            return "untried"
        return "met" if self.scores[tool] >= self.least else "short"

    def energy(self, tool: Tool) -> Range:
        """Wh of a year of this need with *tool*."""
        return year(tool, Setting(WATTS, PUE, self.tokens), self.per_year)


@dataclass(frozen=True, slots=True)
class Named:
    """A choice of a list with its two numbers (the same twice when there is one)."""

    id: str
    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Lab:
    """``best`` is, for each need, the tool that meets it with the least energy."""

    tools: tuple[Tool, ...]
    needs: tuple[Need, ...]
    electricity: tuple[Named, ...]
    devices: tuple[Named, ...]
    measured: str

    def tool(self, id: str) -> Tool:
        """The tool of that id."""
        return next(tool for tool in self.tools if tool.id == id)

    def best(self, need: Need) -> Tool:
        """The least greedy tool that meets *need*."""
        fit = [tool for tool in self.tools if need.result(tool.id) == "met"]
        return min(fit, key=lambda tool: need.energy(tool).high)


OPTIONS = {
    "tools": LabOption("tables", "les outils : `id`, `name`, `billions` pour un modèle de langage"),
    "needs": LabOption("tables", "les besoins : seuil, essai mesuré (`trial`) ou `imagined`"),
    "electricity": LabOption("tables", "facteurs d’émission : `low` et `high`, en g par kWh"),
    "devices": LabOption("tables", "appareils : `name`, `watts`"),
}


def parse(table: Mapping[str, Any], place: Place) -> Lab:
    """The lab's keys and the measures; BadLab when a need has no tool that meets it."""
    path = place.folder / MEASURES
    if not path.is_file():
        raise BadLab(f"le fichier {MEASURES} manque ; measure.py l’écrit", "tools")
    measures = json.loads(path.read_text(encoding="utf-8"))
    tools = tuple(_tool(row, measures["seconds"]) for row in table["tools"])
    lab = Lab(
        tools,
        tuple(
            _need(row, measures["scores"], {tool.id for tool in tools}) for row in table["needs"]
        ),
        tuple(Named(r["id"], r["name"], r["low"], r["high"]) for r in table["electricity"]),
        tuple(Named(r["id"], r["name"], r["watts"], r["watts"]) for r in table["devices"]),
        measures["measured"],
    )
    for need in lab.needs:
        fit = [tool.id for tool in tools if need.result(tool.id) == "met"]
        if not fit or len(fit) == len(tools):
            raise BadLab(f"« {need.name} » : un outil doit suffire, et un autre non", "needs")
    return lab


def _tool(row: Mapping[str, Any], seconds: Mapping[str, Any]) -> Tool:
    if "billions" in row:
        return Tool(row["id"], row["name"], billions=row["billions"])
    if row["id"] not in seconds:
        raise BadLab(f"« tools » : « {row['id']} » n’est pas dans {MEASURES}", "tools")
    spent = seconds[row["id"]]
    return Tool(row["id"], row["name"], use=spent["use"], train=spent["train"])


def _need(row: Mapping[str, Any], scores: Mapping[str, Any], tools: set[str]) -> Need:
    measured = "trial" in row
    found = scores[row["trial"]] if measured else row["imagined"]
    if not {*found, *row.get("cannot", ())} <= tools:
        raise BadLab(f"« needs » : « {row['name']} » cite un outil inconnu", "needs")
    if not 0 < row["least"] <= row["of"]:
        raise BadLab("« least » : un nombre de 1 à « of »", "needs")
    keys = ("id", "name", "story", "per_year", "tokens", "of", "least", "unit")
    return Need(
        *(row[key] for key in keys),
        scores=dict(found),
        measured=measured,
        cannot=tuple(row.get("cannot", ())),
    )
