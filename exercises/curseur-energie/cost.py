"""What a tool uses, as ranges: seconds × watts on a device, EcoLogits's formula in a data centre.

Perimeters differ and are said on the page. web/cost.js computes the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, floor, log2, log10
from typing import Final

DAYS: Final = 365
# An estimate from a time and a power is good within this factor, both ways (no browser, and no
# measure of ours, gives power).
WITHIN: Final = 3

# EcoLogits 0.11: energy of a GPU for a token (Wh), time for a token (s), as functions of billions
# of active parameters and of answers made at once.
GPU: Final = (1.1665273170451914e-06, -0.011205921025579175, 4.052928146734005e-05)
LATENCY: Final = (0.0006785088094353663, 0.0003119310311688259, 0.019473717579473387)
GPU_GB: Final = 80
SERVER_GPUS: Final = 8
SERVER_W: Final = 1200
# A busy server shares itself between many answers, an idle one between few: our range.
BUSY, IDLE = 128, 16


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most."""

    low: float
    high: float

    def times(self, low: float, high: float | None = None) -> Range:
        """The product by a number, or by another range's ends."""
        return Range(self.low * low, self.high * (low if high is None else high))

    def plus(self, other: Range) -> Range:
        """The sum, end by end."""
        return Range(self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Tool:
    """``billions`` of parameters for a language model; else ``use`` and ``train`` in seconds."""

    id: str
    name: str
    billions: float = 0
    use: float = 0
    train: float = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how much: watts of one's device, PUE of the centre, tokens of an answer."""

    watts: float
    pue: float
    tokens: int


def answer(tool: Tool, setting: Setting) -> Range:
    """Wh of one use."""
    if not tool.billions:
        return _device(tool.use, setting.watts)
    return Range(*(_centre(tool.billions, setting, at_once) for at_once in (BUSY, IDLE)))


def year(tool: Tool, setting: Setting, uses: float) -> Range:
    """Wh of *uses* in a year, with the training of a small tool, once."""
    return answer(tool, setting).times(uses).plus(_device(tool.train, setting.watts))


def carbon(energy: Range, low: float, high: float) -> Range:
    """g CO2e of an energy in Wh, for an electricity from *low* to *high* g/kWh."""
    return energy.times(low / 1000, high / 1000)


def one_centre(billions: float, tokens: int, pue: float, at_once: int) -> float:
    """EcoLogits's energy of an answer, in Wh."""
    alpha, beta, gamma = GPU
    gpus = gpus_for(billions)
    gpu = tokens * (alpha * exp(beta * at_once) * billions + gamma)
    alpha, beta, gamma = LATENCY
    seconds = tokens * (alpha * billions + beta * at_once + gamma)
    server = seconds / 3600 * SERVER_W * gpus / SERVER_GPUS / at_once
    return pue * (server + gpus * gpu)


def gpus_for(billions: float) -> int:
    """GPUs that hold a model of 16-bit numbers and a fifth more, by powers of two."""
    needed = ceil(1.2 * billions * 16 / 8 / GPU_GB)
    return int(2 ** ceil(log2(needed)))


def _centre(billions: float, setting: Setting, at_once: int) -> float:
    return one_centre(billions, setting.tokens, setting.pue, at_once)


def _device(seconds: float, watts: float) -> Range:
    energy = seconds * watts / 3600
    return Range(energy / WITHIN, energy * WITHIN)


# --- told ---------------------------------------------------------------------------------

STEPS: Final = ((1e-6, "µWh"), (1e-3, "mWh"), (1.0, "Wh"), (1e3, "kWh"), (1e6, "MWh"))
GRAMS: Final = ((1e-6, "µg"), (1e-3, "mg"), (1.0, "g"), (1e3, "kg"), (1e6, "t"))


def energy_text(value: Range) -> str:
    """« de 1,2 à 4,5 Wh », in the unit that suits the high end."""
    return _text(value, STEPS)


def carbon_text(value: Range) -> str:
    """« de 1,2 à 4,5 g »."""
    return _text(value, GRAMS)


def _text(value: Range, steps: tuple[tuple[float, str], ...]) -> str:
    size, unit = next(
        ((s, u) for s, u in reversed(steps) if value.high >= s), (steps[0][0], steps[0][1])
    )
    return f"de {figure(value.low / size)} à {figure(value.high / size)}\u00a0{unit}"


def figure(value: float) -> str:
    """Two significant figures, with a comma; never more than an estimate can say."""
    if value <= 0:
        return "0"
    step = 10.0 ** (floor(log10(value) + 1e-12) - 1)
    rounded = floor(value / step + 0.5) * step
    places = max(0, min(6, 1 - floor(log10(rounded) + 1e-12)))
    return f"{rounded:,.{places}f}".replace(",", "\u202f").replace(".", ",")
