"""What training costs: E = P x t, shown as a range because no browser gives the power.

P is a preset of ours (telephone 3 W, laptop 15 W, desktop computer 40 W), t is measured. The true
energy is within a factor of 3 of the product, so the range goes from a third to three times.
Carbon: grams of CO2 equivalent per kWh in France, from RTE's production figure of 2024 (21.7) to
CodeCarbon's of 2023 (56). Only the use of the machine is counted, neither making it nor loading
the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from types import TracebackType

from sudia.french import number, significant

WATTS = {"telephone": 3.0, "portable": 15.0, "fixe": 40.0}
FACTOR = 3.0
JOULES_PER_KWH = 3.6e6
CO2_LOW, CO2_HIGH = 21.7, 56.0
CO2_SOURCE = "RTE 2024 (21,7 g/kWh) à CodeCarbon 2023 (56 g/kWh)"
NAMES = {"téléphone": "telephone", "ordinateur portable": "portable", "ordinateur fixe": "fixe"}


@dataclass(frozen=True, slots=True)
class Energy:
    """Energy of `seconds` at `watts`: joules (low, middle, high), grams of CO2e (low, high)."""

    seconds: float
    watts: float

    @property
    def joules(self) -> tuple[float, float, float]:
        middle = self.watts * self.seconds
        return middle / FACTOR, middle, middle * FACTOR

    @property
    def grams(self) -> tuple[float, float]:
        low, _, high = self.joules
        return low / JOULES_PER_KWH * CO2_LOW, high / JOULES_PER_KWH * CO2_HIGH

    def __str__(self) -> str:
        low, _, high = self.joules
        g_low, g_high = self.grams
        return (
            f"{number(self.seconds, 2)} s × {significant(self.watts)} W : "
            f"entre {significant(low)} et {significant(high)} J, "
            f"soit {significant(1e6 * g_low)} à {significant(1e6 * g_high)} "
            f"millionièmes de gramme de CO2e ({CO2_SOURCE})"
        )


class Gauge:
    """`with sudia.energie("portable") as jauge:` measures the time of the block."""

    def __init__(self, watts: float) -> None:
        self.watts = watts
        self._start: float | None = None
        self._seconds: float | None = None

    def __enter__(self) -> Gauge:
        self._start = perf_counter()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._start is not None
        self._seconds = perf_counter() - self._start

    @property
    def mesure(self) -> Energy:
        """The energy of the finished block; ValueError before."""
        if self._seconds is None:
            raise ValueError("La jauge n’a rien mesuré : mettez le calcul dans le bloc « with ».")
        return Energy(self._seconds, self.watts)

    def __repr__(self) -> str:
        return "Jauge d’énergie, pas encore utilisée" if self._seconds is None else str(self.mesure)


def watts_of(machine: str | float) -> float:
    """Watts of a preset's name or of a number; ValueError (in French) otherwise."""
    if isinstance(machine, str):
        name = machine.strip().lower()
        name = NAMES.get(name, name)
        if name not in WATTS:
            known = ", ".join(f"« {preset} »" for preset in WATTS)
            raise ValueError(f"Machine inconnue : « {machine} ». Choisissez {known}.")
        return WATTS[name]
    if isinstance(machine, bool) or not 0 < machine <= 10_000:
        raise ValueError("La puissance, en watts, doit être comprise entre 0 et 10 000.")
    return float(machine)


def energie(machine: str | float = "portable") -> Gauge:
    """A gauge for this machine: "telephone", "portable", "fixe", or a power in watts."""
    return Gauge(watts_of(machine))
