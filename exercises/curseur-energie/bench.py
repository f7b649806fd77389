"""What the page shows: every tool's range under the sliders, each need with its trial."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from typing import Any, Final

from mooc.grading.verdict import Answer, BadAnswer, only

from .cost import Range, Setting, Tool, answer, carbon, carbon_text, energy_text, figure, year
from .reading import PUE, WATTS, Lab, Named, Need, Result

BULB_W: Final = 8
PUES: Final = ("1.1", "1.2", "1.4", "1.6")
# The picture's axis: powers of ten of a Wh.
FIRST, LAST = -6, 7
RESULTS: Final[Mapping[Result, str]] = {
    "met": "le besoin est tenu",
    "short": "pas assez",
    "untried": "pas essayé ici",
    "cannot": "ne peut pas écrire de texte",
}


@dataclass(frozen=True, slots=True)
class Given:
    """The sliders and lists of the bench, read."""

    tool: Tool
    uses: int
    device: Named
    pue: str
    electricity: Named
    tokens: int

    @property
    def setting(self) -> Setting:
        """What the formulas ask."""
        return Setting(self.device.low, float(self.pue), self.tokens)


def given(lab: Lab, fields: Answer) -> Given:
    """The bench's fields, or its first state; BadAnswer for what cannot be read."""
    return Given(
        lab.tool(_one(fields, "modele", tuple(t.id for t in lab.tools), lab.tools[3].id)),
        _whole(fields, "usages", 40, 1, 2000),
        _named(fields, "appareil", lab.devices, 1),
        _one(fields, "pue", PUES, PUES[1]),
        _named(fields, "electricite", lab.electricity, 0),
        _whole(fields, "jetons", 400, 50, 2000),
    )


def chosen(lab: Lab, need: Need, fields: Answer) -> Tool | None:
    """The tool chosen for a need, None yet."""
    text = only(fields, need.field)
    if text and text not in {tool.id for tool in lab.tools}:
        raise BadAnswer("Choisissez un outil de la liste.", need.field)
    return lab.tool(text) if text else None


def view(lab: Lab, fields: Answer) -> Mapping[str, Any]:
    """The bench under *fields*."""
    now = given(lab, fields)
    ranges = [year(tool, now.setting, 365 * now.uses) for tool in lab.tools]
    mine = ranges[lab.tools.index(now.tool)]
    return {
        "now": now,
        "tools": [(tool.id, tool.name) for tool in lab.tools],
        "devices": [(d.id, d.name) for d in lab.devices],
        "pues": [(pue, pue.replace(".", ",")) for pue in PUES],
        "electricity": [(e.id, e.name) for e in lab.electricity],
        "one": energy_text(answer(now.tool, now.setting)),
        "year": energy_text(mine),
        "carbon": carbon_text(carbon(mine, now.electricity.low, now.electricity.high)),
        "bulb": bulb(mine),
        "bars": [
            (tool.id, tool.name, *span(found))
            for tool, found in zip(lab.tools, ranges, strict=True)
        ],
        "table": [_row(now, *pair) for pair in zip(lab.tools, ranges, strict=True)],
        "needs": [_need(lab, need, chosen(lab, need, fields)) for need in lab.needs],
        "measured": lab.measured,
        "data": {
            "tools": [
                {"id": t.id, "billions": t.billions, "use": t.use, "train": t.train}
                for t in lab.tools
            ],
            "devices": {d.id: d.low for d in lab.devices},
            "electricity": {e.id: [e.low, e.high] for e in lab.electricity},
            "needs": [
                {
                    "field": need.field,
                    "perYear": need.per_year,
                    "tokens": need.tokens,
                    "told": {tool.id: trial(need, tool) for tool in lab.tools},
                }
                for need in lab.needs
            ],
            "at": {"watts": WATTS, "pue": PUE},
        },
    }


def bulb(energy: Range) -> str:
    """The same energy as hours of a small lamp."""
    hours = energy.times(1 / BULB_W)
    if hours.high < 1:
        return "moins d’une heure"
    return f"de {figure(hours.low)} à {figure(hours.high)} heures"


def span(energy: Range) -> tuple[float, float]:
    """(start, width) on the picture's axis, from 0 to 100."""
    ends = [min(LAST, max(FIRST, log10(value))) for value in (energy.low, energy.high)]
    start, end = (100 * (value - FIRST) / (LAST - FIRST) for value in ends)
    return round(start, 2), round(max(end - start, 0.8), 2)


def trial(need: Need, tool: Tool) -> str:
    """What the trial of a need says of a tool."""
    result = need.result(tool.id)
    told = RESULTS[result]
    if result in {"met", "short"}:
        return f"{need.scores[tool.id]} {need.unit} sur {need.of}\u00a0: {told}"
    return told


def _row(now: Given, tool: Tool, found: Range) -> tuple[str, ...]:
    grams = carbon(found, now.electricity.low, now.electricity.high)
    return (
        tool.name,
        energy_text(answer(tool, now.setting)),
        energy_text(found),
        carbon_text(grams),
    )


def _need(lab: Lab, need: Need, tool: Tool | None) -> dict[str, Any]:
    tried = trial(need, tool) if tool else "Choisissez un outil pour voir son essai."
    energy = f"En un an\u00a0: {energy_text(need.energy(tool))}." if tool else ""
    return {
        "field": need.field,
        "name": need.name,
        "story": need.story,
        "measured": need.measured,
        "trial": tried[0].upper() + tried[1:] + ("" if tried.endswith(".") else "."),
        "energy": energy,
    }


def _named(fields: Answer, name: str, known: tuple[Named, ...], otherwise: int) -> Named:
    text = _one(fields, name, tuple(k.id for k in known), known[otherwise].id)
    return next(k for k in known if k.id == text)


def _one(fields: Answer, name: str, known: tuple[str, ...], otherwise: str) -> str:
    text = only(fields, name) or otherwise
    if text not in known:
        raise BadAnswer("Choisissez dans la liste.", name)
    return text


def _whole(fields: Answer, name: str, otherwise: int, low: int, high: int) -> int:
    text = only(fields, name).strip() or str(otherwise)
    if not (text.isascii() and text.isdigit() and low <= int(text[:6]) <= high):
        raise BadAnswer(f"Un nombre entier de {low} à {high}.", name)
    return int(text)
